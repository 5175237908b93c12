import type { Block, Span } from './facts.ts';

/** Blocks that a blank line does not end. */
const spansBlanks = new Set<Block['kind']>(['code', 'html', 'comment']);

/** Whether `piecesOf` has to know of a block. */
export const holdsBlankLines = ({ kind }: Pick<Block, 'kind'>) => spansBlanks.has(kind);

/**
 * Cut a body where whatever was begun before has ended: at lines that stand behind a blank one, are not indented, and
 * are no part of a fence or HTML; a body with formulas or %%comments%% stays whole. Each piece is parsed alone as it is in the whole.
 * @param blocks at least those that `holdsBlankLines` names, in order
 * @returns pieces in order, with no gap between them
 */
export function piecesOf(
  text: string,
  { from, to }: Span,
  blocks: readonly Pick<Block, 'kind' | 'span'>[],
): Span[] {
  // These reach over blank lines, within a paragraph too, and by what follows far below.
  if (/%%|\$\$/.test(text)) return from < to ? [{ from, to }] : [];
  const long = blocks.filter(holdsBlankLines);
  const pieces: Span[] = [];
  const blank = /\n[ \t\r]*\n(?=[^ \t\r\n])/g;
  blank.lastIndex = from;
  let [start, next] = [from, 0];
  for (let match = blank.exec(text); match; match = blank.exec(text)) {
    const at = blank.lastIndex;
    if (at >= to) break;
    while ((long[next]?.span.to ?? Number.POSITIVE_INFINITY) <= at) next++;
    if ((long[next]?.span.from ?? at) < at) continue;
    pieces.push({ from: start, to: at });
    start = at;
  }
  if (start < to) pieces.push({ from: start, to });
  return pieces;
}

/**
 * A text of which only these stretches are left, made of pieces, each where it was. What stands between them is a
 * paragraph that says nothing: it ends whatever was begun before it.
 */
export function onlyStretches(text: string, stretches: readonly Span[]): string {
  let [left, at] = ['', 0];
  for (const { from, to } of stretches) {
    left += filler(from - at) + text.slice(from, to);
    at = to;
  }
  return at < text.length ? `${left}.` : left;
}

/** A paragraph of one point, and the blank line that ends it. */
const filler = (length: number) => (length < 3 ? '\n'.repeat(length) : `.\n${' '.repeat(length - 3)}\n`);
