import type { Block, NoteFacts, Span } from './facts.ts';

/** A block as it is moved: what belongs to it goes along. */
export interface WholeBlock extends Span {
  /** Index of the block itself. */
  index: number;
  /** Of a list item: its indent and sign, a box of a task included; '' for all else. */
  mark: string;
  /** What every line of it begins with. */
  indent: string;
}

/**
 * The block that a place stands in, as a whole: a list item with its children, a table with all rows, a heading with its
 * section. Undefined between blocks and in front matter.
 */
export function wholeBlock(
  text: string,
  facts: Pick<NoteFacts, 'blocks' | 'headings'>,
  offset: number,
): WholeBlock | undefined {
  const { blocks } = facts;
  const index = blocks.findLastIndex(({ span }) => span.from <= offset && offset <= span.to);
  const block = blocks[index];
  if (!block) return undefined;
  const first = block.kind === 'table-row' ? firstRow(blocks, index) : index;
  const start = (blocks[first] as Block).span.from;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = Math.max(block.span.to, endOf(text, facts, index));
  const lead = text.slice(from, start);
  // Behind the sign of a quote or of another item it is no block of lines.
  if (lead.trim() !== '' && block.kind !== 'list-item') return undefined;
  const mark = block.kind === 'list-item' ? itemMark(text.slice(from, to)) : '';
  if (block.kind === 'list-item' && mark === '') return undefined;
  return { from, to, index: first, mark, indent: /^[ \t]*/.exec(text.slice(from, to))?.[0] ?? '' };
}

const itemMark = (item: string) => /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?/.exec(item)?.[0] ?? '';

function firstRow(blocks: readonly Block[], index: number): number {
  let first = index;
  while (blocks[first - 1]?.kind === 'table-row' && isNext(blocks, first)) first--;
  return first;
}

/** Rows of one table stand in lines that follow each other, but for the line under its head. */
const isNext = (blocks: readonly Block[], index: number) =>
  (blocks[index] as Block).line - (blocks[index - 1] as Block).line <= 2;

function endOf(
  text: string,
  { blocks, headings }: Pick<NoteFacts, 'blocks' | 'headings'>,
  index: number,
): number {
  const block = blocks[index] as Block;
  if (block.kind === 'heading') {
    const own = headings[block.heading];
    const next = headings.slice(block.heading + 1).find(({ level }) => level <= (own?.level ?? 0));
    return text.slice(0, next?.span.from ?? text.length).trimEnd().length;
  }
  let last = index;
  if (block.kind === 'table-row') {
    while (blocks[last + 1]?.kind === 'table-row' && isNext(blocks, last + 1)) last++;
  } else {
    while (blocks[last + 1] && isBelow(blocks, last + 1, index)) last++;
  }
  return (blocks[last] as Block).span.to;
}

function isBelow(blocks: readonly Block[], index: number, above: number): boolean {
  for (let at = blocks[index]?.parent ?? -1; at >= 0; at = blocks[at]?.parent ?? -1) {
    if (at === above) return true;
  }
  return false;
}

/** The same lines without an indent that all but blank ones have. */
export function withoutIndent(text: string, indent: string): string {
  if (indent === '') return text;
  return text
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}
