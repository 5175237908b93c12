import { NodeType, Tree } from '@lezer/common';
import { tags } from '@lezer/highlight';
import type { BlockContext, Line, MarkdownConfig } from '@lezer/markdown';
import { type Extent, findExtent } from '../extent.ts';
import { inputOf } from './internals.ts';

/**
 * Front matter as one block at the start of the document. A first line that opens it where no end follows becomes a
 * `FrontMatterOpener`, which an incremental parse looks at anew each time, as its end may have come since.
 */
export const FrontMatterBlock: MarkdownConfig = {
  defineNodes: [
    { name: 'FrontMatter', block: true, style: tags.meta },
    { name: 'FrontMatterOpener', block: true, style: tags.contentSeparator },
    { name: 'FrontMatterMark', style: tags.processingInstruction },
  ],
  parseBlock: [{ name: 'FrontMatter', before: 'LinkReference', parse: parseFrontMatter }],
};

function parseFrontMatter(cx: BlockContext, line: Line): boolean {
  if (cx.lineStart !== 0 || !/^\uFEFF?[-+{]/.test(line.text)) return false;
  const input = inputOf(cx);
  const extent = findExtent(input.read(0, input.length));
  if (!extent?.closed) return parseOpener(cx, line, extent);
  while (cx.lineStart + line.text.length < extent.span.to && cx.nextLine());
  cx.nextLine();
  cx.addElement(cx.elt('FrontMatter', extent.span.from, extent.span.to, marks(cx, extent)));
  return true;
}

function marks(cx: BlockContext, { format, span, inner }: Extent) {
  if (format === 'json') return [];
  return [
    cx.elt('FrontMatterMark', span.from, span.from + 3),
    cx.elt('FrontMatterMark', inner.to, inner.to + 3),
  ];
}

function parseOpener(cx: BlockContext, line: Line, extent: Extent | undefined): boolean {
  if (!extent && !/^\uFEFF?---[ \t\r]*$/.test(line.text)) return false;
  const to = line.text.length;
  cx.nextLine();
  const tree = neverReused(cx, 'FrontMatterOpener', to);
  if (tree) cx.addElement(cx.elt(tree, 0));
  return true;
}

/**
 * A node inside one without a name: an incremental parse looks for the mark of the context on the first named node,
 * finds none, and reads the line anew.
 */
function neverReused(cx: BlockContext, name: string, length: number): Tree | undefined {
  const type = cx.parser.nodeSet.types.find((one) => one.name === name);
  return type && new Tree(NodeType.none, [new Tree(type, [], [], length)], [0], length);
}
