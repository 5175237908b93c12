import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { plainCellSource, readTabbed } from '../../../shared/note/table/content.ts';
import { tableOf } from '../../../shared/note/table/format.ts';
import { isVerbatim, openLinkAt } from '../complete/where.ts';
import { inertPage } from '../inert-page.ts';
import { focusedCell } from './cells.ts';
import { fillTable } from './operations.ts';
import { isOnEmptyLine, putTable } from './put-table.ts';

/** The rows of what was copied, where it is a table and nothing else: from a spreadsheet, or a page of the web. */
export function copiedTable(data: DataTransfer): string[][] | undefined {
  const html = data.getData('text/html');
  const rows = html ? htmlTable(html) : undefined;
  if (rows) return rows;
  if (data.types.includes('vscode-editor-data')) return undefined;
  const tabbed = readTabbed(data.getData('text/plain'));
  return tabbed?.some(([first]) => first !== '') ? tabbed : undefined;
}

/** The cells of the one table that a page consists of. Nothing of it is run or loaded: the parsed page is inert. */
export function htmlTable(html: string): string[][] | undefined {
  const page = inertPage(html);
  const tables = page.querySelectorAll('table');
  const table = tables[0];
  if (!table || tables.length > 1) return undefined;
  if (textOf(page) !== textOf(table)) return undefined;
  const rows = [...table.rows].map((row) => [...row.cells].flatMap(cellTexts));
  return rows.some((row) => row.length > 0) ? rows : undefined;
}

function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, '');
}

/** A cell that spans several columns is followed by blank ones. */
function cellTexts(cell: HTMLTableCellElement): string[] {
  for (const end of cell.querySelectorAll('br, p + p, div + div, li + li')) end.before('\n');
  const lines = (cell.textContent ?? '').split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const text = lines.filter(Boolean).join('\n');
  return [text, ...Array.from({ length: Math.min(cell.colSpan, 50) - 1 }, () => '')];
}

/** Pasting a table into a cell of `note` fills the cells from there on. */
export function cellPaste(note: EditorView): Extension {
  return EditorView.domEventHandlers({
    paste(event) {
      const rows = event.clipboardData ? copiedTable(event.clipboardData) : undefined;
      const at = focusedCell(note.state);
      if (!rows || !at || (rows.length === 1 && rows[0]?.length === 1)) return false;
      event.preventDefault();
      const content = rows.map((row) => row.map(plainCellSource));
      fillTable(note, at, content);
      return true;
    },
  });
}

const formatted = /<(?:a\s[^>]*href|b|strong|i|em|s|del|code|pre|img|ul|ol|mark)[\s>]/i;

/** Pasting a table makes one, on lines of its own. One cell is its text, and one row in a line is that of its cells. */
export const pasteTable = EditorView.domEventHandlers({
  paste(event, view) {
    const { state } = view;
    if (!event.clipboardData || state.readOnly || state.selection.ranges.length > 1) return false;
    const { main } = state.selection;
    const verbatim = isVerbatim(state, main.from) || openLinkAt(state, main.from) !== undefined;
    // What is bold or leads somewhere in its cells is read with the pages.
    if (verbatim || formatted.test(event.clipboardData.getData('text/html'))) return false;
    const rows = copiedTable(event.clipboardData);
    if (!rows || (rows.length === 1 && rows[0]?.length === 1)) return false;
    event.preventDefault();
    if (rows.length > 1 || isOnEmptyLine(state)) view.dispatch(putTable(state, tableOf(rows)));
    else view.dispatch(state.replaceSelection(rows[0]?.join(' ') ?? ''), { userEvent: 'input.paste' });
    return true;
  },
});
