import type { EditorState } from '@codemirror/state';
import type { WidgetType } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { labelKey } from '../link-at.ts';
import { readCalloutMark } from '../render/callout-types.ts';
import { languageName } from '../render/code-dom.ts';
import { fenceCode } from '../render/fence.ts';
import { DiagramWidget, FormulaWidget, HtmlWidget, NothingWidget, QueryWidget } from './block-widgets.ts';
import { MathWidget } from './inline-widgets.ts';
import { calloutMarkOf } from './quotes.ts';
import { surroundings } from './surroundings.ts';

/** What stands for lines of the text, or for a part of it that goes over the end of a line. */
export interface BlockDrawing {
  from: number;
  to: number;
  /** It stands in a line, with text beside it. */
  inline?: boolean;
  /** Undefined for the body of a callout that folds: it is hidden while it is folded. */
  widget: WidgetType | undefined;
  /** The sign of a callout that folds. */
  fold: '-' | '+' | undefined;
  /** Drawn in reading view alone. */
  reading: boolean;
  /** Of `[label]: target`: what links by that label lead to. */
  definition?: Definition | undefined;
}

/** A label as labels are compared, and its target. */
export interface Definition {
  label: string;
  target: string;
}

type BlockRule = (node: SyntaxNode, state: EditorState) => WidgetType | undefined;

/** Blocks that hold others. */
const containers = /^(?:Blockquote|BulletList|OrderedList|ListItem|FootnoteDefinition)$/;
/** What is not to be read: it is there only where the text is edited. */
const silent = /^(?:CommentBlock|PercentCommentBlock|LinkReference)$/;

const rules: Record<string, BlockRule> = {
  BlockMath: (node, state) => new FormulaWidget(inside(node, state).trim(), surroundings(node, state)),
  FencedCode: fence,
  HTMLBlock: (node, state) => new HtmlWidget(inside(node, state), surroundings(node, state)),
  CommentBlock: () => new NothingWidget(),
  PercentCommentBlock: () => new NothingWidget(),
  LinkReference: () => new NothingWidget(),
};

function fence(node: SyntaxNode, state: EditorState): WidgetType | undefined {
  const info = node.getChild('CodeInfo');
  const language = info && languageName(state.sliceDoc(info.from, info.to)).toLowerCase();
  if (language !== 'mermaid' && language !== 'query') return undefined;
  const { code } = fenceCode(node, (from, to) => state.sliceDoc(from, to));
  const className = surroundings(node, state);
  return language === 'mermaid' ? new DiagramWidget(code, className) : new QueryWidget(code, className);
}

/** The source of a block, or of a part of it, without the marks of quotes and the indent of lists on its further lines. */
function inside(block: SyntaxNode, state: EditorState, { from, to }: Span = block): string {
  const text = state.sliceDoc(from, to);
  return block.parent?.parent ? text.replace(/\n(?:[ \t]*>)*[ \t]*/g, '\n') : text;
}

/** Formulas of a paragraph that go over the end of a line, which a view's own decorations cannot replace. */
function longFormulas(paragraph: SyntaxNode, state: EditorState): BlockDrawing[] {
  const first = paragraph.firstChild;
  if (!first || state.doc.lineAt(paragraph.from).to >= paragraph.to) return [];
  return paragraph.getChildren('InlineMath').flatMap((node): BlockDrawing[] => {
    const { from, to } = node;
    if (state.doc.lineAt(from).to >= to) return [];
    const widget = new MathWidget(inside(paragraph, state, node));
    return [{ from, to, inline: true, widget, fold: undefined, reading: false }];
  });
}

/** What is drawn of a top-level block and of what is in it. */
export function blockDrawings(block: SyntaxNode, state: EditorState): BlockDrawing[] {
  const found: BlockDrawing[] = [];
  const visit = (node: SyntaxNode) => {
    const widget = ownLines(node, state) ? rules[node.name]?.(node, state) : undefined;
    if (widget) {
      const line = state.doc.lineAt(node.from);
      const to = state.doc.lineAt(node.to).to;
      const definition = node.name === 'LinkReference' ? definitionOf(node, state) : undefined;
      const reading = silent.test(node.name);
      found.push({ from: line.from, to, widget, fold: undefined, reading, definition });
      return;
    }
    if (node.name === 'Paragraph') found.push(...longFormulas(node, state));
    if (!containers.test(node.name)) return;
    const body = node.name === 'Blockquote' ? foldingBody(node, state) : undefined;
    if (body) found.push(body);
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(block);
  return found;
}

function definitionOf(node: SyntaxNode, state: EditorState): Definition | undefined {
  const label = node.getChild('LinkLabel');
  const url = node.getChild('URL');
  if (!label || !url) return undefined;
  const target = state.sliceDoc(url.from, url.to).replace(/^<(.*)>$/s, '$1');
  return { label: labelKey(state.sliceDoc(label.from + 1, label.to - 1)), target };
}

/** Whether nothing but marks of quotes and white space stands beside a block on its lines. */
function ownLines({ name, from, to }: SyntaxNode, { doc }: EditorState): boolean {
  if (!Object.hasOwn(rules, name)) return false;
  const [first, last] = [doc.lineAt(from), doc.lineAt(to)];
  return (
    !/[^\s>]/.test(first.text.slice(0, from - first.from)) && !/\S/.test(last.text.slice(to - last.from))
  );
}

function foldingBody(quote: SyntaxNode, state: EditorState): BlockDrawing | undefined {
  const mark = calloutMarkOf(quote);
  const fold = mark && readCalloutMark(state.sliceDoc(mark.from, mark.to)).fold;
  if (!mark || !fold) return undefined;
  const from = state.doc.lineAt(mark.from).to;
  return from < quote.to ? { from, to: quote.to, widget: undefined, fold, reading: false } : undefined;
}
