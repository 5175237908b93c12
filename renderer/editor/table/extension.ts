import { type Extension, Prec } from '@codemirror/state';
import { insertColumn, insertRow } from '../../../shared/note/table/edits.ts';
import { columnCount } from '../../../shared/note/table/table.ts';
import { missingCell } from './cells.ts';
import { tableEditing } from './editing.ts';
import { noteKeys } from './keys.ts';
import { openTableMenu } from './menu.ts';
import { changeTable } from './operations.ts';
import { pasteTable } from './paste.ts';
import { pressCell } from './pointer.ts';
import { drawnTables, type TableActions, tableActions } from './table-view.ts';
import { tableAt, tablesShown } from './tables.ts';

const actions: TableActions = {
  press: pressCell,
  menu: openTableMenu,
  add(view, shown, what) {
    const found = tableAt(view.state, shown.from);
    if (!found) return;
    const { table } = found;
    const [row, column] = [table.rows.length, columnCount(table)];
    view.focus();
    if (what === 'row') view.dispatch(changeTable(found, insertRow(table, row), { row, column: 0 }, 'start'));
    else view.dispatch(changeTable(found, insertColumn(table, column), { row: 0, column }, 'start'));
  },
};

/** Tables drawn in place of their source, and edited cell by cell. */
export function tables(): Extension {
  return [
    drawnTables,
    missingCell,
    tablesShown(),
    tableActions.of(actions),
    tableEditing,
    noteKeys,
    Prec.high(pasteTable),
  ];
}
