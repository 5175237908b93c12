import type { EditorState, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { readTable } from '../../../shared/note/table/table.ts';
import { isBlank, lineBeginning, marksOf, needsGap } from '../editing/line-beginning.ts';
import { cellSelection } from './cells.ts';
import { tableStep } from './operations.ts';
import { showSource } from './tables.ts';

export const smallTable = '|     |     |\n| --- | --- |\n|     |     |';

/** A small table at the cursor, on a line of its own. */
export function insertTable(view: EditorView): boolean {
  if (view.state.readOnly) return false;
  view.dispatch(putTable(view.state, smallTable));
  return true;
}

/** Whether the selection is in a line that holds nothing, or nothing but marks of quotes and of a list item. */
export function isOnEmptyLine(state: EditorState): boolean {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  return to <= line.to && marksOf(line.text)[0].length === line.length;
}

/** Put a table, given as its source, in place of the selection, or of `main`: in the quote or list item around it. */
export function putTable(
  state: EditorState,
  source: string,
  main: Span = state.selection.main,
): TransactionSpec {
  const first = state.doc.lineAt(main.from);
  const last = state.doc.lineAt(main.to);
  const { head, prefix, item } = lineBeginning(state, first);
  const empty = first.text.slice(head, main.from - first.from).trim() === '';
  const filled = first.text.slice(0, main.from - first.from).trimEnd().length;
  const from = first.from + (empty ? (item ? head : 0) : filled);
  const rest = state.sliceDoc(main.to, last.to).trim();
  const gap = `\n${prefix.trimEnd()}`;
  const above = first.number > 1 ? state.doc.line(first.number - 1).text : '';
  const below = last.number < state.doc.lines ? state.doc.line(last.number + 1).text : undefined;
  let lead = `${gap}\n${prefix}`;
  if (empty) lead = item ? '' : isBlank(above) ? prefix : `${lead.slice(1)}`;
  const tail = rest ? `${gap}\n${prefix}` : needsGap(below) ? gap : '';
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
