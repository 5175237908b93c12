import { tags } from '@lezer/highlight';
import type { BlockContext, InlineContext, LeafBlock, Line, MarkdownConfig } from '@lezer/markdown';
import { inputOf, nextLineInside } from './internals.ts';

/** A formula in the text is no longer than this. */
const INLINE = 2000;
const SPACE = /^\s?$/;

/**
 * `$formula$`: no white space inside the signs, no digit after the second (so prices are text); `$$…$$` in a line;
 * and blocks that begin with `$$`, blank lines and all.
 */
export const Maths: MarkdownConfig = {
  defineNodes: [
    { name: 'InlineMath', style: tags.special(tags.string) },
    { name: 'BlockMath', block: true, style: tags.special(tags.string) },
  ],
  parseBlock: [
    {
      name: 'BlockMath',
      before: 'LinkReference',
      parse: parseBlock,
      endLeaf: interrupts,
    },
  ],
  parseInline: [{ name: 'InlineMath', before: 'InlineCode', parse: parseInline }],
};

function opensBlock(line: Line): boolean {
  if (line.next !== 36 || line.indent >= line.baseIndent + 4) return false;
  return line.text.startsWith('$$', line.pos) && !line.text.includes('$$', line.pos + 2);
}

/** Whether there is a `$$` below: without one, the first is text, or it would take the rest of the note. */
function closesLater(cx: BlockContext): boolean {
  const input = inputOf(cx);
  let from = cx.lineStart;
  let seen = 0;
  while (from < input.length) {
    const chunk = input.chunk(from);
    if (chunk === '') return false;
    for (let at = chunk.indexOf('$$'); at >= 0; at = chunk.indexOf('$$', at + 2)) {
      if (++seen === 2) return true;
    }
    from += chunk.length;
  }
  return false;
}

/** A block may begin right under a paragraph, unless that has a `$$` open which this line would end. */
function interrupts(cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
  return opensBlock(line) && leaf.content.split('$$').length % 2 === 1 && closesLater(cx);
}

function parseBlock(cx: BlockContext, line: Line): boolean {
  if (!opensBlock(line) || !closesLater(cx)) return false;
  const from = cx.lineStart + line.pos;
  while (nextLineInside(cx, line)) {
    if (!line.text.includes('$$', line.pos)) continue;
    cx.nextLine();
    break;
  }
  cx.addElement(cx.elt('BlockMath', from, cx.prevLineEnd()));
  return true;
}

function parseInline(cx: InlineContext, next: number, pos: number): number {
  if (next !== 36) return -1;
  const close = cx.char(pos + 1) === 36 ? doubleEnd(cx, pos) : singleEnd(cx, pos);
  return close < 0 ? -1 : cx.addElement(cx.elt('InlineMath', pos, close));
}

function doubleEnd(cx: InlineContext, pos: number): number {
  const close = cx.slice(pos + 2, pos + 2 + INLINE).indexOf('$$');
  return close > 0 ? pos + 2 + close + 2 : -1;
}

/** The next `$` decides, as in Pandoc: where it cannot end the formula, none begins here. */
function singleEnd(cx: InlineContext, pos: number): number {
  if (SPACE.test(cx.slice(pos + 1, pos + 2))) return -1;
  for (let at = pos + 1; at < Math.min(cx.end, pos + INLINE); at++) {
    const char = cx.char(at);
    if (char === 92) at++;
    else if (char === 36) return endsMath(cx, at) ? at + 1 : -1;
  }
  return -1;
}

function endsMath(cx: InlineContext, at: number): boolean {
  const after = cx.char(at + 1);
  return !SPACE.test(cx.slice(at - 1, at)) && !(after >= 48 && after <= 57) && after !== 36;
}
