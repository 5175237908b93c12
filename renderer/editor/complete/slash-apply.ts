import { startCompletion } from '@codemirror/autocomplete';
import type { ChangeSpec, EditorState, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { lineBeginning, needsGap } from '../editing/line-beginning.ts';
import type { EditorHost } from '../host.ts';
import { pickFiles } from '../paste/files.ts';
import { putTable, smallTable } from '../table/put-table.ts';
import type { SlashAction } from './slash-table.ts';

/** Do what was chosen in place of `/…`, which stands from `from` to `to`. */
export async function applySlash(
  view: EditorView,
  action: SlashAction,
  from: number,
  to: number,
  host: EditorHost,
): Promise<void> {
  if (action.kind === 'files') {
    view.dispatch({ changes: { from, to }, userEvent: 'input.complete' });
    pickFiles(view);
  } else if (action.kind === 'daily') {
    const found = await host.client.call('daily.link', { source: host.document.path }).catch(host.trouble);
    if (found) putIn(view, textChange(view.state, from, to, found.link));
  } else putIn(view, slashChange(view.state, action, from, to, new Date()));
  if ('suggest' in action && action.suggest) startCompletion(view);
}

function putIn(view: EditorView, spec: TransactionSpec): void {
  view.dispatch({ ...spec, scrollIntoView: true, userEvent: 'input.complete' });
}

type Written = Exclude<SlashAction, { kind: 'files' | 'daily' }>;

/** The change that a command comes to. */
export function slashChange(
  state: EditorState,
  action: Written,
  from: number,
  to: number,
  now: Date,
): TransactionSpec {
  switch (action.kind) {
    case 'line':
      return lineChange(state, action.mark, from, to);
    case 'text':
      return textChange(state, from, to, action.text);
    case 'table':
      return putTable(state, smallTable, { from, to });
    case 'block':
      return blockChange(state, from, to, action.text);
    case 'date':
      return textChange(state, from, to, timeText(now, action.format));
    case 'footnote':
      return footnoteChange(state, from, to);
  }
}

function timeText(now: Date, format: 'date' | 'time'): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return format === 'time'
    ? `${two(now.getHours())}:${two(now.getMinutes())}`
    : `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A line has one such mark: another takes its place. */
function lineChange(state: EditorState, mark: string, from: number, to: number): TransactionSpec {
  const line = state.doc.lineAt(from);
  const [lead = '', indent = ''] =
    /^(\s*(?:>\s?)*)(?:#{1,6}\s+|(?:[-*+]|\d+[.)])\s+(?:\[.\]\s+)?)?/.exec(state.sliceDoc(line.from, from)) ??
    [];
  const start = line.from + indent.length;
  const old = line.from + lead.length;
  const changes: ChangeSpec[] = [{ from: start, to: old, insert: mark }];
  // A space before `/` was there for it alone.
  const space = from > old && state.sliceDoc(from - 1, from) === ' ' && to === line.to ? 1 : 0;
  changes.push({ from: from - space, to });
  return { changes };
}

function textChange(state: EditorState, from: number, to: number, text: string): TransactionSpec {
  const at = text.indexOf('‸');
  const insert = text.replace('‸', '');
  const changes = state.changes({ from, to, insert });
  return { changes, selection: { anchor: from + (at < 0 ? insert.length : at) } };
}

/** In a line that holds nothing else just there, else below it: within the quote or list item that it is in. */
function blockChange(state: EditorState, from: number, to: number, text: string): TransactionSpec {
  const line = state.doc.lineAt(from);
  const before = state.sliceDoc(line.from, from);
  const { head, prefix } = lineBeginning(state, line);
  const rest = state.sliceDoc(to, line.to).trim();
  const gap = `\n${prefix.trimEnd()}`;
  const lead = before.slice(head).trim() === '' ? '' : `${gap}\n${prefix}`;
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : '';
  const tail = rest !== '' ? `${gap}\n${prefix}` : needsGap(next) ? gap : '';
  const trimmed = lead === '' ? from : from - (before.length - before.trimEnd().length);
  const body = text.replaceAll('\n', `\n${prefix}`);
  return textChange(state, trimmed, to, lead + body + tail);
}

/** The next number, and where its text goes, at the end of the note. */
function footnoteChange(state: EditorState, from: number, to: number): TransactionSpec {
  const text = state.doc.toString();
  const used = [...text.matchAll(/\[\^(\d+)\]/g)].map((match) => Number(match[1]));
  const number = Math.max(0, ...used) + 1;
  const end = state.doc.length;
  const last = state.doc.line(state.doc.lines).text;
  const gap = /\n\n$/.test(text) ? '' : last === '' ? '\n' : '\n\n';
  const joined = /^\[\^[^\]]+\]:/.test(lastFilled(state)) ? (last === '' ? '' : '\n') : gap;
  const space = from > 0 && /[ \t]/.test(state.sliceDoc(from - 1, from)) ? 1 : 0;
  const mark = `[^${number}]`;
  const definition = `${joined}${mark}: `;
  const changes = state.changes([
    { from: from - space, to, insert: mark },
    { from: end, insert: definition },
  ]);
  return { changes, selection: { anchor: changes.mapPos(end, 1) } };
}

function lastFilled(state: EditorState): string {
  for (let number = state.doc.lines; number > 0; number--) {
    const { text } = state.doc.line(number);
    if (text.trim() !== '') return text;
  }
  return '';
}
