import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlightLines, mergeSpans } from '../../../shared/search/highlight.ts';

describe('mergeSpans', () => {
  test.each([
    [
      [
        [3, 5],
        [0, 2],
      ],
      [
        [0, 2],
        [3, 5],
      ],
    ],
    [
      [
        [0, 3],
        [2, 5],
      ],
      [[0, 5]],
    ],
    [
      [
        [0, 9],
        [2, 5],
      ],
      [[0, 9]],
    ],
    [
      [
        [0, 2],
        [2, 4],
      ],
      [
        [0, 2],
        [2, 4],
      ],
    ],
    [
      [
        [1, 1],
        [2, 3],
      ],
      [[2, 3]],
    ],
  ])('%j → %j', (spans, expected) => {
    const merged = mergeSpans(spans.map(([from = 0, to = 0]) => ({ from, to })));
    expect(merged.map(({ from, to }) => [from, to])).toEqual(expected);
  });
});

describe('highlightLines', () => {
  test('a span over several lines shows in each of them', () => {
    expect(highlightLines('ab\ncd\n\nef', [{ from: 1, to: 9 }], 9)).toEqual([
      { line: 1, text: 'ab', ranges: [[1, 2]] },
      { line: 2, text: 'cd', ranges: [[0, 2]] },
      { line: 4, text: 'ef', ranges: [[0, 2]] },
    ]);
  });

  test('a span over several lines is followed by one in its last line', () => {
    expect(
      highlightLines(
        'ab\ncd',
        [
          { from: 1, to: 4 },
          { from: 4, to: 5 },
        ],
        9,
      ),
    ).toEqual([
      { line: 1, text: 'ab', ranges: [[1, 2]] },
      {
        line: 2,
        text: 'cd',
        ranges: [
          [0, 1],
          [1, 2],
        ],
      },
    ]);
  });

  test('a long line is cut around its first hit', () => {
    const text = `${'a'.repeat(500)}HIT${'b'.repeat(30)}HIT${'c'.repeat(500)}HIT`;
    const spans = [500, 533, 1036].map((from) => ({ from, to: from + 3 }));
    const [block] = highlightLines(text, spans, 1);
    expect(block?.text).toMatch(/^…a+HITb+HITc+…$/);
    expect(block?.text.length).toBeLessThanOrEqual(242);
    expect(block?.ranges.map(([from, to]) => block.text.slice(from, to))).toEqual(['HIT', 'HIT']);
  });

  test('a hit longer than the window is cut with it, and a character never', () => {
    const text = '😀'.repeat(300);
    const [block] = highlightLines(text, [{ from: 100, to: 600 }], 1);
    expect(block?.text).toMatch(/^…(😀)+…$/u);
    const [from, to] = block?.ranges[0] ?? [0, 0];
    expect(block?.text.slice(from, to)).toMatch(/^(😀)+$/u);
  });

  test('every span is shown in the line where it stands', () => {
    const text = fc
      .array(fc.constantFrom('a', '字', '\n', '\r\n', ' '), { maxLength: 60 })
      .map((parts) => parts.join(''));
    const input = text.chain((text) =>
      fc.record({
        text: fc.constant(text),
        ends: fc.array(fc.nat(Math.max(text.length, 1)), { maxLength: 10 }),
      }),
    );
    fc.assert(
      fc.property(input, ({ text, ends }) => {
        const spans = mergeSpans(
          ends.map((from, n) => ({ from, to: Math.min(text.length, from + (n % 4)) })),
        );
        const shown = highlightLines(text, spans, 1000).map(({ line, text: lineText, ranges }) => {
          expect(lineText).toBe(text.split(/\r?\n/)[line - 1]);
          return ranges.map(([from, to]) => lineText.slice(from, to)).join('');
        });
        const expected = spans.map(({ from, to }) => text.slice(from, to)).join('');
        expect(shown.join('')).toBe(expected.replace(/[\r\n]/g, ''));
      }),
    );
  });
});
