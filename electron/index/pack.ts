import type { Block, BlockKind, Span } from '../../shared/note/facts.ts';

/** A block as the index keeps it: where it is, what it is, and what it stands under. */
export interface PackedBlock extends Span {
  kind: BlockKind;
  line: number;
  heading: number;
  parent: number;
}

const kinds: BlockKind[] = [
  'paragraph',
  'heading',
  'list-item',
  'quote',
  'table-row',
  'code',
  'html',
  'comment',
  'math',
  'footnote',
];

/** Spans as LEB128 numbers, each the distance from the one before: about two bytes a span. */
export function packSpans(spans: readonly Span[]): Uint8Array {
  const out: number[] = [];
  let last = 0;
  for (const { from, to } of spans) {
    number(out, from - last);
    number(out, to - from);
    last = to;
  }
  return Uint8Array.from(out);
}

export function unpackSpans(packed: Uint8Array | null): Span[] {
  const next = reader(packed);
  const spans: Span[] = [];
  let last = 0;
  while (next.more()) {
    const from = last + next.number();
    last = from + next.number();
    spans.push({ from, to: last });
  }
  return spans;
}

/** Ascending numbers, each as the distance from the one before. */
export function packAscending(numbers: readonly number[]): Uint8Array {
  const out: number[] = [];
  numbers.forEach((value, at) => {
    number(out, value - (numbers[at - 1] ?? 0));
  });
  return Uint8Array.from(out);
}

/** @param tell answers whether to go on */
export function eachAscending(packed: Uint8Array, tell: (value: number) => boolean): void {
  const next = reader(packed);
  for (let last = 0; next.more(); ) {
    last += next.number();
    if (!tell(last)) return;
  }
}

/** The heading that a block stands under is the one met last, so that it need not be kept. */
export function packBlocks(blocks: readonly Block[]): Uint8Array {
  const out: number[] = [];
  let last = 0;
  let line = 1;
  blocks.forEach((block, index) => {
    number(out, zigzag(block.span.from - last));
    number(out, block.span.to - block.span.from);
    number(out, zigzag(block.line - line));
    number(out, kinds.indexOf(block.kind) * 2 + (block.parent < 0 ? 0 : 1));
    if (block.parent >= 0) number(out, index - block.parent);
    last = block.span.to;
    line = block.line;
  });
  return Uint8Array.from(out);
}

export function unpackBlocks(packed: Uint8Array | null): PackedBlock[] {
  const next = reader(packed);
  const blocks: PackedBlock[] = [];
  let last = 0;
  let line = 1;
  let heading = -1;
  while (next.more()) {
    const from = last + unzigzag(next.number());
    last = from + next.number();
    line += unzigzag(next.number());
    const sign = next.number();
    const kind = kinds[sign >> 1] ?? 'paragraph';
    if (kind === 'heading') heading++;
    const parent = sign % 2 === 0 ? -1 : blocks.length - next.number();
    blocks.push({ from, to: last, line, kind, heading, parent });
  }
  return blocks;
}

/** Where the blocks stand, and what they are: at a fraction of the cost of all that is known of them. */
export function blockSpans(packed: Uint8Array | undefined): (Span & Pick<PackedBlock, 'kind'>)[] {
  const next = reader(packed ?? null);
  const spans: (Span & Pick<PackedBlock, 'kind'>)[] = [];
  let last = 0;
  while (next.more()) {
    const from = last + unzigzag(next.number());
    last = from + next.number();
    next.number();
    const sign = next.number();
    if (sign % 2 === 1) next.number();
    spans.push({ from, to: last, kind: kinds[sign >> 1] ?? 'paragraph' });
  }
  return spans;
}

/** The block that holds an offset: the last one that begins at or before it, if it reaches there. */
export function blockAt<T extends Span>(blocks: readonly T[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as T).from <= offset) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block && offset < block.to ? low - 1 : -1;
}

function number(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

const zigzag = (value: number) => (value < 0 ? -value * 2 - 1 : value * 2);
const unzigzag = (value: number) => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);

function reader(packed: Uint8Array | null) {
  const bytes = packed ?? new Uint8Array(0);
  let at = 0;
  return {
    more: () => at < bytes.length,
    number() {
      let value = 0;
      for (let scale = 1; at < bytes.length; scale *= 128) {
        const byte = bytes[at++] as number;
        value += (byte & 127) * scale;
        if (byte < 128) break;
      }
      return value;
    },
  };
}
