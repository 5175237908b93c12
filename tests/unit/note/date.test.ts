import { describe, expect, it } from 'vitest';
import { noteDate } from '../../../shared/note/date.ts';
import { parseNote } from '../../../shared/note/parse.ts';

const LATER = new Date(2030, 0, 2, 23, 30).getTime();

describe('the day of a note', () => {
  it.each([
    ["+++\ndate = '2025-08-06T00:05:12+08:00'\n+++\n", 'x.md', '2025-08-06'],
    ['+++\nDate = 2025-08-06T23:59:59-07:00\n+++\n', '2024-01-01.md', '2025-08-06'],
    ['---\ndate: 2025/8/6\n---\n', 'x.md', '2025-08-06'],
    ['---\ndate: 2025-13-06\n---\n', '日记/2024-01-02 周二.md', '2024-01-02'],
    ['', 'a/20250806-会议.md', '2025-08-06'],
    ['', 'a/2025年8月6日.md', '2025-08-06'],
    ['', 'a/2025.08.06.md', '2025-08-06'],
    ['', 'a/2025_08_06.md', '2025-08-06'],
    ['', 'report 12345678 of 2025-08-06.md', '2025-08-06'],
    ['', '2025-08-06/x.md', '2030-01-02'],
    ['', 'v2025-99-99.md', '2030-01-02'],
    ['---\ndate: soon\n---\n', 'x.md', '2030-01-02'],
  ])('%j in %s: %s', (text, path, expected) => {
    expect(noteDate(parseNote(text, 'x'), path, LATER)).toBe(expected);
  });
});
