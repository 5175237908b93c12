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

/** Kind and embed as one number, then what stands above, offsets as distances. */
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

/** The links of one note as one text, as long as they have to be; '' where there are none. */
export function packLinks(links: readonly LinkFact[]): string {
  return links.length === 0 ? '' : JSON.stringify(links.map(packed));
}

function packed({
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
}: LinkFact): Packed {
  const targetStart = target.from - span.from;
  const length = target.to - target.from;
  return [
    (kind === 'wiki' ? 0 : 1) + (embed ? 2 : 0),
    raw,
    span.from,
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
  return (JSON.parse(text) as Packed[]).map(
    ([kind, raw, start, line, col, path, fragment, shown, targetStart, length, block]) => ({
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
    }),
  );
}
