import { Facet } from '@codemirror/state';
import {
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { cellText, columnCount, type Table, type TableRow } from '../../../shared/note/table/table.ts';
import { type EditorHost, hostWords } from '../host.ts';
import { cellContent, cellDecorations } from './cell-content.ts';
import type { FoundTable } from './found.ts';
import { LongRows, rowsAtOnce } from './long-rows.ts';

/** A cell by where it stands; row 0 is the head. */
export interface CellPlace {
  row: number;
  column: number;
}

/** What a drawn table asks of whoever edits it. */
export interface TableActions {
  /** A cell that shows no source was pressed. */
  press(view: EditorView, shown: TableView, place: CellPlace, event: MouseEvent): void;
  /** A menu is wished for, of the table at a cell. */
  menu(
    view: EditorView,
    shown: TableView,
    place: CellPlace,
    what: 'row' | 'column' | 'all',
    at: DOMRect | MouseEvent,
  ): void;
  /** One more row, or column, at the end. */
  add(view: EditorView, shown: TableView, what: 'row' | 'column'): void;
}

export const tableActions = Facet.define<TableActions, TableActions | undefined>({
  combine: (values) => values[0],
});

const shown = new WeakMap<HTMLElement, TableView>();

/** Gives the rows of the long tables of a view their cells as they come into view. */
class TableViews implements PluginValue {
  private readonly view: EditorView;
  private readonly scrolled = () => this.fill();

  constructor(view: EditorView) {
    this.view = view;
    // What scrolls is around the editor; the rows have to be there in the frame that shows them.
    view.dom.ownerDocument.addEventListener('scroll', this.scrolled, { capture: true, passive: true });
  }

  update({ geometryChanged, viewportChanged }: ViewUpdate): void {
    if (geometryChanged || viewportChanged) this.fillSoon();
  }

  /** Once the page is laid out. */
  fillSoon(): void {
    this.view.requestMeasure({ key: this, read: () => undefined, write: () => this.fill() });
  }

  destroy(): void {
    this.view.dom.ownerDocument.removeEventListener('scroll', this.scrolled, { capture: true });
  }

  private fill(): void {
    for (const dom of this.view.contentDOM.querySelectorAll<HTMLElement>('.note-table-long')) {
      tableView(dom)?.fillInView();
    }
  }
}

export const drawnTables = ViewPlugin.fromClass(TableViews);

/** The table drawn in `dom`. */
export function tableView(dom: HTMLElement): TableView | undefined {
  return shown.get(dom);
}

/** One drawn table. Cells that an editor is in are its own, and left alone. */
export class TableView {
  readonly dom: HTMLElement;
  readonly host: EditorHost | undefined;
  table: Table;
  private readonly view: EditorView;
  private readonly grid: HTMLTableElement;
  private readonly editable: boolean;
  private readonly rows: LongRows;

  constructor(view: EditorView, host: EditorHost | undefined, { table, from, whole, around }: FoundTable) {
    this.view = view;
    this.host = host;
    this.table = table;
    this.editable = host?.mode !== 'reading' && !view.state.readOnly;
    this.grid = element('table', 'note-grid');
    this.rows = new LongRows(this.grid, (row) => this.drawRow(row));
    const scroller = element('div', 'note-grid-scroll');
    scroller.append(this.grid);
    this.dom = element('div', '');
    this.dom.append(scroller);
    this.rows.settle(table);
    this.dress(whole, around);
    shown.set(this.dom, this);
    this.build(from);
    this.listen();
    if (this.editable) this.addButtons();
    if (this.rows.long) view.plugin(drawnTables)?.fillSoon();
  }

  /** Where the table begins in the text. */
  get from(): number {
    return this.view.posAtDOM(this.dom);
  }

  /** Where the content of a cell is on the page. */
  cell({ row, column }: CellPlace): HTMLElement | undefined {
    if (this.rows.long && !this.rows.isFilled(row)) this.rows.fill(row);
    return this.grid.rows[row]?.cells[column]?.querySelector<HTMLElement>('.note-cell') ?? undefined;
  }

  /** Draw the cells of the rows that are in view; where there are few rows, all are. */
  fillInView(): void {
    if (this.dom.isConnected) this.rows.fillInView();
  }

  /** Draw another table, as few cells as need be. */
  update({ table, from, whole, around }: FoundTable): void {
    const before = this.table;
    this.table = table;
    const longNow = this.rows.settle(table);
    this.dress(whole, around);
    const line = (of: Table, row: TableRow | undefined) =>
      row ? of.text.slice(row.lineFrom, row.lineTo) : undefined;
    const same = (index: number, old: number) =>
      line(table, table.rows[index]) === line(before, before.rows[old]);
    const aligned = before.aligns.join() === table.aligns.join();
    const [old, fresh] = [before.rows.length, table.rows.length];
    let start = 0;
    while (aligned && start < Math.min(old, fresh) && same(start, start)) start++;
    let end = 0;
    while (aligned && end < Math.min(old, fresh) - start && same(fresh - 1 - end, old - 1 - end)) end++;
    for (let row = old - end - 1; row >= start + Math.max(0, fresh - end - start); row--)
      this.grid.deleteRow(row);
    if (this.rows.long && (longNow || !aligned)) this.rows.setWidths(table);
    for (let row = start; row < fresh - end; row++) {
      if (row >= old - end) this.grid.insertBefore(newRow(row), this.grid.rows[row] ?? null);
      if (!this.rows.long || this.rows.isFilled(row)) this.fillRow(row, from, undefined);
    }
    if (this.rows.long) this.view.plugin(drawnTables)?.fillSoon();
    else this.rows.setWidths(table);
  }

  /** Draw the cells anew: what links lead to has become known. */
  refresh(): void {
    const { from } = this;
    for (const cell of this.grid.querySelectorAll<HTMLElement>('.note-cell')) delete cell.dataset.source;
    for (const row of this.table.rows.keys()) {
      if (!this.rows.long || this.rows.isFilled(row)) this.fillRow(row, from, undefined);
    }
  }

  /** Draw the row that `line` is on the page: an editor has left one of its cells. */
  redraw(line: HTMLTableRowElement): void {
    if (line.isConnected) this.fillRow(line.rowIndex, this.from, undefined);
  }

  /** The look of the quotes and lists around the table. */
  private dress(whole: boolean, around: string): void {
    const long = this.rows.long ? ' note-table-long' : '';
    this.dom.className = `note-table${whole ? '' : ' note-table-inline'}${long} ${around}`.trim();
  }

  private build(from: number): void {
    const { table } = this;
    this.grid.append(...table.rows.map((_, row) => newRow(row)));
    if (this.rows.long) {
      this.rows.setWidths(table);
      for (let row = 0; row < Math.min(rowsAtOnce, table.rows.length); row++)
        this.fillRow(row, from, undefined);
      return;
    }
    const decorations = cellDecorations(this.view, { from, to: from + table.text.length });
    for (const row of table.rows.keys()) this.fillRow(row, from, decorations);
    this.rows.setWidths(table);
  }

  private drawRow(row: number): void {
    this.fillRow(row, this.from, undefined);
  }

  private fillRow(index: number, from: number, decorations: DecorationSet | undefined): void {
    const row = this.table.rows[index];
    const line = this.grid.rows[index];
    if (!row || !line) return;
    let drawn = decorations;
    const columns = columnCount(this.table);
    const length = Math.max(columns, row.cells.length);
    while (line.cells.length > length) line.lastElementChild?.remove();
    while (line.cells.length < length) line.append(this.newCell(index === 0, line.cells.length));
    for (const [column, box] of [...line.cells].entries()) {
      box.classList.toggle('note-cell-extra', column >= columns);
      box.dataset.align = this.table.aligns[column] ?? 'none';
      const content = box.querySelector<HTMLElement>('.note-cell');
      const cell = row.cells[column];
      const source = cellText(this.table, cell);
      if (!content || content.dataset.source === source || isHeld(content)) continue;
      content.dataset.source = source;
      const span = cell && { from: from + cell.from, to: from + cell.to };
      // For the whole row at once: in a long table it takes a while to find where one is in the tree.
      drawn ??= cellDecorations(this.view, { from: from + row.from, to: from + row.to });
      const nodes = span ? cellContent(this.view, span, drawn) : [];
      content.replaceChildren(...nodes);
    }
  }

  private newCell(head: boolean, column: number): HTMLTableCellElement {
    const box = element(head ? 'th' : 'td', '');
    const content = element('div', 'note-cell');
    box.append(content);
    if (this.editable && column === 0) box.append(this.handle('row'));
    if (this.editable && head) box.append(this.handle('column'));
    return box;
  }

  private handle(what: 'row' | 'column'): HTMLButtonElement {
    const t = hostWords(this.host);
    const button = element('button', `note-table-handle note-table-handle-${what}`);
    button.type = 'button';
    button.tabIndex = -1;
    button.title = t(what === 'row' ? 'table.rowMenu' : 'table.columnMenu');
    button.setAttribute('aria-label', button.title);
    button.textContent = '⋯';
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      const place = this.placeOf(button);
      if (place) this.actions?.menu(this.view, this, place, what, button.getBoundingClientRect());
    });
    return button;
  }

  private addButtons(): void {
    const t = hostWords(this.host);
    for (const what of ['row', 'column'] as const) {
      const button = element('button', `note-table-add note-table-add-${what}`);
      button.type = 'button';
      button.tabIndex = -1;
      button.title = t(what === 'row' ? 'table.addRow' : 'table.addColumn');
      button.setAttribute('aria-label', button.title);
      button.textContent = '+';
      button.addEventListener('mousedown', (event) => event.preventDefault());
      button.addEventListener('click', () => this.actions?.add(this.view, this, what));
      this.dom.append(button);
    }
  }

  private listen(): void {
    const on = (type: 'mousedown' | 'contextmenu', act: (place: CellPlace, event: MouseEvent) => void) =>
      this.grid.addEventListener(type, (event) => {
        const place = this.placeOf(event.target);
        if (place) act(place, event);
      });
    on('mousedown', (place, event) => {
      const cell = this.cell(place);
      if (!cell || !isHeld(cell)) this.actions?.press(this.view, this, place, event);
    });
    on('contextmenu', (place, event) => {
      if (this.editable) this.actions?.menu(this.view, this, place, 'all', event);
    });
  }

  private get actions(): TableActions | undefined {
    return this.view.state.facet(tableActions);
  }

  private placeOf(target: EventTarget | null): CellPlace | undefined {
    const box = target instanceof Element ? target.closest('td, th') : null;
    const line = box?.parentElement;
    if (!(box instanceof HTMLTableCellElement && line instanceof HTMLTableRowElement)) return undefined;
    return { row: line.rowIndex, column: box.cellIndex };
  }
}

function newRow(row: number): HTMLTableRowElement {
  return element('tr', row === 0 ? 'note-grid-head' : '');
}

/** Whether an editor stands in a cell. */
function isHeld(cell: HTMLElement): boolean {
  return cell.firstElementChild?.classList.contains('cm-editor') ?? false;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
