import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packLinks, unpackLinks } from '../../../electron/index/link-pack.ts';
import {
  blockAt,
  blockSpans,
  packBlocks,
  packSpans,
  unpackBlocks,
  unpackSpans,
} from '../../../electron/index/pack.ts';
import type { Block, LinkFact } from '../../../shared/note/facts.ts';
import { scanNote } from '../../../shared/note/scan/scan-note.ts';
import { noteText } from '../../fixtures/notes/random.ts';

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

const plain = ({ span, line, kind, heading, parent }: Block) => ({ ...span, line, kind, heading, parent });
const kinds = ['paragraph', 'list-item', 'table-row', 'code', 'heading'] as const;

test('blocks come back as they were, whatever they stand under', () => {
  fc.assert(
    fc.property(gaps, fc.infiniteStream(fc.nat(9)), (list, stream) => {
      let heading = -1;
      const blocks = spansOf(list).map((span, index): Block => {
        const kind = kinds[stream.next().value % 5] ?? 'paragraph';
        if (kind === 'heading') heading++;
        const parent = index > 0 ? (stream.next().value % (index + 1)) - 1 : -1;
        return { kind, span, line: index * 3 + 1, id: undefined, heading, parent, lang: undefined };
      });
      const packed = packBlocks(blocks);
      expect(unpackBlocks(packed)).toEqual(blocks.map(plain));
      expect(blockSpans(packed)).toEqual(blocks.map(({ span, kind }) => ({ ...span, kind })));
    }),
  );
});

const unpacked = ({
  kind,
  embed,
  raw,
  span,
  line,
  column,
  path,
  fragment,
  text,
  target,
  block,
}: LinkFact) => ({
  kind,
  embed: embed ? 1 : 0,
  raw,
  start: span.from,
  stop: span.to,
  line,
  col: column,
  path,
  fragment: fragment ?? null,
  text: text ?? null,
  target_start: target.from,
  target_stop: target.to,
  block,
});

test('blocks and links of a note come back as they were read', () => {
  const links =
    '# 一\n\n[[名]] ![[名]] [[名#节|又名]] [x](y.md) [[ 空 ]] [[]]\n> # 二\n> 三 [[名]]\n\n四 [z]: [[名]]\n';
  fc.assert(
    fc.property(noteText, (text) => {
      const { blocks, links: found } = scanNote(text, 'note');
      expect(unpackBlocks(packBlocks(blocks))).toEqual(blocks.map(plain));
      expect(unpackLinks(packLinks(found))).toEqual(found.map(unpacked));
    }),
    { examples: [[links]] },
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
