import { type EditorState, StateEffect, StateField, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { cellAt, type Table, type TableCell } from '../../../shared/note/table/table.ts';
import type { CellPlace } from './table-view.ts';
import { type ShownTable, tableAt } from './tables.ts';

/** A cell that the selection of the note is in. */
export interface FocusedCell {
  found: ShownTable;
  place: CellPlace;
  /** Counted in the note; undefined for one that is missing in its row. */
  cell: TableCell | undefined;
}

const missingChosen = StateEffect.define<CellPlace>();

/** The cell that is meant where the cursor is at the end of a row with fewer cells than there are columns. */
export const missingCell = StateField.define<CellPlace | undefined>({
  create: () => undefined,
  update(value, tr) {
    const chosen = tr.effects.find((effect) => effect.is(missingChosen));
    return chosen?.value ?? (tr.docChanged || tr.selection ? undefined : value);
  },
});

/** The cell that the one selection is in, whether its table is drawn or shows its source. */
export function focusedCell(state: EditorState): FocusedCell | undefined {
  const { from, to } = state.selection.main;
  if (state.selection.ranges.length > 1) return undefined;
  const found = tableAt(state, from);
  if (!found || to > found.to) return undefined;
  const missing = state.field(missingCell, false);
  if (missing) return { found, place: missing, cell: undefined };
  const place = cellAt(found.table, from - found.from);
  const cell = found.table.rows[place.row]?.cells[place.column];
  if (!cell || to - found.from > Math.max(cell.end, cell.to)) return undefined;
  const { start, end } = cell;
  const shifted = { from: cell.from, to: cell.to, start, end };
  for (const key of ['from', 'to', 'start', 'end'] as const) shifted[key] += found.from;
  return { found, place, cell: shifted };
}

export type CellSide = 'start' | 'end' | 'all';

/** The selection that stands in a cell of a table that begins at `from`. */
export function cellSelection(
  table: Table,
  from: number,
  { row, column }: CellPlace,
  side: CellSide,
): TransactionSpec {
  const line = table.rows[row];
  const cell = line?.cells[column];
  if (!line) return {};
  if (!cell) return { selection: { anchor: from + line.to }, effects: missingChosen.of({ row, column }) };
  if (side === 'all') return { selection: { anchor: from + cell.from, head: from + cell.to } };
  return { selection: { anchor: from + (side === 'start' ? cell.from : cell.to) } };
}

/** Put the cursor into a cell. */
export function goToCell(
  view: EditorView,
  found: ShownTable,
  place: CellPlace,
  side: CellSide,
  userEvent: 'select' | 'select.pointer' = 'select',
): void {
  view.dispatch({ ...cellSelection(found.table, found.from, place, side), userEvent });
}
