export type Align = 'left' | 'right';

export interface Column<Row> {
  title: string;
  align?: Align;
  /** Text of a cell; undefined shows as a dash. */
  cell(row: Row): string | undefined;
}

/** Rows as lines of plain text under a title; columns that no row has a value for are left out. */
export function renderTable<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  const filled = columns.filter((column) => rows.some((row) => column.cell(row) !== undefined));
  const cells = rows.map((row) => filled.map((column) => column.cell(row) ?? '-'));
  const widths = filled.map((column, at) =>
    Math.max(column.title.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => pad(text, widths[at] ?? 0, filled[at]?.align ?? 'right'))
      .join('  ')
      .trimEnd();
  return [title, line(filled.map((column) => column.title)), ...cells.map(line)].join('\n');
}

function pad(text: string, width: number, align: Align): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width);
}
