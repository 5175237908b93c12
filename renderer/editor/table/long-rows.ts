import { cellText, columnCount, type Table } from '../../../shared/note/table/table.ts';
import { displayWidth } from '../../../shared/note/table/width.ts';

/** A table with more cells has them drawn only where they are in view. */
const mostAtOnce = 1500;
/** Rows of a long table that are drawn before it is known where on the page it is. */
export const rowsAtOnce = 40;
/** How far around the window rows are drawn, and beyond what distance their cells go again; in pixels. */
const near = 800;
const far = 4000;
/** Columns of a long table are no wider than so many characters, and their widths are taken from so many rows. */
const widest = 44;
const sampled = 1000;
/** Columns are not made narrower than this to fit the page, in em. */
const narrowest = 7;
/** Columns of other tables are not squeezed under so many characters, where they have as many. */
const readable = 12;
/** Pixels that the table stands in from the left of its scroller, to leave room for the handles of its rows. */
const edge = 10;

/**
 * The rows of a table on the page. Each has its element; in a long table one that is far from view has no cells, and
 * stands in the height that it had with them.
 */
export class LongRows {
  long = false;
  private readonly grid: HTMLTableElement;
  private readonly draw: (row: number) => void;
  private readonly columns = document.createElement('colgroup');
  /** Characters that the columns would hold, and the width of the page in pixels that they were made to fit. */
  private wanted: readonly number[] = [];
  private fitted: number | undefined;

  /** `draw` makes the cells of a row. */
  constructor(grid: HTMLTableElement, draw: (row: number) => void) {
    this.grid = grid;
    this.draw = draw;
  }

  /** Whether the table is long is found out anew; one that was once stays so. Tells whether it has become so. */
  settle({ rows, aligns }: Table): boolean {
    if (this.long || rows.length * aligns.length <= mostAtOnce) return false;
    this.long = true;
    return true;
  }

  isFilled(row: number): boolean {
    return (this.grid.rows[row]?.cells.length ?? 0) > 0;
  }

  fill(row: number): void {
    const line = this.grid.rows[row];
    if (!line) return;
    line.style.height = '';
    this.draw(row);
  }

  /**
   * Columns of a long table have a fixed width, by what is in them: cells that come and go would move them. Others are
   * made by the browser, which would squeeze Chinese to one character a line before it lets the table scroll.
   */
  setWidths(table: Table): void {
    if (!this.long) {
      for (const [column, width] of columnWidths(table).entries()) {
        const head = this.grid.rows[0]?.cells[column];
        if (head) head.style.minWidth = inCharacters(Math.min(width, readable));
      }
      return;
    }
    this.wanted = columnWidths(table);
    this.columns.replaceChildren(...this.wanted.map(() => document.createElement('col')));
    if (!this.columns.parentNode) this.grid.prepend(this.columns);
    this.fitted = undefined;
    this.dressColumns(this.wanted.map(inCharacters));
  }

  /** Narrow the widest columns until the table is no wider than the page: it would end far from its own scroll bar. */
  private fitColumns(): void {
    const page = this.grid.closest('.cm-content')?.clientWidth ?? 0;
    if (page === 0 || page === this.fitted) return;
    this.fitted = page;
    this.dressColumns(this.wanted.map(inCharacters));
    const room = (this.grid.parentElement?.clientWidth ?? 0) - edge;
    const widths = [...(this.grid.rows[0]?.cells ?? [])].map((cell) => cell.getBoundingClientRect().width);
    const narrow = narrowest * Number.parseFloat(getComputedStyle(this.grid).fontSize);
    const most = widestThatFits(widths, room, narrow);
    if (most !== undefined) this.dressColumns(widths.map((width) => `${Math.min(width, most)}px`));
  }

  private dressColumns(widths: readonly string[]): void {
    for (const [index, column] of [...this.columns.children].entries())
      (column as HTMLElement).style.width = widths[index] ?? '';
    this.grid.style.width = `calc(${widths.join(' + ')})`;
  }

  /** Give the rows around the window their cells, and take them from those far away. What is in view stays in its place. */
  fillInView(): void {
    const { rows } = this.grid;
    const box = this.grid.getBoundingClientRect();
    const bottom = this.grid.ownerDocument.documentElement.clientHeight;
    if (!this.long || box.bottom < -near || box.top > bottom + near) return;
    this.fitColumns();
    const first = this.rowAt(-near);
    const last = this.rowAt(bottom + near);
    const anchor = rows[this.rowAt(0)];
    const before = anchor?.getBoundingClientRect().top ?? 0;
    let changed = this.empty(first, last);
    for (let row = first; row <= last; row++) {
      if (this.isFilled(row)) continue;
      this.fill(row);
      changed = true;
    }
    if (!changed || !anchor || box.top >= 0) return;
    const moved = anchor.getBoundingClientRect().top - before;
    if (Math.abs(moved) >= 1) scrollerOf(this.grid)?.scrollBy(0, moved);
  }

  /** Take the cells from rows that are far before `first` and behind `last`. */
  private empty(first: number, last: number): boolean {
    const { rows } = this.grid;
    const leave = [...rows].filter((line, row) => {
      if (row === 0 || (row >= first && row <= last) || line.cells.length === 0) return false;
      const { top, bottom } = line.getBoundingClientRect();
      const away = bottom < -far || top > this.grid.ownerDocument.documentElement.clientHeight + far;
      return away && !line.querySelector('.cm-editor');
    });
    const heights = leave.map((line) => line.offsetHeight);
    for (const [index, line] of leave.entries()) {
      line.style.height = `${heights[index]}px`;
      line.replaceChildren();
    }
    return leave.length > 0;
  }

  /** The row at a height of the window, or the nearest. */
  private rowAt(y: number): number {
    const { rows } = this.grid;
    let [low, high] = [0, rows.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The widest content of each column, in columns of a fixed-width font. Very long ones do not count. */
function columnWidths(table: Table): number[] {
  const widths = Array.from({ length: columnCount(table) }, () => 4);
  const step = Math.max(1, Math.floor(table.rows.length / sampled));
  for (let row = 0; row < table.rows.length; row += step) {
    for (const [column, cell] of (table.rows[row]?.cells ?? []).entries()) {
      const width = Math.min(widest, displayWidth(cellText(table, cell).slice(0, widest)));
      if (width > (widths[column] ?? widest)) widths[column] = width;
    }
  }
  return widths;
}

/** A column for so many digits, with the padding and the lines of a cell. */
const inCharacters = (width: number): string => `calc(${width}ch + 23px)`;

/**
 * The greatest width of a column with which `widths` take no more than `room`, but not less than `least`; undefined
 * where they fit as they are.
 */
export function widestThatFits(widths: readonly number[], room: number, least: number): number | undefined {
  let left = room;
  const rising = [...widths].sort((a, b) => a - b);
  for (const [index, width] of rising.entries()) {
    const share = left / (rising.length - index);
    if (width > share) return Math.max(least, share);
    left -= width;
  }
  return undefined;
}

function scrollerOf(element: Element): Element | undefined {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}
