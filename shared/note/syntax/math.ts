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
  const close = mathEnd(cx.text, 0, cx.text.length, pos - cx.offset);
  return close < 0 ? -1 : cx.addElement(cx.elt('InlineMath', pos, close + cx.offset));
}

/** Where the formula whose `$` is at `at` ends, in a text from `from` to `to`; -1 where none begins. */
export function mathEnd(text: string, from: number, to: number, at: number): number {
  const double = at + 1 < to && text.charCodeAt(at + 1) === 36;
  return double ? doubleEnd(text, to, at) : singleEnd(text, from, to, at);
}

function doubleEnd(text: string, to: number, at: number): number {
  const close = text.slice(at + 2, Math.min(to, at + 2 + INLINE)).indexOf('$$');
  return close > 0 ? at + 2 + close + 2 : -1;
}

/** The next `$` decides, as in Pandoc: where it cannot end the formula, none begins here. */
function singleEnd(text: string, from: number, to: number, start: number): number {
  if (start + 1 >= to || SPACE.test(text.charAt(start + 1))) return -1;
  for (let at = start + 1; at < Math.min(to, start + INLINE); at++) {
    const char = text.charCodeAt(at);
    if (char === 92) at++;
    else if (char === 36) return endsMath(text, from, to, at) ? at + 1 : -1;
  }
  return -1;
}

function endsMath(text: string, from: number, to: number, at: number): boolean {
  const after = at + 1 < to ? text.charCodeAt(at + 1) : -1;
  const spaced = at - 1 < from || SPACE.test(text.charAt(at - 1));
  return !spaced && !(after >= 48 && after <= 57) && after !== 36;
}
