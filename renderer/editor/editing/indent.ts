/** Tab and Shift+Tab: items of a list move with what belongs to them. */
import { indentLess, indentMore, insertTab } from '@codemirror/commands';
import { indentUnit } from '@codemirror/language';
import { type ChangeSpec, countColumn, type EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { depthOf, itemEnd, listLineAt, parentOf, quoteOf, siblingOf } from './list-line.ts';

/** The items that the selection touches, outermost only: line numbers with the last line of each. */
export function selectedItems(state: EditorState): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const { from, to } of state.selection.ranges) {
    const stop = state.doc.lineAt(to).number;
    for (let line = state.doc.lineAt(from).number; line <= stop; line++) {
      if (line <= (found.at(-1)?.last ?? 0)) continue;
      if (!listLineAt(state, state.doc.line(line))) continue;
      found.push({ first: line, last: itemEnd(state.doc, line, state.tabSize) });
    }
  }
  return found;
}

/**
 * Move the selected items a level in or out, with their children. An item goes in under the one before it, as that
 * one's children stand already; the first of a list has nowhere to go. Undefined where no item is selected.
 */
export function indentItems(state: EditorState, way: 1 | -1): TransactionSpec | undefined {
  const items = selectedItems(state);
  if (items.length === 0) return undefined;
  const changes: ChangeSpec[] = [];
  const shifted = new Map<number, number>();
  for (const { first, last } of items) {
    const target = way > 0 ? columnWithin(state, first, shifted) : columnOutside(state, first);
    const own = depthOf(state.doc.line(first).text, state.tabSize).column;
    if (target === undefined || target === own) continue;
    shifted.set(first, target);
    for (let line = first; line <= last; line++) {
      const change = moved(state, line, target - own);
      if (change) changes.push(change);
    }
  }
  return { changes, userEvent: way > 0 ? 'input.indent' : 'delete.dedent', scrollIntoView: true };
}

const unitOf = (state: EditorState) => countColumn(state.facet(indentUnit), state.tabSize);

function columnWithin(
  state: EditorState,
  line: number,
  shifted: ReadonlyMap<number, number>,
): number | undefined {
  const before = siblingOf(state.doc, line, -1, state.tabSize);
  if (before === undefined) return undefined;
  // A neighbour that has just moved in takes this one along, as its brother.
  const moved = shifted.get(before);
  if (moved !== undefined) return moved;
  const own = depthOf(state.doc.line(before).text, state.tabSize).column;
  const last = itemEnd(state.doc, before, state.tabSize);
  for (let child = before + 1; child <= last; child++) {
    const item = listLineAt(state, state.doc.line(child));
    if (item) return depthOf(state.doc.line(child).text, state.tabSize).column;
  }
  return own + unitOf(state);
}

function columnOutside(state: EditorState, line: number): number {
  const parent = parentOf(state.doc, line, state.tabSize);
  const own = depthOf(state.doc.line(line).text, state.tabSize).column;
  if (parent !== undefined) return depthOf(state.doc.line(parent).text, state.tabSize).column;
  return Math.max(0, own - unitOf(state));
}

function moved(state: EditorState, number: number, by: number): ChangeSpec | undefined {
  const { from, text } = state.doc.line(number);
  const { column, blank } = depthOf(text, state.tabSize);
  if (blank) return undefined;
  const start = quoteOf(text).length;
  const space = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const insert = spaceOf(state, Math.max(0, column + by), space);
  return { from: from + start, to: from + start + space.length, insert };
}

/** Space of a width, in tabs where these are the vault's way or the line's. */
function spaceOf(state: EditorState, columns: number, before: string): string {
  const tabs = before.includes('\t') || (before === '' && state.facet(indentUnit).includes('\t'));
  if (!tabs) return ' '.repeat(columns);
  return '\t'.repeat(Math.floor(columns / state.tabSize)) + ' '.repeat(columns % state.tabSize);
}

/** In a list Tab moves items in; over a selection, lines; elsewhere it is a character, and not the start of code. */
export function indent(view: EditorView): boolean {
  return move(view, 1) || (view.state.selection.main.empty ? insertTab(view) : indentMore(view));
}

export function outdent(view: EditorView): boolean {
  return move(view, -1) || indentLess(view);
}

function move(view: EditorView, way: 1 | -1): boolean {
  if (view.state.readOnly) return false;
  const spec = indentItems(view.state, way);
  if (spec) view.dispatch(spec);
  return spec !== undefined;
}
