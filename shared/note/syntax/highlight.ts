import { tags } from '@lezer/highlight';
import type { InlineContext, MarkdownConfig } from '@lezer/markdown';
import { mayMark } from './bounds.ts';

const DELIMITER = { resolve: 'Highlight', mark: 'HighlightMark' };
const SPACE = /^\s?$/;

/** `==mark==`: two signs exactly, no white space inside them. */
export const Highlight: MarkdownConfig = {
  defineNodes: [
    { name: 'Highlight', style: { 'Highlight/...': tags.special(tags.content) } },
    { name: 'HighlightMark', style: tags.processingInstruction },
  ],
  parseInline: [{ name: 'Highlight', after: 'Emphasis', parse: parseHighlight }],
};

function parseHighlight(cx: InlineContext, next: number, pos: number): number {
  if (next !== 61 || cx.char(pos + 1) !== 61) return -1;
  let end = pos + 2;
  while (cx.char(end) === 61) end++;
  if (end > pos + 2 || !mayMark(cx, 2)) return end;
  const opens = !SPACE.test(cx.slice(end, end + 1));
  const closes = !SPACE.test(cx.slice(pos - 1, pos));
  return cx.addDelimiter(DELIMITER, pos, end, opens, closes);
}
