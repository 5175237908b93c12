import type { TextEdit } from '../../text/edit.ts';
import { plainCellSource } from './content.ts';
import { type Align, cellCount, cellText, columnCount, type Table } from './table.ts';
import { displayWidth } from './width.ts';

/** Columns wider than this do not make every row as wide. */
const widest = 60;

/** Write a table so that its source reads as one: columns of one width, where Chinese characters count for two. */
export function formatTable(table: Table): TextEdit[] {
  const columns = cellCount(table);
  const content = table.rows.map((row) => row.cells.map((cell) => cellText(table, cell)));
  const aligns = Array.from({ length: columns }, (_, at) => table.aligns[at] ?? 'none');
  const widths = columnWidths(content, columns);
  const prefix = table.text.slice(table.delimiter.lineFrom, table.delimiter.from);
  const lines = content.map((cells, index) => {
    const length = index === 0 ? columnCount(table) : Math.max(columnCount(table), cells.length);
    return rowLine(cells, widths, aligns, length);
  });
  lines.splice(1, 0, delimiterLine(widths.slice(0, columnCount(table)), aligns));
  const text = lines.map((line) => prefix + line).join('\n');
  return text === table.text ? [] : [{ from: 0, to: table.text.length, insert: text }];
}

/** A new table; the first row is its head. Cells are texts from elsewhere, no Markdown. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const content = rows.map((row) => row.map(plainCellSource));
  const widths = columnWidths(content, columns);
  const aligns: Align[] = widths.map(() => 'none');
  const lines = content.map((cells) => rowLine(cells, widths, aligns, columns));
  lines.splice(1, 0, delimiterLine(widths, aligns));
  return lines.join('\n');
}

function columnWidths(content: readonly (readonly string[])[], columns: number): number[] {
  return Array.from({ length: columns }, (_, at) =>
    Math.min(widest, Math.max(3, ...content.map((cells) => displayWidth(cells[at] ?? '')))),
  );
}

function rowLine(
  cells: readonly string[],
  widths: readonly number[],
  aligns: readonly Align[],
  length: number,
): string {
  const padded = Array.from({ length }, (_, at) =>
    pad(cells[at] ?? '', widths[at] ?? 3, aligns[at] ?? 'none'),
  );
  return `| ${padded.join(' | ')} |`;
}

function delimiterLine(widths: readonly number[], aligns: readonly Align[]): string {
  const cells = widths.map((width, at) => {
    const align = aligns[at] ?? 'none';
    const left = align === 'left' || align === 'center' ? ':' : '-';
    const right = align === 'right' || align === 'center' ? ':' : '-';
    return left + '-'.repeat(Math.max(1, width - 2)) + right;
  });
  return `| ${cells.join(' | ')} |`;
}

function pad(text: string, width: number, align: Align): string {
  const space = Math.max(0, width - displayWidth(text));
  if (align === 'right') return ' '.repeat(space) + text;
  if (align !== 'center') return text + ' '.repeat(space);
  const left = Math.floor(space / 2);
  return ' '.repeat(left) + text + ' '.repeat(space - left);
}
