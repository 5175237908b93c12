import { tags } from '@lezer/highlight';
import type { BlockContext, InlineContext, LeafBlock, Line, MarkdownConfig } from '@lezer/markdown';
import { nextLineInside } from './internals.ts';

/**
 * `%%comment%%`. In a paragraph it ends with that paragraph's next `%%`; one that begins a line and does not end
 * there goes on over blank lines to the next `%%`, or to the end, as an open fence does.
 */
export const PercentComments: MarkdownConfig = {
  defineNodes: [
    { name: 'PercentComment', style: tags.comment },
    { name: 'PercentCommentBlock', block: true, style: tags.comment },
  ],
  parseBlock: [
    { name: 'PercentCommentBlock', before: 'LinkReference', parse: parseBlock, endLeaf: interrupts },
  ],
  parseInline: [{ name: 'PercentComment', before: 'InlineCode', parse: parseInline }],
};

function opensBlock(line: Line): boolean {
  return (
    line.next === 37 &&
    line.indent < line.baseIndent + 4 &&
    line.text.startsWith('%%', line.pos) &&
    !line.text.includes('%%', line.pos + 2)
  );
}

function parseBlock(cx: BlockContext, line: Line): boolean {
  if (!opensBlock(line)) return false;
  const from = cx.lineStart + line.pos;
  while (nextLineInside(cx, line)) {
    const close = line.text.indexOf('%%', line.pos);
    if (close < 0) continue;
    addClosed(cx, line, from, close + 2);
    cx.nextLine();
    return true;
  }
  cx.addElement(cx.elt('PercentCommentBlock', from, Math.max(from + 2, cx.prevLineEnd())));
  return true;
}

/** Where text follows on the last line, both are one paragraph: a block cannot begin within a line. */
function addClosed(cx: BlockContext, line: Line, from: number, close: number): void {
  const to = cx.lineStart + close;
  const start = line.skipSpace(close);
  if (start >= line.text.length) {
    cx.addElement(cx.elt('PercentCommentBlock', from, cx.lineStart + line.text.length));
    return;
  }
  const rest = cx.parser.parseInline(line.text.slice(start), cx.lineStart + start);
  const parts = [cx.elt('PercentComment', from, to), ...rest];
  cx.addElement(cx.elt('Paragraph', from, cx.lineStart + line.text.length, parts));
}

/** A comment may begin right under a paragraph, unless that has one open which this line would end. */
function interrupts(_cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
  return opensBlock(line) && leaf.content.split('%%').length % 2 === 1;
}

function parseInline(cx: InlineContext, next: number, pos: number): number {
  if (next !== 37 || cx.char(pos + 1) !== 37) return -1;
  const close = cx.text.indexOf('%%', pos - cx.offset + 2);
  if (close < 0) return pos + 2;
  return cx.addElement(cx.elt('PercentComment', pos, close + cx.offset + 2));
}
