import type { Span } from '../note/facts.ts';

/** A line of a note with hits in it. */
export interface MatchBlock {
  /** 1-based, in the note. */
  line: number;
  /** The line, or about 240 characters of it around its first hit with `…` where it was cut. */
  text: string;
  /** UTF-16 ranges into `text`, in order, apart from each other. */
  ranges: [number, number][];
}

const windowLength = 240;
const lead = 60;

/** Sorted, with what overlaps or touches joined; empty ranges are dropped. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (span.to <= span.from) continue;
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** Sorted; of those that overlap the first, and of two that begin together the longer; empty ones stay. */
export function apartSpans(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = apart.at(-1);
    if (!last || span.from >= last.to) apart.push(span);
  }
  return apart;
}

/** The first `max` lines of `text` that hold one of `spans` (merged, see `mergeSpans`). */
export function highlightLines(text: string, spans: readonly Span[], max: number): MatchBlock[] {
  const blocks: MatchBlock[] = [];
  let line = 1;
  let start = 0;
  for (let index = 0; index < spans.length && blocks.length < max; ) {
    const end = lineEnd(text, start);
    const inLine = [];
    for (let span = spans[index]; span && span.from <= end; span = spans[++index]) {
      inLine.push({ from: Math.max(span.from - start, 0), to: Math.min(span.to, end) - start });
      if (span.to > end + 1) break;
    }
    const shown = inLine.filter((span) => span.to > span.from);
    if (shown.length > 0) blocks.push(cutLine(line, text.slice(start, end), shown));
    start = nextLine(text, end);
    line++;
    if (start > text.length) break;
  }
  return blocks;
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return newline > start && text[end - 1] === '\r' ? end - 1 : end;
}

const nextLine = (text: string, end: number) => end + (text[end] === '\r' ? 2 : 1);

function cutLine(line: number, text: string, spans: Span[]): MatchBlock {
  if (text.length <= windowLength) return { line, text, ranges: spans.map(({ from, to }) => [from, to]) };
  const first = spans[0]?.from ?? 0;
  const from = wholeCharacter(text, Math.max(0, Math.min(first - lead, text.length - windowLength)));
  const to = wholeCharacter(text, Math.min(text.length, from + windowLength));
  const head = from > 0 ? '…' : '';
  const shift = head.length - from;
  const ranges = spans
    .filter((span, index) => index === 0 || span.to <= to)
    .map((span): [number, number] => [span.from + shift, Math.min(span.to, to) + shift]);
  return { line, text: head + text.slice(from, to) + (to < text.length ? '…' : ''), ranges };
}

/** The offset, or the one before it where it would cut a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
