import { type findNext, openSearchPanel, searchPanelOpen, setSearchQuery } from '@codemirror/search';
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { type Find, findQuery, nothingToFind } from './find-query.ts';

const setFind = StateEffect.define<Find>();
/** The panel is asked for: its field takes the focus. */
export const findAsked = StateEffect.define<null>();

/** What is looked for in the note; a range that it is limited to follows the text. */
export const findField = StateField.define<Find>({
  create: () => nothingToFind,
  update(find, tr) {
    const set = tr.effects.findLast((effect) => effect.is(setFind))?.value;
    if (set) return set;
    if (!tr.docChanged || !find.within) return find;
    const within = find.within.map(({ from, to }) => ({
      from: tr.changes.mapPos(from, -1),
      to: tr.changes.mapPos(to, 1),
    }));
    return { ...find, within };
  },
});

/** The effects after which this is looked for. */
export function findEffects(find: Find) {
  return [setFind.of(find), setSearchQuery.of(findQuery(find))];
}

export function changeFind(view: EditorView, changes: Partial<Find>): void {
  view.dispatch({ effects: findEffects({ ...view.state.field(findField), ...changes }) });
}

/** Longer selections are where to look, not what for. */
const longest = 200;

/** Open the panel, with what is selected as what to look for, but where the person is in the panel already. */
export function openFind(replacing: boolean) {
  return (view: EditorView): boolean => {
    const { state } = view;
    const open = searchPanelOpen(state);
    const find = state.field(findField);
    const text = view.root.activeElement?.closest('.note-find') ? undefined : selectedText(state);
    openSearchPanel(view);
    const next = {
      ...find,
      within: open ? find.within : undefined,
      replacing: replacing || (open && find.replacing),
      ...(text !== undefined && { text, regexp: false }),
    };
    view.dispatch({ effects: [...findEffects(next), findAsked.of(null)] });
    return true;
  };
}

function selectedText(state: EditorState): string | undefined {
  const { from, to } = state.selection.main;
  if (from === to || to - from > longest) return undefined;
  const text = state.sliceDoc(from, to);
  return text.includes('\n') ? undefined : text;
}

/** Go to the next match, by what was looked for last. */
export function again(step: typeof findNext) {
  return (view: EditorView): boolean =>
    view.state.field(findField).text === '' ? openFind(false)(view) : step(view);
}
