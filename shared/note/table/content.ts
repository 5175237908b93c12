import { applyEdits, type TextEdit } from '../../text/edit.ts';

/** What makes a text the content of a cell: line breaks become `<br>`, and a pipe that would end the cell is escaped. */
export function cellFixes(text: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { 0: found, index } of text.matchAll(/\\[^\r\n]|\r\n?|\n|\|/g)) {
    if (found === '|') edits.push({ from: index, to: index, insert: '\\' });
    else if (found[0] !== '\\') edits.push({ from: index, to: index + found.length, insert: '<br>' });
  }
  return edits;
}

export function cellSource(text: string): string {
  return applyEdits(text, cellFixes(text));
}

/** A text from elsewhere, that is no Markdown: a backslash before a pipe is meant as one. */
export function plainCellSource(text: string): string {
  return cellSource(text.trim().replace(/\\+(?=\|)/g, '$&$&'));
}

/**
 * Rows and cells of what spreadsheets copy: tabs between cells, and cells that hold a tab, a line break or a quote
 * in quotes. Undefined where it is no table: a single cell, or rows that differ in length.
 */
export function readTabbed(text: string): string[][] | undefined {
  if (!text.includes('\t')) return undefined;
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/y;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  let row: string[] = [];
  for (;;) {
    const match = cell.exec(source);
    if (!match) return undefined;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '\t') continue;
    rows.push(row);
    row = [];
    if (match[3] === '') break;
  }
  const width = rows[0]?.length ?? 0;
  return width > 1 && rows.every((each) => each.length === width) ? rows : undefined;
}
