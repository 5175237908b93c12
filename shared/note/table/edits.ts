import type { TextEdit } from '../../text/edit.ts';
import { cellSource } from './content.ts';
import { type Align, cellCount, cellText, columnCount, type Table, type TableRow } from './table.ts';

/**
 * Changes of a table as edits of its text. What a change is not about stays byte for byte; only a row that has no
 * pipes at its ends gets them where its cells are added to or moved, since a blank cell at its end would be lost.
 */

/** A row of blank cells before row `at`, which is at least 1: nothing stands before the head. */
export function insertRow(table: Table, at: number): TextEdit[] {
  const line = linePrefix(table) + rowText(table.delimiter.cells.map((cell) => blank(cell.end - cell.start)));
  const next = table.rows[at];
  if (next) return [{ from: next.lineFrom, to: next.lineFrom, insert: `${line}\n` }];
  const end = table.text.length;
  return [{ from: end, to: end, insert: `\n${line}` }];
}

/** Any row but the head. */
export function deleteRow(table: Table, at: number): TextEdit[] {
  const row = table.rows[at];
  if (!row || at === 0) return [];
  const next = table.rows[at + 1];
  if (next) return [{ from: row.lineFrom, to: next.lineFrom, insert: '' }];
  return [{ from: row.lineFrom - 1, to: row.lineTo, insert: '' }];
}

/** Put row `from` where row `to` is. The head stays where it is. */
export function moveRow(table: Table, from: number, to: number): TextEdit[] {
  const [row, goal] = [table.rows[from], table.rows[to]];
  if (!row || !goal || from === 0 || to === 0 || from === to) return [];
  const line = table.text.slice(row.lineFrom, row.lineTo);
  const gap = to < from ? goal.lineFrom : goal.lineTo;
  const insert = to < from ? `${line}\n` : `\n${line}`;
  const removed = { from: row.lineFrom - 1, to: row.lineTo, insert: '' };
  return inOrder([removed, { from: gap, to: gap, insert }]);
}

/** A blank column before column `at`, or behind the last. Rows that end before it stay as they are. */
export function insertColumn(table: Table, at: number): TextEdit[] {
  return rewriteRows(table, (segments, row) => {
    if (at > segments.length) return undefined;
    return segments.toSpliced(at, 0, row === table.delimiter ? ' --- ' : blank(5));
  });
}

/** Any column, as long as there is another. */
export function deleteColumn(table: Table, at: number): TextEdit[] {
  if (columnCount(table) < 2 || at >= columnCount(table)) return [];
  return rewriteRows(table, (segments) => {
    if (at >= segments.length) return undefined;
    return segments.length === 1 ? [blank(2)] : segments.toSpliced(at, 1);
  });
}

/** Put column `from` where column `to` is. */
export function moveColumn(table: Table, from: number, to: number): TextEdit[] {
  const last = columnCount(table) - 1;
  if (from === to || Math.max(from, to) > last || Math.min(from, to) < 0) return [];
  return rewriteRows(table, (segments) => {
    if (segments.length <= Math.min(from, to)) return undefined;
    const full = padded(segments, Math.max(from, to) + 1);
    const [moved = ''] = full.splice(from, 1);
    return full.toSpliced(to, 0, moved);
  });
}

/** How the cells of a column stand. */
export function alignColumn(table: Table, at: number, align: Align): TextEdit[] {
  const cell = table.delimiter.cells[at];
  if (!cell) return [];
  const dashes = cellText(table, cell).replaceAll(':', '');
  const left = align === 'left' || align === 'center' ? ':' : '';
  const right = align === 'right' || align === 'center' ? ':' : '';
  return [{ from: cell.from, to: cell.to, insert: left + dashes + right }];
}

/**
 * What has to be so before the content of a cell can be anything: the cell exists, a pipe stands on both sides of
 * it, and a space before the one behind, which a backslash at the end of the content would take. The head has no
 * cells beyond its own: a wider one is a column more.
 */
export function readyCell(table: Table, row: number, column: number): TextEdit[] {
  const found = table.rows[row];
  if (!found) return [];
  const cell = found.cells[column];
  if (!cell) {
    if (row === 0) return [];
    return rewriteRow(table, found, padded(segmentsOf(table, found), column + 1));
  }
  const edits: TextEdit[] = [];
  if (column === 0 && !found.open) edits.push({ from: found.from, to: found.from, insert: '| ' });
  const bare = column === found.cells.length - 1 && !found.close;
  if (bare) edits.push({ from: found.to, to: found.to, insert: ' |' });
  else if (cell.to === cell.end) {
    const space = cell.from === cell.to ? 2 - (cell.end - cell.start) : 1;
    edits.push({ from: cell.end, to: cell.end, insert: ' '.repeat(space) });
  }
  return edits;
}

/** Put `content` into cells from `row` and `column` on, right and down, with new rows and columns as needed. */
export function fillCells(
  table: Table,
  row: number,
  column: number,
  content: readonly (readonly string[])[],
): TextEdit[] {
  const right = column + Math.max(0, ...content.map((cells) => cells.length));
  const width = Math.max(columnCount(table), right);
  const columns = width > cellCount(table) || width > columnCount(table) ? width : 0;
  const edits: TextEdit[] = [];
  for (const [index, line] of [table.delimiter, ...table.rows].entries()) {
    const cells = index === 0 ? [] : (content[index - 1 - row] ?? []);
    const old = segmentsOf(table, line);
    const needed = index < 2 ? Math.max(columns, old.length) : column + cells.length;
    const segments = cells.length > 0 || index < 2 ? padded(old, needed, index === 0 ? ' --- ' : '  ') : old;
    const next = segments.map((segment, at) => {
      const fresh = at < column ? undefined : cells[at - column];
      return fresh === undefined ? segment : ` ${cellSource(fresh)} `;
    });
    if (next.some((segment, at) => segment !== old[at])) edits.push(...rewriteRow(table, line, next));
  }
  const added = content.slice(Math.max(0, table.rows.length - row));
  const lines = added.map((cells) => {
    const segments = Array.from({ length: width }, (_, at) => {
      const fresh = at < column ? undefined : cells[at - column];
      return fresh === undefined ? '  ' : ` ${cellSource(fresh)} `;
    });
    return `\n${linePrefix(table)}${rowText(segments)}`;
  });
  const end = table.text.length;
  if (lines.length > 0) edits.push({ from: end, to: end, insert: lines.join('') });
  return joined(edits);
}

function blank(length: number): string {
  return ' '.repeat(Math.max(2, length));
}

function rowText(segments: readonly string[]): string {
  return `|${segments.join('|')}|`;
}

/** What stands before a row in its line: indent and quote marks. */
function linePrefix({ text, delimiter }: Table): string {
  return text.slice(delimiter.lineFrom, delimiter.from);
}

/** What stands between the pipes of a row, as if it had pipes at its ends. */
function segmentsOf({ text }: Table, row: TableRow): string[] {
  return row.cells.map(({ start, end }, at) => {
    const first = at === 0 && !row.open ? ' ' : '';
    const last = at === row.cells.length - 1 && !row.close ? ' ' : '';
    return first + text.slice(start, end) + last;
  });
}

function padded(segments: readonly string[], length: number, fill = '  '): string[] {
  return [...segments, ...Array.from({ length: Math.max(0, length - segments.length) }, () => fill)];
}

function rewriteRows(
  table: Table,
  rewrite: (segments: string[], row: TableRow) => string[] | undefined,
): TextEdit[] {
  return inOrder(
    [table.delimiter, ...table.rows].flatMap((row) => {
      const segments = rewrite(segmentsOf(table, row), row);
      return segments ? rewriteRow(table, row, segments) : [];
    }),
  );
}

/** The smallest edit that gives a row other segments. */
function rewriteRow({ text }: Table, row: TableRow, segments: readonly string[]): TextEdit[] {
  const before = text.slice(row.from, row.to);
  const after = rowText(segments);
  if (before === after) return [];
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let end = 0;
  while (end < limit - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const insert = after.slice(start, after.length - end);
  return [{ from: row.from + start, to: row.to - end, insert }];
}

function inOrder(edits: TextEdit[]): TextEdit[] {
  return edits.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** In order, with what is put in at one place as one edit. */
function joined(edits: TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of inOrder(edits)) {
    const last = result.at(-1);
    if (last && last.to === edit.from) {
      result[result.length - 1] = { from: last.from, to: edit.to, insert: last.insert + edit.insert };
    } else result.push(edit);
  }
  return result;
}
