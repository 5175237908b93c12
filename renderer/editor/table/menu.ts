import type { EditorView } from '@codemirror/view';
import { editorHost, type MenuEntry } from '../host.ts';
import { canOperate, operateTable, type TableOperation } from './operations.ts';
import type { CellPlace, TableView } from './table-view.ts';
import { tableAt } from './tables.ts';

const rowOperations: readonly TableOperation[] = ['rowAbove', 'rowBelow', 'rowUp', 'rowDown', 'deleteRow'];
const columnOperations: readonly TableOperation[] = [
  'columnLeft',
  'columnRight',
  'moveColumnLeft',
  'moveColumnRight',
  'deleteColumn',
];
const alignments: readonly TableOperation[] = ['alignLeft', 'alignCenter', 'alignRight', 'alignNone'];
const whole: readonly TableOperation[] = ['format', 'source', 'deleteTable'];

const groups = {
  row: [rowOperations, whole],
  column: [columnOperations, alignments, whole],
  all: [rowOperations, columnOperations, alignments, whole],
} as const;

const dangerous = new Set<TableOperation>(['deleteRow', 'deleteColumn', 'deleteTable']);

/** Open the menu of a table at one of its cells. */
export function openTableMenu(
  view: EditorView,
  shown: TableView,
  place: CellPlace,
  what: keyof typeof groups,
  at: DOMRect | MouseEvent,
): void {
  const host = view.state.facet(editorHost);
  const found = tableAt(view.state, shown.from);
  if (!host?.openMenu || !found) return;
  const entry = (operation: TableOperation): MenuEntry => ({
    label: host.t(`table.${operation}`),
    danger: dangerous.has(operation),
    disabled: !canOperate(found, place, operation),
    run() {
      view.focus();
      operateTable(view, operation, { found, place });
    },
  });
  const items = groups[what].flatMap((group, index) => [
    ...(index > 0 ? ['line' as const] : []),
    ...group.map(entry),
  ]);
  if (at instanceof MouseEvent) at.preventDefault();
  host.openMenu(at instanceof MouseEvent ? { x: at.clientX, y: at.clientY } : at, items);
}
