import { insertNewlineAndIndent } from '@codemirror/commands';
import { deleteMarkupBackward } from '@codemirror/lang-markdown';
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state';
import { Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { isComposing } from '../composition.ts';
import { indent, outdent } from './indent.ts';
import { continueItem, continueLine } from './new-line.ts';
import { renumberedLists } from './renumber.ts';

/** Dispatch what `make` makes of the state; false where it makes nothing. */
export function change(make: (state: EditorState) => TransactionSpec | undefined) {
  return (view: EditorView): boolean => {
    const spec = view.state.readOnly || isComposing(view) ? undefined : make(view.state);
    if (spec) view.dispatch(spec);
    return spec !== undefined;
  };
}

/** The keys of writing itself: Enter, Backspace and Tab in lists and quotes, and lists that go on counting. */
export function editing(): Extension {
  const keys = [
    { key: 'Enter', run: change(continueLine), shift: change(continueItem) },
    { key: 'Backspace', run: deleteMarkupBackward },
    { key: 'Tab', run: indent, shift: outdent },
  ];
  return [
    Prec.high(keymap.of(keys)),
    keymap.of([{ key: 'Shift-Enter', run: insertNewlineAndIndent }]),
    renumberedLists(),
  ];
}
