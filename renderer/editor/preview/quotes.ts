import type { EditorState } from '@codemirror/state';
import { Decoration, type EditorView, WidgetType } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { editorHost, hostWords } from '../host.ts';
import { calloutLook, calloutName, readCalloutMark } from '../render/callout-types.ts';
import { element, icon } from '../render/dom.ts';
import { calloutToggled, isFolded } from './callout-folds.ts';
import type { PreviewContext } from './context.ts';

/** Quotes deeper than this are drawn no further in. */
const deepest = 4;

/** How many quotes `node` stands in, itself included. */
function depthOf(node: SyntaxNode): number {
  let depth = 0;
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.name === 'Blockquote') depth++;
  return depth;
}

/** The mark that makes a quote a callout. */
export function calloutMarkOf(quote: SyntaxNode): SyntaxNode | undefined {
  return quote.getChild('Paragraph')?.getChild('CalloutMark') ?? undefined;
}

/** Classes of the lines of a quote: by its depth, and by its type where it is a callout. */
export function quoteClass(quote: SyntaxNode, state: EditorState): string {
  const depth = Math.min(depthOf(quote), deepest);
  const level = depth === 1 ? '' : `-${depth}`;
  const mark = calloutMarkOf(quote);
  if (!mark) return `note-quote${level}`;
  const { color } = calloutLook(readCalloutMark(state.sliceDoc(mark.from, mark.to)).type);
  return `note-quote${level} note-callout${level} note-callout${level}-${color}`;
}

export function blockquote(node: SyntaxNode, context: PreviewContext): void {
  context.lines(node, quoteClass(node, context.state));
  if (!calloutMarkOf(node)) return;
  if (node.from >= context.window.from) context.line(node.from, 'note-callout-first');
  if (node.to <= context.window.to) context.line(node.to, 'note-callout-last');
}

/** The mark gives way to an icon, and to the name of its type where there is no title; one that folds has a handle. */
export function calloutMark(node: SyntaxNode, context: PreviewContext): void {
  const mark = readCalloutMark(context.text(node));
  const { color } = calloutLook(mark.type);
  context.line(node.from, `note-callout-title note-callout-title-${color}`);
  if (context.lineTouched(node)) {
    context.mark(node.from, node.to, 'note-mark');
    return;
  }
  const line = context.state.doc.lineAt(node.to);
  const rest = context.text({ from: node.to, to: line.to });
  const title = rest.trim() !== '';
  const widget = new CalloutWidget(mark.type, !title);
  context.add(node.from, title ? node.to + 1 : node.to, Decoration.replace({ widget }));
  if (!mark.fold) return;
  const folded = isFolded(context.state, node.from, mark.fold);
  if (folded) context.line(node.from, 'note-callout-last');
  const fold = new FoldWidget(folded);
  context.add(line.to, line.to, Decoration.widget({ widget: fold, side: 1 }));
}

class CalloutWidget extends WidgetType {
  readonly type: string;
  /** Whether the name of the type stands for a title. */
  private readonly named: boolean;

  constructor(type: string, named: boolean) {
    super();
    this.type = type;
    this.named = named;
  }

  override eq(other: CalloutWidget): boolean {
    return other.type === this.type && other.named === this.named;
  }

  toDOM(view: EditorView): HTMLElement {
    const made = element('span', 'note-callout-sign', icon(calloutLook(this.type).icon, 'note-callout-icon'));
    const name = calloutName(this.type, hostWords(view.state.facet(editorHost)));
    if (this.named) made.append(element('span', 'note-callout-name', name));
    return made;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

class FoldWidget extends WidgetType {
  private readonly folded: boolean;

  constructor(folded: boolean) {
    super();
    this.folded = folded;
  }

  override eq(other: FoldWidget): boolean {
    return other.folded === this.folded;
  }

  toDOM(view: EditorView): HTMLElement {
    const words = hostWords(view.state.facet(editorHost));
    const made = element('button', 'note-fold-button', element('span', 'note-callout-fold'));
    made.type = 'button';
    made.setAttribute('aria-expanded', String(!this.folded));
    made.setAttribute('aria-label', words(this.folded ? 'editor.unfold' : 'editor.fold'));
    made.addEventListener('mousedown', (event) => event.preventDefault());
    made.addEventListener('click', () => {
      view.dispatch({ effects: calloutToggled.of(view.state.doc.lineAt(view.posAtDOM(made)).from) });
    });
    return made;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
