import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { calloutToggled, calloutToggles, isFolded } from '../preview/callout-folds.ts';
import { calloutMarkOf } from '../preview/quotes.ts';
import { readCalloutMark } from '../render/callout-types.ts';

export interface FoldingCallout {
  /** Start and end of the line of its title. */
  line: number;
  lineEnd: number;
  folded: boolean;
}

/** The innermost callout round `pos` that folds, where callouts are drawn. */
export function calloutAt(state: EditorState, pos: number): FoldingCallout | undefined {
  if (!state.field(calloutToggles, false)) return undefined;
  const { to } = state.doc.lineAt(pos);
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(to, -1); node; node = node.parent) {
    const mark = node.name === 'Blockquote' ? calloutMarkOf(node) : undefined;
    const fold = mark && readCalloutMark(state.sliceDoc(mark.from, mark.to)).fold;
    if (!mark || !fold) continue;
    const line = state.doc.lineAt(mark.from);
    return { line: line.from, lineEnd: line.to, folded: isFolded(state, mark.from, fold) };
  }
  return undefined;
}

/** Fold or unfold a callout; a cursor that would be hidden comes up to its title. */
export function toggleCallout(view: EditorView, { line, lineEnd, folded }: FoldingCallout): boolean {
  const hides = !folded && view.state.selection.main.head > lineEnd;
  view.dispatch({
    effects: calloutToggled.of(line),
    ...(hides && { selection: { anchor: lineEnd } }),
  });
  return true;
}
