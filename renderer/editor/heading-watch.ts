/** Tells when a person has changed the text of a heading by hand, once the cursor has left it. */
import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, Transaction } from '@codemirror/state';
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { inlineText } from '../../shared/note/inline-text.ts';
import { editorHost } from './host.ts';

interface Watched {
  /** Start of its line. */
  pos: number;
  /** Its text before. */
  text: string;
}

class HeadingWatch implements PluginValue {
  private readonly view: EditorView;
  private watched: Watched | undefined;

  constructor(view: EditorView) {
    this.view = view;
  }

  update(update: ViewUpdate): void {
    const { changes, docChanged, startState, state } = update;
    if (docChanged && isByHand(update))
      this.watched ??= headingAt(startState, startState.selection.main.head);
    const { watched } = this;
    if (!watched) return;
    this.watched = { ...watched, pos: changes.mapPos(watched.pos, -1) };
    const left = state.doc.lineAt(state.selection.main.head).from !== state.doc.lineAt(this.watched.pos).from;
    if (!left && this.view.hasFocus) return;
    const { pos, text } = this.watched;
    this.watched = undefined;
    // The tree may be behind now, and the window must not be asked to do anything within an update.
    setTimeout(() => this.tell(pos, text));
  }

  private tell(pos: number, old: string): void {
    const { state } = this.view;
    const now = pos <= state.doc.length ? headingAt(state, pos) : undefined;
    if (!now || now.text === old || now.text === '' || old === '') return;
    state
      .facet(editorHost)
      ?.headingChanged?.({ line: state.doc.lineAt(now.pos).number, text: now.text, old });
  }
}

function isByHand({ transactions }: ViewUpdate): boolean {
  return transactions.some(
    (tr) =>
      tr.docChanged &&
      !tr.annotation(Transaction.remote) &&
      (tr.isUserEvent('input') || tr.isUserEvent('delete')),
  );
}

function headingAt(state: EditorState, pos: number): Watched | undefined {
  const line = state.doc.lineAt(pos);
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(line.from, 1);
  while (node && !/^ATXHeading[1-6]$/.test(node.name)) node = node.parent;
  return node
    ? { pos: line.from, text: inlineText({ slice: (from, to) => state.sliceDoc(from, to) }, node) }
    : undefined;
}

export function headingWatch(): Extension {
  return ViewPlugin.fromClass(HeadingWatch);
}
