import type { ScanLine } from './line.ts';

const DELIMITERS = /^[>\s]*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?$/;
const BELOW = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?$/;
const BAR = 124;
const BACKSLASH = 92;

/** Whether a line has a `|` that could part cells. */
export function hasBar(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === BAR) return true;
    if (code === BACKSLASH) at++;
  }
  return false;
}

/** Bars and cells of a row, in order, as ranges. */
export interface Row {
  cells: number;
  /** Pairs of offsets. */
  ranges: number[];
  /** For each range whether it is a cell. */
  isCell: boolean[];
}

/** Take a row of a table apart; cells have no spaces or tabs at their ends. */
export function readRow(text: string, from: number, to: number): Row {
  const row: Row = { cells: 0, ranges: [], isCell: [] };
  const add = (start: number, end: number, cell: boolean) => {
    row.ranges.push(start, end);
    row.isCell.push(cell);
  };
  let cellFrom = -1;
  let cellTo = -1;
  let bars = 0;
  let escaped = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === BAR && !escaped) {
      if (bars > 0 || cellFrom >= 0) row.cells++;
      if (cellFrom >= 0) add(cellFrom, cellTo, true);
      add(at, at + 1, false);
      bars++;
      cellFrom = -1;
    } else if (escaped || (code !== 32 && code !== 9)) {
      if (cellFrom < 0) cellFrom = at;
      cellTo = at + 1;
    }
    escaped = !escaped && code === BACKSLASH;
  }
  if (cellFrom >= 0) {
    row.cells++;
    add(cellFrom, cellTo, true);
  }
  return row;
}

/** Whether the line makes a table out of the one line above it, which is the head then. */
export function delimits(line: ScanLine, head: Row): boolean {
  const { next, text, pos } = line;
  if (next !== 45 && next !== 58 && next !== BAR) return false;
  const below = text.slice(pos, line.contentEnd(pos));
  return DELIMITERS.test(below) && readRow(below, 0, below.length).cells === head.cells;
}

/** Whether a line with a `|` under a paragraph is the head of a table, by what is in the next line, from `below` to `belowTo`. */
export function beginsTable(line: ScanLine, below: number, belowTo: number): boolean {
  const { text, base, from, to } = line;
  const next = text
    .slice(Math.min(below + base - from, belowTo), belowTo)
    .replace(/^[>\s]+/, '')
    .trimEnd();
  return BELOW.test(next) && cellCount(text.slice(base, to)) === cellCount(next);
}

function cellCount(row: string): number {
  const inner = row.trim().replace(/^\|/, '');
  let count = 1;
  for (let at = 0; at < inner.length - 1; at++) {
    if (inner[at] === '\\') at++;
    else if (inner[at] === '|') count++;
  }
  return count;
}
