import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../../renderer/editor/document/text-changes.ts';
import { applyEdits, mapOffset } from '../../../../shared/text/edit.ts';

describe('changes between two texts', () => {
  test('turn one into the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b ', '中', '文', '\n', '。', '𠮷'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(applyEdits(a, changesBetween(a, b))).toBe(b);
      }),
    );
  });

  test.each([
    ['a word in a line', 'one two three', 'one 2 three', [{ from: 4, to: 7, insert: '2' }]],
    ['a Chinese character', '用虚拟机跑', '用容器机跑', [{ from: 1, to: 3, insert: '容器' }]],
    ['a line put in before', 'b\n', 'a\nb\n', [{ from: 0, to: 0, insert: 'a\n' }]],
    ['nothing', 'same\n', 'same\n', []],
  ])('%s', (_name, before, after, expected) => {
    expect(changesBetween(before, after)).toEqual(expected);
  });

  test('a very long line changed in one place keeps its head and tail', () => {
    const long = 'x '.repeat(20_000);
    const edits = changesBetween(`${long}A${long}`, `${long}B${long}`);
    expect(edits).toEqual([{ from: long.length, to: long.length + 1, insert: 'B' }]);
  });

  test('the cursor keeps its place in a line that changed elsewhere', () => {
    const edits = changesBetween('昨天写的文档很长', '今天写的文档很长，真的');
    expect(mapOffset(edits, 6)).toBe(6);
  });
});
