import { type EditorView, WidgetType } from '@codemirror/view';
import type { Table } from '../../../shared/note/table/table.ts';
import type { EditorHost } from '../host.ts';
import { TableView, tableView } from './table-view.ts';

const rowHeight = 37;

/** A table drawn in place of its lines, which begin at `from`. */
export class TableWidget extends WidgetType {
  private readonly table: Table;
  private readonly from: number;
  private readonly host: EditorHost | undefined;

  constructor(table: Table, from: number, host: EditorHost | undefined) {
    super();
    this.table = table;
    this.from = from;
    this.host = host;
  }

  /** Where it begins does not count: it is asked for only while the table is drawn. */
  override eq(other: TableWidget): boolean {
    return other.table === this.table && other.host === this.host;
  }

  override get estimatedHeight(): number {
    return (this.table.rows.length + 1) * rowHeight;
  }

  toDOM(view: EditorView): HTMLElement {
    return new TableView(view, this.host, this.table, this.from).dom;
  }

  override updateDOM(dom: HTMLElement, view: EditorView): boolean {
    const shown = tableView(view, dom);
    if (!shown || shown.host !== this.host) return false;
    shown.update(this.table, this.from);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
