import { describe, expect, test } from 'vitest';
import { carryFootnotes } from '../../../shared/note/footnotes.ts';

describe('footnotes of a part that goes elsewhere', () => {
  const note = '甲[^1] 与[^b]\n\n乙[^1]\n\n[^1]: 注 [^2]\n    续\n\n[^2]: 二\n\n[^9]: 九\n';
  test.each([
    ['丙', note, '', '丙'],
    ['甲[^1]', note, '', '甲[^1]\n\n[^1]: 注 [^2]\n    续\n[^2]: 二'],
    ['甲[^1]', note.replaceAll('\n', '\r\n'), '', '甲[^1]\r\n\r\n[^1]: 注 [^2]\r\n    续\r\n[^2]: 二'],
    ['甲[^1]\n\n[^1]: 自', note, '', '甲[^1]\n\n[^1]: 自'],
    ['甲[^b] `[^1]`', note, '', '甲[^b] `[^1]`'],
    ['甲[^1]', '甲[^1]\n\n[^1]: 注\n', '乙[^1]\n\n[^1]: 别\n', '甲[^1-2]\n\n[^1-2]: 注'],
    ['甲[^9]\n\n```\n码', note, '', '甲[^9]\n\n```\n码\n\n[^9]: 九'],
    ['甲[^A][^a-2]', '', '乙[^a]\n', '甲[^A-3][^a-2]'],
  ])('%j', (part, whole, other, expected) => {
    expect(carryFootnotes(part, whole, other)).toBe(expected);
  });
});
