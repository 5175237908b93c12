import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { addSpaces, removeSpaces } from '../../shared/note/spacing.ts';

/** Space between Chinese and Latin in the selection, or in the whole note where nothing is selected. */
export function spaceOut(state: EditorState, way: 'add' | 'remove'): TransactionSpec | undefined {
  const text = state.doc.toString();
  const ranges = state.selection.ranges.filter((range) => !range.empty);
  const within = ranges.length > 0 ? ranges : [EditorSelection.range(0, text.length)];
  const edits = within.flatMap((range) => (way === 'add' ? addSpaces : removeSpaces)(text, range));
  return edits.length > 0 ? { changes: edits, userEvent: 'input.format' } : undefined;
}

export function spaceCommand(way: 'add' | 'remove') {
  return (view: EditorView): boolean => {
    const spec = view.state.readOnly ? undefined : spaceOut(view.state, way);
    if (!spec) return false;
    view.dispatch(spec);
    return true;
  };
}
