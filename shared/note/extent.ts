import type { FrontMatterFormat, Span } from './facts.ts';

/** Where front matter stands in a text; the same for the grammar, for reading and for editing. */
export interface Extent {
  format: FrontMatterFormat;
  /** From the first delimiter to the last; a byte order mark before it is no part of it. */
  span: Span;
  /** Between the delimiters; the whole object in JSON. */
  inner: Span;
  /** False where the last delimiter is missing: then `span` is the first line, and `inner` is empty. */
  closed: boolean;
}

const OPENER = /^(?:---|\+\+\+)[ \t]*$/;

/**
 * Find the front matter that `text` begins with: `---` or `+++` alone on the first line up to the same alone on a
 * line, or a JSON object. A first line that only looks like it (a rule, a shortcode `{{<`) gives undefined; a
 * `+++` or JSON object without an end, an extent that is not closed.
 */
export function findExtent(text: string): Extent | undefined {
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!/[-+{]/.test(text.charAt(from))) return undefined;
  const first = { from, to: lineEnd(text, from) };
  const line = text.slice(first.from, first.to);
  if (OPENER.test(line)) return findDelimited(text, first, line.slice(0, 3));
  return /^\{\s*(?:"|\}|$)/.test(line) ? findObject(text, first) : undefined;
}

/** Offset of the body: after the front matter and the end of its last line. */
export function bodyStart(text: string, extent: Extent | undefined): number {
  if (!extent) return text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return nextLine(text, extent.span.to);
}

function findDelimited(text: string, first: Span, mark: string): Extent | undefined {
  const format = mark === '---' ? 'yaml' : 'toml';
  const start = nextLine(text, first.to);
  for (let at = start; at < text.length; ) {
    const end = lineEnd(text, at);
    if (text.startsWith(mark, at) && OPENER.test(text.slice(at, end))) {
      return { format, span: { from: first.from, to: end }, inner: { from: start, to: at }, closed: true };
    }
    at = end === text.length ? end : nextLine(text, end);
  }
  return format === 'yaml' ? undefined : unclosed(text, format, first);
}

function findObject(text: string, first: Span): Extent | undefined {
  const to = objectEnd(text, first.from);
  if (to < 0) return unclosed(text, 'json', first);
  const end = lineEnd(text, to);
  if (text.slice(to, end).trim() !== '') return undefined;
  return {
    format: 'json',
    span: { from: first.from, to: end },
    inner: { from: first.from, to },
    closed: true,
  };
}

function unclosed(text: string, format: FrontMatterFormat, first: Span): Extent {
  const start = nextLine(text, first.to);
  return { format, span: first, inner: { from: start, to: start }, closed: false };
}

/** Offset after the brace that closes the one at `from`, braces in strings not counted; -1 where there is none. */
function objectEnd(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === 92) at++;
    else if (code === 34) quoted = !quoted;
    else if (quoted) continue;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return at + 1;
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  if (feed < 0) return text.length;
  return feed > from && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
}

function nextLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed + 1;
}
