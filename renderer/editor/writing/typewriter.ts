import { EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The line of the cursor stays in the middle of the page, but where the pointer put it, or another window. */
export function typewriter(): Extension {
  return [
    EditorState.transactionExtender.of((tr) => {
      if (!tr.selection && !tr.docChanged) return null;
      if (tr.isUserEvent('select.pointer') || tr.annotation(Transaction.remote)) return null;
      return { effects: EditorView.scrollIntoView(tr.newSelection.main.head, { y: 'center' }) };
    }),
    EditorView.editorAttributes.of({ 'data-typewriter': 'true' }),
  ];
}
