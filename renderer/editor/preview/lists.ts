import { syntaxTree } from '@codemirror/language';
import type { Line } from '@codemirror/state';
import { Decoration } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { PreviewContext } from './context.ts';

/** Begins before a box that begins where it does, so that the box stands inside. */
const itemHead = Decoration.mark({ class: 'note-item-head', inclusiveStart: true });

/** Lists deeper than this are drawn no further in. */
const deepest = 8;

/**
 * The lines of a list hang: what stands before the text of an item (indent, mark, box) has one width for each depth,
 * so that text begins at the same place on all its lines, and nothing moves when a mark shows its source.
 */
export function list(node: SyntaxNode, context: PreviewContext): void {
  if (itemsAround(node) > 0) return;
  const { doc } = context.state;
  const to = Math.min(node.to, context.window.to);
  for (let at = Math.max(node.from, context.window.from); at <= to; ) {
    const line = doc.lineAt(at);
    listLine(line, context);
    at = line.to + 1;
  }
}

function listLine(line: Line, context: PreviewContext): void {
  const space = leadingSpace(line.text);
  if (space === line.length) return;
  let node: SyntaxNode | null = syntaxTree(context.state).resolveInner(line.from + space, 1);
  const quote = quoteOfItem(node, line);
  if (quote) {
    quoteLine(quote, line, context);
    return;
  }
  while (node && node.name !== 'ListItem') {
    if (/^(?:FencedCode|CodeBlock|BlockMath|Table|Blockquote)$/.test(node.name)) return;
    node = node.parent;
  }
  if (!node) return;
  const first = node.from >= line.from;
  if (first && node.from > line.from + space) return;
  const head = first ? headLength(node, line) : space;
  context.line(line.from, itemClass(itemsAround(node) + 1, head > 0));
  if (head > 0) context.add(line.from, line.from + head, itemHead);
}

/** The quote that `node`, the first of a line, stands in or has behind it as a mark of a list, where that is one of an item. */
function quoteOfItem(node: SyntaxNode, line: Line): SyntaxNode | undefined {
  let quote = node.name === 'ListMark' ? node.parent?.getChild('Blockquote') : undefined;
  if (quote && quote.from > line.to) quote = undefined;
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.name === 'Blockquote') quote = at;
  return quote && itemsAround(quote) > 0 ? quote : undefined;
}

/** A quote of an item begins where the item's text does, bars and all. */
function quoteLine(quote: SyntaxNode, line: Line, context: PreviewContext): void {
  const first = context.state.doc.lineAt(quote.from);
  const indent = quote.from - first.from;
  const head = line.from === first.from ? indent : Math.min(indent, leadingSpace(line.text));
  context.line(line.from, `${itemClass(itemsAround(quote), head > 0)} note-item-quote`);
  if (head > 0) context.add(line.from, line.from + head, itemHead);
}

/** Fenced code of an item begins where the item's text does: what its lines have before that hangs out of it. */
export function codeOfItem(code: SyntaxNode, context: PreviewContext): void {
  const items = itemsAround(code);
  if (items === 0 || isQuoted(code)) return;
  const { doc } = context.state;
  const first = doc.lineAt(code.from);
  const indent = code.from - first.from;
  const to = Math.min(code.to, context.window.to);
  for (let at = Math.max(code.from, context.window.from); at <= to; ) {
    const line = doc.lineAt(at);
    at = line.to + 1;
    // Right behind its mark, the line is the item's first.
    if (line.from === first.from && leadingSpace(line.text) < indent) continue;
    const head = Math.min(indent, leadingSpace(line.text));
    context.line(line.from, itemClass(items, true));
    if (head > 0) context.add(line.from, line.from + head, itemHead);
  }
}

function isQuoted(node: SyntaxNode): boolean {
  for (let { parent } = node; parent; parent = parent.parent) if (parent.name === 'Blockquote') return true;
  return false;
}

/** Classes of a line in so many list items; `hangs` where something stands before its text. */
export function itemClass(items: number, hangs: boolean): string {
  return `note-item note-item-${Math.min(items, deepest)}${hangs ? '' : ' note-item-lazy'}`;
}

/** How many list items `node` stands in. */
function itemsAround(node: SyntaxNode): number {
  let count = 0;
  for (let { parent } = node; parent; parent = parent.parent) if (parent.name === 'ListItem') count++;
  return count;
}

/** Characters of an item's first line before its text: indent, mark, box, and a space. */
function headLength(item: SyntaxNode, line: Line): number {
  const marker = item.getChild('Task')?.getChild('TaskMarker') ?? item.getChild('ListMark');
  const length = (marker?.to ?? item.from) - line.from;
  return length + Math.min(1, leadingSpace(line.text.slice(length)));
}

function leadingSpace(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}
