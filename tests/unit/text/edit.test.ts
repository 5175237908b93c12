import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, invertEdits, mapOffset, type TextEdit } from '../../../shared/text/edit.ts';

/** A text and edits of it that do not overlap, in a shuffled order. */
const edited = fc.string({ maxLength: 40 }).chain((text) =>
  fc.array(fc.tuple(fc.nat(text.length), fc.string({ maxLength: 4 })), { maxLength: 6 }).chain((points) => {
    const cuts = [...new Set(points.map(([at]) => at))].sort((a, b) => a - b);
    const edits: TextEdit[] = [];
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      edits.push({ from: cuts[i] ?? 0, to: cuts[i + 1] ?? 0, insert: points[i]?.[1] ?? '' });
    }
    return fc.tuple(fc.constant(text), fc.shuffledSubarray(edits));
  }),
);

describe('applyEdits', () => {
  it('applies edits of the old text in any order', () => {
    const edits = [
      { from: 4, to: 7, insert: '狗' },
      { from: 0, to: 0, insert: '一' },
    ];
    expect(applyEdits('the cat', edits)).toBe('一the 狗');
  });

  it('keeps the order of insertions at one place, before a replacement there', () => {
    const edits = [
      { from: 1, to: 2, insert: 'X' },
      { from: 1, to: 1, insert: '1' },
      { from: 1, to: 1, insert: '2' },
    ];
    expect(applyEdits('abc', edits)).toBe('a12Xc');
  });

  it.each([
    [
      { from: 1, to: 3, insert: '' },
      { from: 2, to: 4, insert: '' },
    ],
    [{ from: 0, to: 9, insert: '' }],
    [{ from: 2, to: 1, insert: '' }],
  ])('refuses %j', (...edits) => expect(() => applyEdits('abcd', edits)).toThrow(RangeError));
});

it('inverted edits give the text back', () => {
  fc.assert(
    fc.property(edited, ([text, edits]) => {
      expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
    }),
  );
});

describe('mapOffset', () => {
  const edits = [
    { from: 2, to: 2, insert: 'xx' },
    { from: 4, to: 6, insert: 'y' },
  ];
  it.each([
    [0, -1, 0],
    [2, -1, 2],
    [2, 1, 4],
    [3, -1, 5],
    [4, 1, 6],
    [5, -1, 6],
    [5, 1, 7],
    [6, -1, 7],
    [8, 1, 9],
  ] as const)('%i, clinging to %i, lands at %i', (offset, assoc, expected) => {
    expect(mapOffset(edits, offset, assoc)).toBe(expected);
  });

  it('never goes backwards', () => {
    fc.assert(
      fc.property(edited, ([text, list]) => {
        for (const assoc of [-1, 1] as const) {
          const mapped = Array.from({ length: text.length + 1 }, (_, at) => mapOffset(list, at, assoc));
          expect(mapped).toEqual([...mapped].sort((a, b) => a - b));
          expect(mapped.at(-1)).toBeLessThanOrEqual(applyEdits(text, list).length);
        }
      }),
    );
  });
});
