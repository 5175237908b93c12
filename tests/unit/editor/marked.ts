import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state';
import { stateAt } from './preview.ts';

/** A state from a text in which each `‸` is a cursor of its own, more than one of them. */
export function cursorsAt(marked: string): EditorState {
  const state = stateAt(marked.replaceAll('‸', ''));
  const places = [...marked.matchAll(/‸/g)].map((match, index) => match.index - index);
  const ranges = places.map((at) => EditorSelection.cursor(at));
  return state.update({ selection: EditorSelection.create(ranges) }).state;
}

/** The text of a state, with `‸` at its cursors and at both ends of what is selected. */
export function marked(state: EditorState): string {
  const places = state.selection.ranges.flatMap(({ from, to }) => (from === to ? [from] : [from, to]));
  let text = state.doc.toString();
  for (const at of places.toReversed()) text = `${text.slice(0, at)}‸${text.slice(at)}`;
  return text;
}

/** What a change makes of a marked text; the text itself where there is nothing to change. */
export function changed(text: string, make: (state: EditorState) => TransactionSpec | undefined): string {
  const state = stateAt(text);
  const spec = make(state);
  return spec ? marked(state.update(spec).state) : text;
}
