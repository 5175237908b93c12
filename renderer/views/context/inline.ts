import { noteParser } from '../../../shared/note/grammar.ts';

/** A stretch of text in one style, as a reader sees it: marks of the syntax are gone. */
export interface Piece {
  /** Offset in the source. */
  from: number;
  text: string;
  code: boolean;
  strong: boolean;
  em: boolean;
  strike: boolean;
  highlight: boolean;
  link: boolean;
  /** Inside one of the ranges asked for. */
  marked: boolean;
}

export interface Inline {
  /** The text is a block of code. */
  block: boolean;
  pieces: Piece[];
}

const bits = {
  hidden: 1,
  code: 2,
  strong: 4,
  em: 8,
  strike: 16,
  highlight: 32,
  link: 64,
  marked: 128,
  /** The `#` between a note and its heading. */
  step: 256,
  /** The bar between two cells. */
  cell: 512,
} as const;

const styles: Record<string, number> = {
  InlineCode: bits.code,
  StrongEmphasis: bits.strong,
  Emphasis: bits.em,
  Strikethrough: bits.strike,
  Highlight: bits.highlight,
  Link: bits.link,
  WikiLink: bits.link,
  WikiEmbed: bits.link,
  Autolink: bits.link,
};

/** Signs of the syntax that a reader need not see. */
const signs =
  /^(HeaderMark|EmphasisMark|StrikethroughMark|HighlightMark|CodeMark|CodeInfo|LinkMark|LinkTitle|LinkLabel|QuoteMark|WikiLinkMark|BlockId|CalloutMark|TaskMarker|ListMark|Escape)$/;

/** `[!tip]-` at the start of a callout, and the end of its line where it has no title. */
const calloutSign = /^[ \t]*\[![^\]\n]+\](?!\()[+-]?(?:[ \t]*\n|[ \t]+)?/;

/** Read one block of a note for showing it elsewhere. `ranges` are half-open offsets into it. */
export function readInline(source: string, ranges: readonly (readonly [number, number])[]): Inline {
  const flags = new Uint16Array(source.length);
  const block = /^\s{0,3}(```|~~~)/.test(source);
  const paint = (from: number, to: number, bit: number) => {
    for (let at = from; at < to; at++) flags[at] = (flags[at] ?? 0) | bit;
  };
  noteParser.parse(source).iterate({
    enter(node) {
      const { name, from, to } = node;
      if (name === 'WikiLinkMark' && isStep(source, from, to)) paint(from, to, bits.step);
      else if (name === 'URL' && node.node.parent?.name === 'Link') paint(from, to, bits.hidden);
      else if (name === 'Escape') paint(from, from + 1, bits.hidden);
      else if (signs.test(name)) paint(from, hiddenEnd(source, name, to), bits.hidden);
      else if (name === 'WikiLinkText') hideBefore(node.node.parent?.from ?? from, from);
      else paint(from, to, styles[name] ?? 0);
    },
  });
  function hideBefore(from: number, to: number): void {
    paint(from, to, bits.hidden);
  }
  const row = /^[ \t]*\|[^\n]*$/.test(source) ? cellBars(source) : [];
  for (const { from, to, outer } of row) flags.fill(outer ? bits.hidden : bits.cell, from, to);
  // A block of a callout comes without the marks of the quote that make it one.
  paint(0, calloutSign.exec(source)?.[0].length ?? 0, bits.hidden);
  for (const [from, to] of ranges) paint(Math.max(0, from), Math.min(source.length, to), bits.marked);
  return { block, pieces: toPieces(source, flags) };
}

/** The `#` after a name: a link to a heading of its own note has none. */
function isStep(source: string, from: number, to: number): boolean {
  return source.slice(from, to) === '#' && source[from - 1] !== '[';
}

/** The bars of a table row with the space around them; those at its ends stand between no cells. */
function cellBars(source: string): { from: number; to: number; outer: boolean }[] {
  const end = source.trimEnd().length;
  return [...source.matchAll(/[ \t]*(?<!\\)\|[ \t]*/g)].map(({ index, 0: bar }) => {
    const to = index + bar.length;
    return { from: index, to, outer: index === 0 || to >= end };
  });
}

/** A sign at the start of a line takes the space after it along, and a fence its end of line. */
function hiddenEnd(source: string, name: string, to: number): number {
  if (name === 'CodeInfo' || (name === 'CodeMark' && source[to] === '\n')) return to + 1;
  const opens = name === 'HeaderMark' || name === 'ListMark' || name === 'QuoteMark' || name === 'TaskMarker';
  return opens && source[to] === ' ' ? to + 1 : to;
}

function toPieces(source: string, flags: Uint16Array): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  while (from < source.length) {
    const flag = flags[from] ?? 0;
    let to = from + 1;
    while (to < source.length && flags[to] === flag) to++;
    if (!(flag & bits.hidden)) pieces.push(toPiece(from, source.slice(from, to), flag));
    from = to;
  }
  return pieces;
}

function toPiece(from: number, text: string, flag: number): Piece {
  return {
    from,
    text: (flag & bits.step) !== 0 ? ' › ' : (flag & bits.cell) !== 0 ? ' · ' : text,
    code: (flag & bits.code) !== 0,
    strong: (flag & bits.strong) !== 0,
    em: (flag & bits.em) !== 0,
    strike: (flag & bits.strike) !== 0,
    highlight: (flag & bits.highlight) !== 0,
    link: (flag & bits.link) !== 0,
    marked: (flag & bits.marked) !== 0,
  };
}
