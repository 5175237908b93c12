import { redo, undo } from '@codemirror/commands';
import { type EditorState, type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { insertRow } from '../../../shared/note/table/edits.ts';
import { columnCount } from '../../../shared/note/table/table.ts';
import { bodyStart } from '../front-matter.ts';
import { editorHost } from '../host.ts';
import { type FocusedCell, focusedCell, goToCell } from './cells.ts';
import { changeTable, operateTable } from './operations.ts';
import type { CellPlace } from './table-view.ts';
import { tableAt, tableOnLine } from './tables.ts';

/** The keys in the editor of a cell of `note`. */
export function cellKeys(note: EditorView): Extension {
  const inCell = (act: (at: FocusedCell, cell: EditorView) => void) => (cell: EditorView) => {
    const at = focusedCell(note.state);
    if (at) act(at, cell);
    return true;
  };
  const leaving = (forward: boolean, vertical: boolean) => (cell: EditorView) => {
    const at = focusedCell(note.state);
    if (!at || !atEdge(cell, forward, vertical)) return false;
    if (vertical) leaveRow(note, at, forward);
    else leaveCell(note, at, forward);
    return true;
  };
  return keymap.of([
    { key: 'Tab', run: inCell((at) => nextCell(note, at)), shift: inCell((at) => previousCell(note, at)) },
    { key: 'Enter', run: inCell((at) => cellBelow(note, at)), shift: breakLine },
    { key: 'ArrowUp', run: leaving(false, true) },
    { key: 'ArrowDown', run: leaving(true, true) },
    { key: 'ArrowLeft', run: leaving(false, false) },
    { key: 'ArrowRight', run: leaving(true, false) },
    { key: 'Escape', run: inCell((at) => leaveTable(note, at, true)) },
    { key: 'Mod-z', run: () => undo(note), preventDefault: true },
    { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => redo(note), preventDefault: true },
    { linux: 'Ctrl-Shift-z', run: () => redo(note), preventDefault: true },
    { key: 'Alt-ArrowUp', run: () => operateTable(note, 'rowUp') || true },
    { key: 'Alt-ArrowDown', run: () => operateTable(note, 'rowDown') || true },
    { key: 'Mod-Enter', run: () => operateTable(note, 'rowBelow') },
    { key: 'Mod-a', run: (cell) => selectAll(note, cell) },
  ]);
}

/** The keys by which the cursor of the note enters a drawn table. */
export const noteKeys: Extension = Prec.high(
  keymap.of([
    { key: 'ArrowDown', run: (view) => enterVertically(view, true) },
    { key: 'ArrowUp', run: (view) => enterVertically(view, false) },
    { key: 'ArrowRight', run: (view) => enterSideways(view, true) },
    { key: 'Delete', run: (view) => enterSideways(view, true) },
    { key: 'ArrowLeft', run: (view) => enterSideways(view, false) },
    { key: 'Backspace', run: (view) => enterSideways(view, false) },
  ]),
);

function nextCell(note: EditorView, { found, place }: FocusedCell): void {
  const { table } = found;
  const width = rowWidth(found, place.row);
  if (place.column + 1 < width) {
    goToCell(note, found, { row: place.row, column: place.column + 1 }, 'all');
  } else if (place.row + 1 < table.rows.length) {
    goToCell(note, found, { row: place.row + 1, column: 0 }, 'all');
  } else addRow(note, found, 0);
}

function previousCell(note: EditorView, { found, place: { row, column } }: FocusedCell): void {
  if (column > 0) goToCell(note, found, { row, column: column - 1 }, 'all');
  else if (row > 0) goToCell(note, found, { row: row - 1, column: rowWidth(found, row - 1) - 1 }, 'all');
}

function cellBelow(note: EditorView, { found, place: { row, column } }: FocusedCell): void {
  if (row + 1 < found.table.rows.length) goToCell(note, found, { row: row + 1, column }, 'end');
  else addRow(note, found, column);
}

function addRow(note: EditorView, found: FocusedCell['found'], column: number): void {
  const row = found.table.rows.length;
  note.dispatch(changeTable(found, insertRow(found.table, row), { row, column }, 'start'));
}

function breakLine(cell: EditorView): boolean {
  cell.dispatch(cell.state.replaceSelection('<br>'), { userEvent: 'input.type' });
  return true;
}

function leaveRow(note: EditorView, at: FocusedCell, down: boolean): void {
  const { row, column } = at.place;
  const next = row + (down ? 1 : -1);
  if (next < 0 || next >= at.found.table.rows.length) leaveTable(note, at, down);
  else goToCell(note, at.found, { row: next, column: Math.min(column, rowWidth(at.found, next) - 1) }, 'end');
}

function leaveCell(note: EditorView, at: FocusedCell, forward: boolean): void {
  const { found, place } = at;
  const next = step(found, place, forward);
  if (next) goToCell(note, found, next, forward ? 'start' : 'end');
  else if (!forward && !found.whole) {
    note.dispatch({ selection: { anchor: found.from - 1 }, scrollIntoView: true, userEvent: 'select' });
    note.focus();
  } else leaveTable(note, at, forward);
}

function step(
  found: FocusedCell['found'],
  { row, column }: CellPlace,
  forward: boolean,
): CellPlace | undefined {
  const to = column + (forward ? 1 : -1);
  if (to >= 0 && to < rowWidth(found, row)) return { row, column: to };
  const next = row + (forward ? 1 : -1);
  if (next < 0 || next >= found.table.rows.length) return undefined;
  return { row: next, column: forward ? 0 : rowWidth(found, next) - 1 };
}

/** Go to the line after or before a table, which is made where there is none, or into the table that is there. */
function leaveTable(note: EditorView, { found }: FocusedCell, down: boolean): void {
  const { doc } = note.state;
  const { to } = found;
  const { from } = doc.lineAt(found.from);
  const near = tableOnLine(note.state, down ? to + 1 : from - 1);
  if (near && !near.source) {
    goToCell(note, near, { row: down ? 0 : near.table.rows.length - 1, column: 0 }, 'end');
    return;
  }
  const start = bodyStart(note.state);
  if (down && to === doc.length) {
    note.dispatch({
      changes: { from: to, insert: '\n\n' },
      selection: { anchor: to + 2 },
      userEvent: 'input',
    });
  } else if (!down && from <= start) {
    note.dispatch({ changes: { from, insert: '\n' }, selection: { anchor: from }, userEvent: 'input' });
  } else
    note.dispatch({
      selection: { anchor: down ? to + 1 : from - 1 },
      scrollIntoView: true,
      userEvent: 'select',
    });
  note.focus();
}

function rowWidth({ table }: FocusedCell['found'], row: number): number {
  return Math.max(columnCount(table), table.rows[row]?.cells.length ?? 0);
}

/** Whether the cursor of a cell can go no further in it. */
function atEdge(cell: EditorView, forward: boolean, vertical: boolean): boolean {
  const { main } = cell.state.selection;
  if (!main.empty) return false;
  if (!vertical) return main.head === (forward ? cell.state.doc.length : 0);
  const next = cell.moveVertically(main, forward);
  const [here, there] = [cell.coordsAtPos(main.head), cell.coordsAtPos(next.head)];
  return !here || !there || Math.abs(here.top - there.top) < 4;
}

/** All of the cell, and once that is selected all of the note. */
function selectAll(note: EditorView, cell: EditorView): boolean {
  const { main } = cell.state.selection;
  if (main.to - main.from < cell.state.doc.length) return false;
  note.dispatch({
    selection: { anchor: bodyStart(note.state), head: note.state.doc.length },
    userEvent: 'select',
  });
  note.focus();
  return true;
}

function enterVertically(view: EditorView, down: boolean): boolean {
  const { main } = view.state.selection;
  if (!main.empty || !isLive(view.state)) return false;
  const line = view.state.doc.lineAt(main.head);
  const found = tableOnLine(view.state, down ? line.to + 1 : line.from - 1);
  if (!found || found.source || tableAt(view.state, main.head) === found) return false;
  const next = view.moveVertically(main, down).head;
  if (next >= line.from && next <= line.to && !onEdgeRow(view, next, main.head)) return false;
  goToCell(view, found, { row: down ? 0 : found.table.rows.length - 1, column: 0 }, 'end');
  return true;
}

/** Whether two places of a line are drawn in one row, so that there was no row to move to. */
function onEdgeRow(view: EditorView, a: number, b: number): boolean {
  const [first, second] = [view.coordsAtPos(a), view.coordsAtPos(b)];
  return !first || !second || Math.abs(first.top - second.top) < 4;
}

/** A step, or a deletion, that would reach into a drawn table goes to its nearest cell. */
function enterSideways(view: EditorView, forward: boolean): boolean {
  const { main } = view.state.selection;
  if (!main.empty || !isLive(view.state)) return false;
  const found = tableAt(view.state, main.head + (forward ? 1 : -1));
  if (!found || found.source || tableAt(view.state, main.head) === found) return false;
  const row = forward ? 0 : found.table.rows.length - 1;
  const column = forward ? 0 : rowWidth(found, row) - 1;
  goToCell(view, found, { row, column }, forward ? 'start' : 'end');
  return true;
}

function isLive(state: EditorState): boolean {
  return state.facet(editorHost)?.mode === 'live' && !state.readOnly;
}
