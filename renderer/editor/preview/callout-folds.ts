import { type EditorState, StateEffect, StateField } from '@codemirror/state';

/** A callout was folded or unfolded by hand: where the line of its title begins. */
export const calloutToggled = StateEffect.define<number>({ map: (pos, changes) => changes.mapPos(pos) });

/** Callouts that are not as their mark says: where the lines of their titles begin. It lives as long as the view's text. */
export const calloutToggles = StateField.define<ReadonlySet<number>>({
  create: () => new Set(),
  update(value, tr) {
    let next = value;
    if (tr.docChanged && value.size > 0) {
      next = new Set([...value].map((pos) => tr.newDoc.lineAt(tr.changes.mapPos(pos)).from));
    }
    for (const effect of tr.effects) if (effect.is(calloutToggled)) next = toggled(next, effect.value);
    return next;
  },
});

function toggled(set: ReadonlySet<number>, pos: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(pos)) next.add(pos);
  return next;
}

/** Whether the callout is folded whose mark stands at `pos` and says `fold`. */
export function isFolded(state: EditorState, pos: number, fold: '-' | '+'): boolean {
  const toggles = state.field(calloutToggles, false);
  return (fold === '-') !== (toggles?.has(state.doc.lineAt(pos).from) ?? false);
}
