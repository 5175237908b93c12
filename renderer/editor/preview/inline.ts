import { Decoration } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { inCell } from '../render/drawing.ts';
import type { PreviewContext } from './context.ts';
import { HtmlTagWidget, MathWidget } from './inline-widgets.ts';

/** A formula is laid out where the person is not at it. One that goes over lines is drawn with the blocks. */
export function inlineMath(node: SyntaxNode, context: PreviewContext): void {
  if (context.touched(node) || context.breaksLine(node)) context.mark(node.from, node.to, 'note-math');
  else context.add(node.from, node.to, Decoration.replace({ widget: new MathWidget(context.text(node)) }));
}

/** Backslashes that keep a pipe of code from ending its cell; in code they would stand as themselves otherwise. */
export function cellPipes(code: SyntaxNode, text: string): Span[] {
  if (!inCell(code)) return [];
  return [...text.matchAll(/\\(?=\|)/g)].map(({ index }) => {
    const from = code.from + index;
    return { from, to: from + 1 };
  });
}

/** A comment is dim, and not there at all in reading view. */
export function comment(node: SyntaxNode, context: PreviewContext): void {
  if (context.reading && !context.breaksLine(node)) context.hide(node.from, node.to);
  else context.mark(node.from, node.to, 'note-comment');
}

/** An id of a block means nothing to one who reads. */
export function blockId(node: SyntaxNode, context: PreviewContext): void {
  if (context.reading) context.hide(node.from, node.to);
  else context.mark(node.from, node.to, 'note-dim');
}

export function footnoteReference(node: SyntaxNode, context: PreviewContext): void {
  context.mark(node.from, node.to, 'note-footnote');
  const marks = [
    { from: node.from, to: node.from + 2 },
    { from: node.to - 1, to: node.to },
  ];
  context.hideMarks(marks, context.touched(node));
}

/** A footnote written in the text is a sign; its text shows under the pointer, and where the person is. */
export function inlineFootnote(node: SyntaxNode, context: PreviewContext): void {
  if (context.touched(node) || context.breaksLine(node)) context.mark(node.from, node.to, 'note-dim');
  else {
    // The first character is drawn as the sign. A widget would let a line begin with the punctuation after it.
    context.mark(node.from, node.from + 1, 'note-footnote note-footnote-sign');
    context.hide(node.from + 1, node.to);
  }
}

/** Elements whose content is text of the note with another look. */
const styled = /^(?:b|big|code|del|em|i|ins|kbd|mark|q|s|samp|small|strike|strong|sub|sup|u|var)$/;
/** Elements that stand for themselves. */
const alone = /^<(?:br|img|hr|wbr|audio|video)\b/i;

/** `<u>text</u>` shows its look, `<br>` its break; other tags are quiet source. */
export function htmlTag(node: SyntaxNode, context: PreviewContext): void {
  const tag = context.text(node);
  if (alone.test(tag)) {
    if (context.touched(node) || context.breaksLine(node)) context.mark(node.from, node.to, 'note-dim');
    else context.add(node.from, node.to, Decoration.replace({ widget: new HtmlTagWidget(tag) }));
    return;
  }
  const opening = tag.startsWith('</') ? openingTag(node, context) : node;
  const name = opening && nameOf(context.text(opening));
  const closing = opening && closingTag(opening, context);
  if (!opening || !closing || !name || !styled.test(name)) {
    context.mark(node.from, node.to, 'note-dim');
    return;
  }
  const whole = { from: opening.from, to: closing.to };
  if (node.from === opening.from) context.mark(opening.to, closing.from, `note-html-${name}`);
  if (context.touched(whole)) context.mark(node.from, node.to, 'note-dim');
  else context.hide(node.from, node.to);
}

function nameOf(tag: string): string {
  return /^<\/?([A-Za-z][A-Za-z0-9]*)/.exec(tag)?.[1]?.toLowerCase() ?? '';
}

/** So many elements are looked through for the other end of one. */
const near = 200;

function closingTag(opening: SyntaxNode, context: PreviewContext): SyntaxNode | undefined {
  return partner(opening, context, (node) => node.nextSibling, 1);
}

function openingTag(closing: SyntaxNode, context: PreviewContext): SyntaxNode | undefined {
  return partner(closing, context, (node) => node.prevSibling, -1);
}

function partner(
  from: SyntaxNode,
  context: PreviewContext,
  step: (node: SyntaxNode) => SyntaxNode | null,
  direction: 1 | -1,
): SyntaxNode | undefined {
  const name = nameOf(context.text(from));
  let depth = 0;
  let node = step(from);
  for (let count = 0; node && count < near; node = step(node), count++) {
    if (node.name !== 'HTMLTag') continue;
    const tag = context.text(node);
    if (nameOf(tag) !== name) continue;
    const closes = tag.startsWith('</') === (direction === 1);
    if (!closes) depth++;
    else if (depth-- === 0) return node;
  }
  return undefined;
}
