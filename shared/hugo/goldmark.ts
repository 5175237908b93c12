import type { Tree } from '@lezer/common';
import { Autolink, parser, Strikethrough, Table, TaskList } from '@lezer/markdown';

const goldmark = parser.configure([Table, Strikethrough, TaskList, Autolink]);

/**
 * Markdown as Hugo's renderer reads it: CommonMark with tables, strikethrough, tasks and bare links,
 * and none of the constructs of notes. Front matter has to be cut off first.
 */
export function parseGoldmark(text: string): Tree {
  return goldmark.parse(withShortSymbols(unixLines(text)));
}

/**
 * The parser looks at one UTF-16 unit beside a mark, and takes half an emoji for a letter, where Hugo sees the symbol:
 * it is given two short ones. Every offset stays as it is.
 */
function withShortSymbols(text: string): string {
  if (!/[\ud800-\udbff]/.test(text)) return text;
  return text.replace(/(?=[\u{10000}-\u{10ffff}])[\p{P}\p{S}]/gu, '€€');
}

/** Hugo's heading ids changed with 0.144, its paths with 0.123: `old` is before both, `new` after. */
export type Generation = 'old' | 'new';

/** The text with each CRLF as space and LF, which the parser needs; every offset stays as it is. */
export function unixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?=\n)/g, ' ') : text;
}
