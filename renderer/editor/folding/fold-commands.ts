import { foldEffect, foldedRanges, unfoldAll, unfoldEffect } from '@codemirror/language';
import type { EditorState, StateEffect } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { calloutAt, toggleCallout } from './fold-callout.ts';
import { type Foldable, foldableAt, foldables } from './fold-ranges.ts';

interface Range {
  from: number;
  to: number;
}

/** What is folded and begins on the line at `pos`. */
export function foldedAt(state: EditorState, pos: number): Range | undefined {
  const line = state.doc.lineAt(pos);
  let found: Range | undefined;
  foldedRanges(state).between(line.from, line.to, (from, to) => {
    if (from >= line.from && from <= line.to) found ??= { from, to };
  });
  return found;
}

/** Fold ranges, the outermost first, and bring cursors that would be hidden up to the line that stays. */
export function foldSpec(state: EditorState, ranges: readonly Range[]) {
  const inside = ranges.find(({ from, to }) =>
    state.selection.ranges.some((range) => range.to > from && range.from <= to),
  );
  const effects: StateEffect<unknown>[] = ranges
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .map(({ from, to }) => foldEffect.of({ from, to }));
  return inside ? { effects, selection: { anchor: inside.from } } : { effects };
}

/** Fold what the cursor stands in; where that is folded already, what is round it. */
export function foldHere(view: EditorView): boolean {
  const { state } = view;
  const { head } = state.selection.main;
  const around = foldables(state)
    .filter((one) => one.line <= head && head <= one.to && !foldedAt(state, one.line))
    .toSorted((a, b) => b.line - a.line);
  const [inner] = around;
  const callout = calloutAt(state, head);
  if (callout && !callout.folded && callout.line >= (inner?.line ?? 0)) return toggleCallout(view, callout);
  if (!inner) return false;
  view.dispatch({ ...foldSpec(state, [inner]), scrollIntoView: true });
  return true;
}

export function unfoldHere(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const range = foldedAt(view.state, head);
  const callout = range ? undefined : calloutAt(view.state, head);
  if (callout?.folded) return toggleCallout(view, callout);
  if (!range) return false;
  view.dispatch({ effects: unfoldEffect.of(range) });
  return true;
}

export function toggleFoldAt(view: EditorView, pos: number): boolean {
  const { state } = view;
  const closed = foldedAt(state, pos);
  if (closed) {
    view.dispatch({ effects: unfoldEffect.of(closed) });
    return true;
  }
  const range = foldableAt(state, pos);
  if (range) view.dispatch(foldSpec(state, [range]));
  return range !== undefined;
}

export function toggleFoldHere(view: EditorView): boolean {
  return unfoldHere(view) || foldHere(view);
}

function foldThose(pick: (one: Foldable) => boolean) {
  return (view: EditorView): boolean => {
    unfoldAll(view);
    const { state } = view;
    const ranges = foldables(state).filter(pick);
    if (ranges.length > 0) view.dispatch({ ...foldSpec(state, ranges), scrollIntoView: true });
    return ranges.length > 0;
  };
}

/** Headings and lists; code and front matter are folded one by one. */
export const foldEverything = foldThose(({ kind }) => kind === 'heading' || kind === 'item');

/** Headings of a level and below are folded, those above stay open. */
export function foldToLevel(level: number) {
  return foldThose((one) => one.kind === 'heading' && one.level >= level);
}

export const unfoldEverything = (view: EditorView): boolean => unfoldAll(view);
