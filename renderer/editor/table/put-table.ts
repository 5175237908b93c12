import type { EditorState, Line, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { readTable } from '../../../shared/note/table/table.ts';
import { cellSelection } from './cells.ts';
import { tableStep } from './operations.ts';
import { showSource } from './tables.ts';

/** A small table at the cursor, on a line of its own. */
export function insertTable(view: EditorView): boolean {
  if (view.state.readOnly) return false;
  view.dispatch(putTable(view.state, '|     |     |\n| --- | --- |\n|     |     |'));
  return true;
}

/** Whether the selection is in a line that holds nothing, or nothing but marks of quotes and of a list item. */
export function isOnEmptyLine(state: EditorState): boolean {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  return to <= line.to && marksOf(line.text)[0].length === line.length;
}

/** Put a table, given as its source, in place of the selection: in the quote or list item that it is in. */
export function putTable(state: EditorState, source: string): TransactionSpec {
  const { main } = state.selection;
  const first = state.doc.lineAt(main.from);
  const last = state.doc.lineAt(main.to);
  const { head, prefix, item } = beginning(state, first);
  const empty = first.text.slice(head, main.from - first.from).trim() === '';
  const from = empty ? first.from + (item ? head : 0) : main.from;
  const rest = state.sliceDoc(main.to, last.to).trim();
  const gap = `\n${prefix.trimEnd()}`;
  const above = first.number > 1 ? state.doc.line(first.number - 1).text : '';
  const below = last.number < state.doc.lines ? state.doc.line(last.number + 1).text : 'none';
  let lead = `${gap}\n${prefix}`;
  if (empty) lead = item ? '' : isBlank(above) ? prefix : `${lead.slice(1)}`;
  const tail = rest ? `${gap}\n${prefix}` : isBlank(below) ? '' : gap;
  const text = source.replaceAll('\n', `\n${prefix}`);
  const start = from + lead.length;
  const table = readTable(text);
  const cell = table && cellSelection(table, start, { row: 0, column: 0 }, 'start');
  return {
    changes: { from, to: rest ? main.to : last.to, insert: lead + text + tail },
    selection: cell?.selection,
    effects: showSource.of({ pos: start, source: false }),
    scrollIntoView: true,
    ...tableStep,
  };
}

/** What stands before the text of a line in a quote or list item, and what has to on further lines of the same. */
function beginning(state: EditorState, line: Line): { head: number; prefix: string; item: boolean } {
  const [head, quotes] = marksOf(line.text);
  const item = head.length > quotes.length;
  if (item || quotes.includes('>') || head.length < line.length) {
    return { head: head.length, prefix: quotes + ' '.repeat(head.length - quotes.length), item };
  }
  // Spaces of an empty line belong to a list item above, or to nothing.
  let { number } = line;
  while (number > 1 && isBlank(state.doc.line(number).text)) number--;
  const [above] = marksOf(state.doc.line(number).text);
  return { head: head.length, prefix: head.slice(0, above.length), item };
}

function marksOf(text: string): [head: string, quotes: string] {
  const found = /^((?:[ \t]|>)*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/.exec(text);
  return [found?.[0] ?? '', found?.[1] ?? ''];
}

function isBlank(text: string): boolean {
  return /^[ \t>]*$/.test(text);
}
