/** A table of GFM as it stands in a text: where its rows and cells are, byte for byte. */

export type Align = 'none' | 'left' | 'center' | 'right';

export interface TableCell {
  /** The content, without the white space around it; `from` = `to` where there is none. */
  from: number;
  to: number;
  /** All that stands between the two pipes. */
  start: number;
  end: number;
}

export interface TableRow {
  /** The whole line without its line break. */
  lineFrom: number;
  lineTo: number;
  /** The row in it: without quote marks and indent before, and white space behind. */
  from: number;
  to: number;
  /** Whether a pipe stands at the beginning and at the end. */
  open: boolean;
  close: boolean;
  cells: readonly TableCell[];
}

export interface Table {
  /** The lines that the table stands in; offsets count in it. */
  text: string;
  /** The head first; the row of dashes is not among them. A row may hold more or fewer cells than there are columns. */
  rows: readonly TableRow[];
  delimiter: TableRow;
  aligns: readonly Align[];
}

/**
 * Read the lines of a table, as the grammar found it; undefined for what is none. Rows at the beginning and at the end
 * that are those of `before` are not read again.
 */
export function readTable(text: string, before?: Table): Table | undefined {
  const lines = text.split('\n');
  const old = before ? linesOf(before) : [];
  const same = (index: number, at: number) => {
    const row = old[at];
    return row !== undefined && before?.text.slice(row.lineFrom, row.lineTo) === lines[index];
  };
  const most = Math.min(lines.length, old.length);
  let start = 0;
  while (start < most && same(start, start)) start++;
  let end = 0;
  while (end < most - start && same(lines.length - 1 - end, old.length - 1 - end)) end++;
  const rows = old.slice(0, start);
  let from = (rows.at(-1)?.lineTo ?? -1) + 1;
  for (const line of lines.slice(start, lines.length - end)) {
    rows.push(readRow(text, from, from + line.length));
    from += line.length + 1;
  }
  const moved = text.length - (before?.text.length ?? 0);
  for (const row of old.slice(old.length - end)) rows.push(movedRow(row, moved));
  return tableOf(text, rows);
}

function tableOf(text: string, [head, delimiter, ...body]: readonly TableRow[]): Table | undefined {
  if (!head || !delimiter || head.cells.length !== delimiter.cells.length) return undefined;
  const dashes = delimiter.cells.map((cell) => text.slice(cell.from, cell.to));
  if (!dashes.every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  return { text, rows: [head, ...body], delimiter, aligns: dashes.map(alignOf) };
}

function linesOf({ rows: [head, ...body], delimiter }: Table): TableRow[] {
  return head ? [head, delimiter, ...body] : [];
}

function movedRow(row: TableRow, by: number): TableRow {
  if (by === 0) return row;
  const cells = row.cells.map(({ from, to, start, end }) => ({
    from: from + by,
    to: to + by,
    start: start + by,
    end: end + by,
  }));
  const [lineFrom, lineTo] = [row.lineFrom + by, row.lineTo + by];
  return { ...row, lineFrom, lineTo, from: row.from + by, to: row.to + by, cells };
}

/** How wide the head is: cells beyond it belong to no column. */
export function columnCount({ aligns }: Table): number {
  return aligns.length;
}

/** The widest row counts. */
export function cellCount({ rows, aligns }: Table): number {
  return Math.max(aligns.length, ...rows.map((row) => row.cells.length));
}

export function cellText({ text }: Table, cell: Pick<TableCell, 'from' | 'to'> | undefined): string {
  return cell ? text.slice(cell.from, cell.to) : '';
}

/** The row and column at an offset: of the nearest cell, where it is in none. */
export function cellAt(table: Table, offset: number): { row: number; column: number } {
  const found = table.rows.findLastIndex((row) => row.lineFrom <= offset);
  const row = Math.max(0, found);
  const cells = table.rows[row]?.cells ?? [];
  const column = cells.findIndex((cell) => offset <= cell.end);
  return { row, column: column < 0 ? Math.max(0, cells.length - 1) : column };
}

function alignOf(dashes: string): Align {
  const left = dashes.startsWith(':');
  const right = dashes.endsWith(':');
  if (left && right) return 'center';
  return left ? 'left' : right ? 'right' : 'none';
}

function readRow(text: string, lineFrom: number, lineTo: number): TableRow {
  const line = text.slice(lineFrom, lineTo);
  const from = lineFrom + (/^(?:[ \t]|>)*/.exec(line)?.[0].length ?? 0);
  const to = Math.max(from, lineFrom + line.trimEnd().length);
  const open = text[from] === '|';
  const first = open ? from + 1 : from;
  const bars = pipes(text, first, to);
  const close = bars.at(-1) === to - 1;
  if (!close) bars.push(to);
  const starts = [first, ...bars.slice(0, -1).map((bar) => bar + 1)];
  const cells = starts.map((start, index) => readCell(text, start, bars[index] ?? to));
  return { lineFrom, lineTo, from, to, open, close, cells };
}

/** Offsets of the pipes that stand between cells: those that no backslash takes. */
function pipes(text: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '|') found.push(at);
  }
  return found;
}

function readCell(text: string, start: number, end: number): TableCell {
  const inner = text.slice(start, end);
  const lead = /^[ \t]*/.exec(inner)?.[0].length ?? 0;
  if (lead === inner.length) {
    const at = Math.min(start + 1, end);
    return { from: at, to: at, start, end };
  }
  return { from: start + lead, to: start + inner.replace(/[ \t]+$/, '').length, start, end };
}
