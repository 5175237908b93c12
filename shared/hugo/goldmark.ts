import type { MarkdownParser } from '@lezer/markdown';
import { Autolink, parser, Strikethrough, Table, TaskList } from '@lezer/markdown';

/**
 * Markdown as Hugo's renderer reads it: CommonMark with tables, strikethrough, tasks and bare links,
 * and none of the constructs of notes. Front matter has to be cut off first.
 */
export const goldmarkParser: MarkdownParser = parser.configure([Table, Strikethrough, TaskList, Autolink]);

/** Hugo's heading ids changed with 0.144, its paths with 0.123: `old` is before both, `new` after. */
export type Generation = 'old' | 'new';

/** The text with each CRLF as space and LF, which the parser needs; every offset stays as it is. */
export function unixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?=\n)/g, ' ') : text;
}
