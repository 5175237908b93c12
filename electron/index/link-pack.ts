import type { LinkFact } from '../../shared/note/facts.ts';

/** A link as the index keeps it. Offsets are UTF-16, `start` and `stop` of the whole link, `target_*` of its target. */
export interface PackedLink {
  kind: 'wiki' | 'markdown';
  embed: 0 | 1;
  raw: string;
  start: number;
  stop: number;
  line: number;
  col: number;
  path: string;
  fragment: string | null;
  text: string | null;
  target_start: number;
  target_stop: number;
  block: number;
}

/** Kind and embed as one number, then what stands above; `start` and `line` as distances from those of the link before. */
type Packed = [
  kind: number,
  raw: string,
  start: number,
  line: number,
  col: number,
  path: string | 0,
  fragment: string | null,
  text: string | null,
  targetStart: number,
  targetLength: number,
  block: number,
];

/** `[[name]]` and nothing else, as most links are. */
type Plain = [path: string, start: number, line: number, col: number, block: number];

/** The links of one note as one text, as long as they have to be; '' where there are none. */
export function packLinks(links: readonly LinkFact[]): string {
  if (links.length === 0) return '';
  let last = { start: 0, line: 0 };
  return JSON.stringify(
    links.map((link) => {
      const start = link.span.from - last.start;
      const line = link.line - last.line;
      last = { start: link.span.from, line: link.line };
      return isPlain(link) ? plain(link, start, line) : packed(link, start, line);
    }),
  );
}

function isPlain({ kind, embed, raw, path, fragment, text }: LinkFact): boolean {
  return kind === 'wiki' && !embed && fragment === undefined && text === undefined && raw === `[[${path}]]`;
}

const plain = ({ path, column, block }: LinkFact, start: number, line: number): Plain => [
  path,
  start,
  line,
  column,
  block,
];

function packed(link: LinkFact, start: number, line: number): Packed {
  const { kind, embed, raw, span, column, path, fragment, text, target, block } = link;
  const targetStart = target.from - span.from;
  const length = target.to - target.from;
  return [
    (kind === 'wiki' ? 0 : 1) + (embed ? 2 : 0),
    raw,
    start,
    line,
    column,
    // Nearly every link gives its path just as it is.
    raw.slice(targetStart, targetStart + length) === path ? 0 : path,
    fragment ?? null,
    text ?? null,
    targetStart,
    length,
    block,
  ];
}

export function unpackLinks(text: string | null | undefined): PackedLink[] {
  if (!text) return [];
  let start = 0;
  let line = 0;
  return (JSON.parse(text) as (Packed | Plain)[]).map((one) => {
    start += isShort(one) ? one[1] : one[2];
    line += isShort(one) ? one[2] : one[3];
    return isShort(one) ? plainLink(one, start, line) : anyLink(one, start, line);
  });
}

/** SQL that is false where none of the packed links in a column is an embed: the kind comes first in each. */
export const mayEmbed = (column: string) => `(instr(${column}, '[2,') > 0 OR instr(${column}, '[3,') > 0)`;

const isShort = (one: Packed | Plain): one is Plain => typeof one[0] === 'string';

function plainLink([path, , , col, block]: Plain, start: number, line: number): PackedLink {
  const length = path.length;
  return {
    kind: 'wiki',
    embed: 0,
    raw: `[[${path}]]`,
    start,
    stop: start + length + 4,
    line,
    col,
    path,
    fragment: null,
    text: null,
    target_start: start + 2,
    target_stop: start + 2 + length,
    block,
  };
}

function anyLink(one: Packed, start: number, line: number): PackedLink {
  const [kind, raw, , , col, path, fragment, shown, targetStart, length, block] = one;
  return {
    kind: (kind & 1) === 0 ? 'wiki' : 'markdown',
    embed: kind & 2 ? 1 : 0,
    raw,
    start,
    stop: start + raw.length,
    line,
    col,
    path: path === 0 ? raw.slice(targetStart, targetStart + length) : path,
    fragment,
    text: shown,
    target_start: start + targetStart,
    target_stop: start + targetStart + length,
    block,
  };
}
