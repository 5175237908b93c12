import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockAt, packBlocks, packSpans, unpackBlocks, unpackSpans } from '../../../electron/index/pack.ts';
import type { Block } from '../../../shared/note/facts.ts';

const gaps = fc.array(fc.tuple(fc.nat(5000), fc.nat(300_000)), { maxLength: 40 });

function spansOf(list: [number, number][]) {
  let at = 0;
  return list.map(([gap, length]) => {
    const from = at + gap;
    at = from + length;
    return { from, to: at };
  });
}

test('spans come back as they were', () => {
  fc.assert(
    fc.property(gaps, (list) => {
      const spans = spansOf(list);
      expect(unpackSpans(packSpans(spans))).toEqual(spans);
    }),
  );
});

test('blocks come back as they were, whatever they stand under', () => {
  fc.assert(
    fc.property(gaps, fc.infiniteStream(fc.nat(9)), (list, stream) => {
      const blocks = spansOf(list).map(
        (span, index): Block => ({
          kind:
            (['paragraph', 'list-item', 'table-row', 'code'] as const)[stream.next().value % 4] ??
            'paragraph',
          span,
          line: index * 3 + 1,
          id: undefined,
          heading: stream.next().value - 1,
          parent: index > 0 ? (stream.next().value % (index + 1)) - 1 : -1,
          lang: undefined,
        }),
      );
      expect(unpackBlocks(packBlocks(blocks))).toEqual(
        blocks.map(({ span, line, kind, heading, parent }) => ({ ...span, line, kind, heading, parent })),
      );
    }),
  );
});

test('the block at an offset', () => {
  const blocks = [
    { from: 2, to: 5 },
    { from: 5, to: 9 },
    { from: 12, to: 14 },
  ];
  expect([0, 2, 4, 5, 8, 9, 12, 13, 14].map((at) => blockAt(blocks, at))).toEqual([
    -1, 0, 0, 1, 1, -1, 2, 2, -1,
  ]);
});
