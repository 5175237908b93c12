import { tags } from '@lezer/highlight';
import type { InlineContext, MarkdownConfig } from '@lezer/markdown';

const ID = /\^[A-Za-z0-9-]+(?=[ \t\r]*(?:\n|$))/y;

/** `^id` at the end of a line, after a space or alone. */
export const BlockIds: MarkdownConfig = {
  defineNodes: [{ name: 'BlockId', style: tags.labelName }],
  parseInline: [{ name: 'BlockId', before: 'Emphasis', parse: parseBlockId }],
};

function parseBlockId(cx: InlineContext, next: number, pos: number): number {
  if (next !== 94 || (pos > cx.offset && !/\s/.test(cx.slice(pos - 1, pos)))) return -1;
  ID.lastIndex = pos - cx.offset;
  const id = ID.exec(cx.text)?.[0];
  return id ? cx.addElement(cx.elt('BlockId', pos, pos + id.length)) : -1;
}
