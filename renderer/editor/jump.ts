import type { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { editorHost } from './host.ts';

/** Line of the cursor, from 1. */
export function lineOf(state: EditorState): number {
  return state.doc.lineAt(state.selection.main.head).number;
}

/** Put the cursor at `pos`, in the middle of the page; going back leads to where it was. */
export function jumpTo(view: EditorView, pos: number): void {
  const from = lineOf(view.state);
  view.dispatch({
    selection: { anchor: pos },
    effects: EditorView.scrollIntoView(pos, { y: 'center' }),
    userEvent: 'select',
  });
  view.state.facet(editorHost)?.jumped?.(from, lineOf(view.state));
}
