import { isolateHistory } from '@codemirror/commands';
import type { TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import {
  alignColumn,
  deleteColumn,
  deleteRow,
  fillCells,
  insertColumn,
  insertRow,
  moveColumn,
  moveRow,
} from '../../../shared/note/table/edits.ts';
import { formatTable } from '../../../shared/note/table/format.ts';
import { columnCount, readTable, type Table } from '../../../shared/note/table/table.ts';
import { applyEdits, type TextEdit } from '../../../shared/text/edit.ts';
import { type CellSide, cellSelection, focusedCell } from './cells.ts';
import type { CellPlace } from './table-view.ts';
import { type ShownTable, showSource } from './tables.ts';

/** A change of a table, and the cell to be in after it. */
interface Change {
  edits: TextEdit[];
  place: CellPlace;
}

type Operation = (table: Table, place: CellPlace) => Change;

/** What can be done to a table at one of its cells. */
const operations = {
  rowAbove: (table, { row, column }) => added(insertRow(table, Math.max(1, row)), Math.max(1, row), column),
  rowBelow: (table, { row, column }) => added(insertRow(table, row + 1), row + 1, column),
  rowUp: (table, { row, column }) => added(moveRow(table, row, row - 1), row - 1, column),
  rowDown: (table, { row, column }) => added(moveRow(table, row, row + 1), row + 1, column),
  deleteRow: (table, { row, column }) =>
    added(deleteRow(table, row), Math.min(row, table.rows.length - 2), column),
  columnLeft: (table, { row, column }) => added(insertColumn(table, column), row, column),
  columnRight: (table, { row, column }) => added(insertColumn(table, column + 1), row, column + 1),
  moveColumnLeft: (table, { row, column }) => added(moveColumn(table, column, column - 1), row, column - 1),
  moveColumnRight: (table, { row, column }) => added(moveColumn(table, column, column + 1), row, column + 1),
  deleteColumn: (table, { row, column }) =>
    added(deleteColumn(table, column), row, Math.min(column, columnCount(table) - 2)),
  alignLeft: (table, place) => ({ edits: alignColumn(table, place.column, 'left'), place }),
  alignCenter: (table, place) => ({ edits: alignColumn(table, place.column, 'center'), place }),
  alignRight: (table, place) => ({ edits: alignColumn(table, place.column, 'right'), place }),
  alignNone: (table, place) => ({ edits: alignColumn(table, place.column, 'none'), place }),
  format: (table, place) => ({ edits: formatTable(table), place }),
} satisfies Record<string, Operation>;

export type TableOperation = keyof typeof operations | 'source' | 'deleteTable';

/** Every operation as a command of the editor. */
export const tableOperations = Object.fromEntries<(view: EditorView) => boolean>(
  ([...Object.keys(operations), 'source', 'deleteTable'] as TableOperation[]).map((name) => [
    `table.${name}`,
    (view: EditorView) => operateTable(view, name),
  ]),
);

function added(edits: TextEdit[], row: number, column: number): Change {
  return { edits, place: { row, column } };
}

/** Whether an operation would do anything at the cell. */
export function canOperate({ table }: ShownTable, place: CellPlace, operation: TableOperation): boolean {
  if (operation === 'source' || operation === 'deleteTable') return true;
  return operations[operation](table, place).edits.length > 0;
}

/** Change a table at a cell, else at the cell that the cursor is in: one step of undo. False where there is none. */
export function operateTable(
  view: EditorView,
  operation: TableOperation,
  at: { found: ShownTable; place: CellPlace } | undefined = focusedCell(view.state),
): boolean {
  if (!at || view.state.readOnly) return false;
  const { found, place } = at;
  if (operation === 'source') {
    const effects = showSource.of({ pos: found.from, source: !found.source });
    view.dispatch({ ...cellSelection(found.table, found.from, place, 'start'), effects });
    view.focus();
  } else if (operation === 'deleteTable') {
    const from = found.from + keptBefore(found);
    view.dispatch({
      changes: { from, to: found.to },
      selection: { anchor: from },
      ...tableStep,
    });
    view.focus();
  } else {
    const change = operations[operation](found.table, place);
    if (change.edits.length === 0) return false;
    view.dispatch(changeTable(found, change.edits, change.place, 'start'));
  }
  return true;
}

/** Fill cells from one on, with rows and columns as needed. */
export function fillTable(
  view: EditorView,
  { found, place }: { found: ShownTable; place: CellPlace },
  content: readonly (readonly string[])[],
): void {
  const edits = fillCells(found.table, place.row, place.column, content);
  const last = {
    row: place.row + content.length - 1,
    column: place.column + (content.at(-1)?.length ?? 1) - 1,
  };
  if (edits.length > 0) view.dispatch(changeTable(found, edits, last, 'end'));
}

/** The transaction that makes `edits` in a table and goes to a cell of what comes out. */
export function changeTable(
  found: ShownTable,
  edits: readonly TextEdit[],
  place: CellPlace,
  side: CellSide,
): TransactionSpec {
  const after = readTable(applyEdits(found.table.text, edits));
  const { from } = found;
  return {
    ...(after ? cellSelection(after, from, place, side) : {}),
    changes: edits.map((edit) => ({ from: from + edit.from, to: from + edit.to, insert: edit.insert })),
    ...tableStep,
  };
}

/** What every change of a table is: a step of undo by itself. */
export const tableStep = { userEvent: 'input.table', annotations: isolateHistory.of('full') };

/** Marks of quotes before a table stay when it goes. */
function keptBefore({ table }: ShownTable): number {
  const before = table.text.slice(0, table.rows[0]?.from ?? 0);
  return before.lastIndexOf('>') < 0 ? 0 : before.length;
}
