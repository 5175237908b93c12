import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffItems, diffLines, splitLines, unifiedDiff } from '../../../shared/text/diff.ts';
import { growth, steep } from '../../fixtures/growth.ts';

const lines = fc.array(fc.constantFrom('a\n', 'b\n', '中\n', 'd\r\n'), { maxLength: 14 });
const text = fc.tuple(lines, fc.constantFrom('', 'end')).map(([all, end]) => all.join('') + end);

/** Longest common subsequence by the textbook table, to hold the diff to the shortest script. */
function commonLength(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(item === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    });
    row = next;
  }
  return row[b.length] ?? 0;
}

describe('diffLines', () => {
  it('says which lines give way to which', () => {
    expect(diffLines('a\nb\nc\n', 'a\nX\nY\nc\nd')).toEqual([
      { from: 1, to: 2, insertFrom: 1, insertTo: 3 },
      { from: 3, to: 3, insertFrom: 4, insertTo: 5 },
    ]);
  });

  it('rebuilds the second text from the first, by the shortest script', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const a = splitLines(before);
        const b = splitLines(after);
        const hunks = diffLines(before, after);
        const built = [...a];
        for (const hunk of [...hunks].reverse()) {
          built.splice(hunk.from, hunk.to - hunk.from, ...b.slice(hunk.insertFrom, hunk.insertTo));
        }
        expect(built.join('')).toBe(after);
        const removed = hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from, 0);
        expect(a.length - removed).toBe(commonLength(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('does work in proportion where little is common', () => {
    const pair = (length: number) => ({
      length,
      a: Array.from({ length }, (_, i) => `a${i}`),
      b: Array.from({ length }, (_, i) => (i % 9 === 0 ? `a${i}` : `b${i}`)),
    });
    const { a, b } = pair(40_000);
    expect(diffItems(a, b).length).toBeGreaterThan(0);
    expect(growth(40_000, pair, (each) => diffItems(each.a, each.b))).toBeLessThan(steep);
  });
});

describe('unifiedDiff', () => {
  it('writes what patch reads', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
    const after = '1\n二\n3\n4\n5\n6\n7\n8\n9\nten';
    expect(unifiedDiff('日记/a.md', before, after, 1)).toBe(
      [
        '--- a/日记/a.md',
        '+++ b/日记/a.md',
        '@@ -1,3 +1,3 @@',
        ' 1',
        '-2',
        '+二',
        ' 3',
        '@@ -9 +9,2 @@',
        ' 9',
        '+ten',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
  });

  it('names the line before an empty range', () => {
    expect(unifiedDiff('n.md', '', 'a\n')).toContain('@@ -0,0 +1 @@\n+a\n');
    expect(unifiedDiff('n.md', 'a\nb\n', 'a\n', 0)).toContain('@@ -2 +1,0 @@\n-b\n');
  });

  it('is empty for equal texts', () => expect(unifiedDiff('n.md', 'a\n', 'a\n')).toBe(''));
});
