/** A numbered list that counted before a change counts after it. */
import { type ChangeSpec, EditorState, type Extension, type Text, type Transaction } from '@codemirror/state';
import { numberedRun, readListLine } from './list-line.ts';

const numberOf = (doc: Text, line: number) => readListLine(doc.line(line).text)?.number ?? 0;

/** The first number of a list whose numbers go up by one; undefined for one that counts otherwise: `1. 1. 1.`. */
function countsFrom(doc: Text, run: readonly number[]): number | undefined {
  const [first] = run;
  if (first === undefined) return undefined;
  const start = numberOf(doc, first);
  return run.every((line, index) => numberOf(doc, line) === start + index) ? start : undefined;
}

/**
 * What is to be changed in the text after a transaction so that its lists go on counting. Lists that did not count
 * before are left alone, and so is a number that is typed by hand.
 */
export function renumbering(tr: Transaction, tabSize: number): ChangeSpec[] {
  const { newDoc: doc } = tr;
  const old = tr.startState.doc;
  const seen = new Set<number>();
  const changes: ChangeSpec[] = [];

  /** Where the list began to count, by its items that the transaction left where they were. */
  function startOf(run: readonly number[], touched: (line: number) => boolean): number | undefined {
    for (const line of run) {
      if (touched(line)) continue;
      const at = tr.changes.invertedDesc.mapPos(doc.line(line).from, 1);
      return countsFrom(old, numberedRun(old, old.lineAt(at).number, tabSize));
    }
    // Lines that changed places lie where others of their list lay.
    const [first] = run;
    if (tr.isUserEvent('move') && first !== undefined)
      return countsFrom(old, numberedRun(old, first, tabSize));
    return tr.isUserEvent('input.indent') || tr.isUserEvent('delete.dedent') ? 1 : undefined;
  }

  tr.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    const first = doc.lineAt(fromB).number;
    const last = doc.lineAt(toB).number;
    const touched = (line: number) =>
      line >= first && line <= last && !(line === last && doc.line(line).from === toB);
    for (let line = Math.max(1, first - 1); line <= Math.min(doc.lines, last + 1); line++) {
      if (seen.has(line)) continue;
      const run = numberedRun(doc, line, tabSize);
      for (const one of run) seen.add(one);
      const start = run.length === 0 ? undefined : startOf(run, touched);
      if (start === undefined) continue;
      run.forEach((one, index) => {
        const change = numberChange(doc, one, start + index);
        if (change) changes.push(change);
      });
    }
  });
  return changes;
}

function numberChange(doc: Text, line: number, number: number): ChangeSpec | undefined {
  const { from, text } = doc.line(line);
  const item = readListLine(text);
  if (item?.number === undefined || item.number === number) return undefined;
  const start = from + item.quote.length + item.indent.length;
  const { length } = /^\d+/.exec(text.slice(start - from))?.[0] ?? '';
  return { from: start, to: start + length, insert: String(number) };
}

const reshaping = ['input.indent', 'input.list', 'delete.dedent', 'move'];

/** Whether lines came, went, moved or changed their depth, by a person's hand. */
function reshapes(tr: Transaction): boolean {
  if (!tr.docChanged) return false;
  if (reshaping.some((event) => tr.isUserEvent(event))) return true;
  if (!tr.isUserEvent('input') && !tr.isUserEvent('delete')) return false;
  return !tr.isUserEvent('input.type.compose') && changesLines(tr);
}

function changesLines({ changes, startState }: Transaction): boolean {
  let found = false;
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    found ||= inserted.lines > 1 || startState.doc.lineAt(fromA).to < toA;
  });
  return found;
}

export function renumberedLists(): Extension {
  return EditorState.transactionFilter.of((tr) => {
    if (!reshapes(tr)) return tr;
    const changes = renumbering(tr, tr.startState.tabSize);
    return changes.length === 0 ? tr : [tr, { changes, sequential: true }];
  });
}
