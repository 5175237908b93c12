import { type EditorView, type Rect, WidgetType } from '@codemirror/view';
import { cellAt } from '../../../shared/note/table/table.ts';
import type { EditorHost } from '../host.ts';
import type { FoundTable } from './found.ts';
import { TableView, tableView } from './table-view.ts';

const rowHeight = 37;

/** A table drawn in place of its lines. */
export class TableWidget extends WidgetType {
  private readonly found: FoundTable;
  private readonly host: EditorHost | undefined;

  constructor(found: FoundTable, host: EditorHost | undefined) {
    super();
    this.found = found;
    this.host = host;
  }

  /** Where it begins does not count: it is asked for only while the table is drawn. */
  override eq(other: TableWidget): boolean {
    const [a, b] = [this.found, other.found];
    return a.table === b.table && a.around === b.around && a.whole === b.whole && other.host === this.host;
  }

  override get estimatedHeight(): number {
    return (this.found.table.rows.length + 1) * rowHeight;
  }

  toDOM(view: EditorView): HTMLElement {
    return new TableView(view, this.host, this.found).dom;
  }

  override updateDOM(dom: HTMLElement): boolean {
    const shown = tableView(dom);
    if (!shown || shown.host !== this.host) return false;
    shown.update(this.found);
    return true;
  }

  /** A place in the text is where its cell is. */
  override coordsAt(dom: HTMLElement, pos: number): Rect | null {
    const { table } = this.found;
    if (pos <= 0 || pos >= table.text.length) return null;
    return tableView(dom)?.cell(cellAt(table, pos))?.getBoundingClientRect() ?? null;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
