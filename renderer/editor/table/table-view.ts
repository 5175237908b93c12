import { Facet } from '@codemirror/state';
import { type DecorationSet, type EditorView, ViewPlugin } from '@codemirror/view';
import { cellText, columnCount, type Table, type TableRow } from '../../../shared/note/table/table.ts';
import { type EditorHost, hostWords } from '../host.ts';
import { cellContent, cellDecorations } from './cell-content.ts';

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

class TableViews {
  readonly byElement = new WeakMap<HTMLElement, TableView>();
}

/** The drawn tables of a view. */
export const drawnTables = ViewPlugin.fromClass(TableViews);

/** The table drawn in `dom`. */
export function tableView(view: EditorView, dom: HTMLElement): TableView | undefined {
  return view.plugin(drawnTables)?.byElement.get(dom);
}

/** One drawn table. Cells that an editor is in are its own, and left alone. */
export class TableView {
  readonly dom: HTMLElement;
  readonly host: EditorHost | undefined;
  table: Table;
  private readonly view: EditorView;
  private readonly grid: HTMLTableElement;
  private readonly editable: boolean;

  constructor(view: EditorView, host: EditorHost | undefined, table: Table, from: number) {
    this.view = view;
    this.host = host;
    this.table = table;
    this.editable = host?.mode !== 'reading' && !view.state.readOnly;
    this.grid = element('table', 'note-grid');
    const scroller = element('div', 'note-grid-scroll');
    scroller.append(this.grid);
    this.dom = element('div', 'note-table');
    this.dom.append(scroller);
    view.plugin(drawnTables)?.byElement.set(this.dom, this);
    this.build(from);
    this.listen();
    if (this.editable) this.addButtons();
  }

  /** Where the table begins in the text. */
  get from(): number {
    return this.view.posAtDOM(this.dom);
  }

  /** Where the content of a cell is on the page. */
  cell({ row, column }: CellPlace): HTMLElement | undefined {
    return this.grid.rows[row]?.cells[column]?.querySelector<HTMLElement>('.note-cell') ?? undefined;
  }

  /** Draw another table, as few cells as need be. */
  update(table: Table, from: number): void {
    const before = this.table;
    this.table = table;
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
    for (let row = start; row < fresh - end; row++) {
      if (row >= old - end) this.grid.insertBefore(this.newRow(row), this.grid.rows[row] ?? null);
      this.fillRow(row, from, undefined);
    }
  }

  /** Draw the cells anew: what links lead to has become known, or an editor has left. */
  refresh(): void {
    const { from } = this;
    for (const cell of this.grid.querySelectorAll<HTMLElement>('.note-cell')) delete cell.dataset.source;
    for (const row of this.table.rows.keys()) this.fillRow(row, from, undefined);
  }

  private build(from: number): void {
    const decorations = cellDecorations(this.view, { from, to: from + this.table.text.length });
    this.dom.classList.add(...quoteClasses(decorations, from));
    this.grid.replaceChildren(...this.table.rows.map((_, row) => this.newRow(row)));
    for (const row of this.table.rows.keys()) this.fillRow(row, from, decorations);
  }

  private newRow(row: number): HTMLTableRowElement {
    const line = element('tr', row === 0 ? 'note-grid-head' : '');
    return line;
  }

  private fillRow(index: number, from: number, decorations: DecorationSet | undefined): void {
    const row = this.table.rows[index];
    const line = this.grid.rows[index];
    if (!row || !line) return;
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
      const nodes = span ? cellContent(this.view, span, decorations ?? cellDecorations(this.view, span)) : [];
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

/** The look of the quote or callout that the lines of a table stand in. */
function quoteClasses(decorations: DecorationSet, from: number): string[] {
  const found: string[] = [];
  decorations.between(from, from, (_from, _to, { spec }) => {
    const classes = String((spec as { class?: string }).class ?? '').split(' ');
    found.push(...classes.filter((name) => /^note-(?:quote|callout)/.test(name)));
  });
  return found;
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
