/** What a line is: a heading of some level, an item of some list, a task, a quote. */
import type { ChangeSpec, EditorState, Line, TransactionSpec } from '@codemirror/state';
import { isVerbatim } from '../complete/where.ts';
import { listLineAt, quoteOf } from './list-line.ts';

/** The lines of the selection, each once; blank ones only where nothing else is selected. */
export function selectedLines(state: EditorState): Line[] {
  const numbers = new Set<number>();
  for (const { from, to } of state.selection.ranges) {
    for (let at = state.doc.lineAt(from).number; at <= state.doc.lineAt(to).number; at++) numbers.add(at);
  }
  const lines = [...numbers].sort((a, b) => a - b).map((at) => state.doc.line(at));
  const filled = lines.filter((line) => line.text.slice(quoteOf(line.text).length).trim() !== '');
  return (filled.length > 0 ? filled : lines).filter(
    (line) => !isVerbatim(state, line.from + quoteOf(line.text).length),
  );
}

const format = (state: EditorState, changes: ChangeSpec[]): TransactionSpec => {
  const set = state.changes(changes);
  return {
    changes: set,
    selection: state.selection.map(set, 1),
    userEvent: 'input.format',
    scrollIntoView: true,
  };
};

/** Give the selected lines this level, 0 for none; where all have it already, take it off. */
export function setHeading(state: EditorState, level: number): TransactionSpec {
  const lines = selectedLines(state);
  const all = lines.every((line) => levelOf(line) === level);
  const marks = all || level === 0 ? '' : `${'#'.repeat(level)} `;
  return format(
    state,
    lines.map((line) => headingChange(line, marks)),
  );
}

/** One level up (-1, towards the title) or down; what is no heading stays as it is. */
export function shiftHeading(state: EditorState, by: 1 | -1): TransactionSpec | undefined {
  const changes = selectedLines(state).flatMap((line) => {
    const level = levelOf(line);
    const next = Math.min(6, Math.max(1, level + by));
    return level === 0 || next === level ? [] : [headingChange(line, `${'#'.repeat(next)} `)];
  });
  return changes.length > 0 ? format(state, changes) : undefined;
}

const headingMarks = /^(?:[ \t]{0,3}>[ \t]?)*[ \t]{0,3}(#{1,6})(?:[ \t]+|$)/;

function levelOf({ text }: Line): number {
  return headingMarks.exec(text)?.[1]?.length ?? 0;
}

function headingChange({ from, text }: Line, insert: string): ChangeSpec {
  const start = quoteOf(text).length;
  const old = headingMarks.exec(text)?.[0].length ?? start;
  return { from: from + start, to: from + old, insert };
}

export type ListKind = 'bullet' | 'number' | 'task';

/** Make list items of one kind of the selected lines; where all are that already, make them plain text. */
export function setList(state: EditorState, kind: ListKind): TransactionSpec {
  const lines = selectedLines(state);
  const off = lines.every((line) => kindOf(state, line) === kind);
  const counts = new Map<number, number>();
  return format(
    state,
    lines.map((line) => {
      const item = listLineAt(state, line);
      const quote = quoteOf(line.text);
      const indent = item?.indent ?? /^[ \t]*/.exec(line.text.slice(quote.length))?.[0] ?? '';
      const start = quote.length + indent.length;
      const heading = item ? 0 : (/^#{1,6}[ \t]+/.exec(line.text.slice(start))?.[0].length ?? 0);
      const count = (counts.get(indent.length) ?? 0) + 1;
      counts.set(indent.length, count);
      const mark = off ? '' : { bullet: '- ', number: `${count}. `, task: '- [ ] ' }[kind];
      return { from: line.from + start, to: line.from + (item?.head ?? start + heading), insert: mark };
    }),
  );
}

function kindOf(state: EditorState, line: Line): ListKind | undefined {
  const item = listLineAt(state, line);
  if (!item) return undefined;
  if (item.status !== undefined) return 'task';
  return item.number === undefined ? 'bullet' : 'number';
}

/** Put the selected lines in a quote, or take them out of their innermost one. */
export function toggleQuote(state: EditorState): TransactionSpec {
  const lines = state.selection.ranges.flatMap(({ from, to }) => {
    const first = state.doc.lineAt(from).number;
    return Array.from({ length: state.doc.lineAt(to).number - first + 1 }, (_, at) =>
      state.doc.line(first + at),
    );
  });
  const off = lines.every(({ text }) => /^[ \t]{0,3}>/.test(text));
  return format(
    state,
    lines.map(({ from, text }) => {
      const old = /^[ \t]{0,3}>[ \t]?/.exec(text)?.[0].length ?? 0;
      return off ? { from, to: from + old } : { from, insert: '> ' };
    }),
  );
}

/** Each selected line one step on: text or an item, then a task, then a task that is done, then an item again. */
export function cycleTask(state: EditorState): TransactionSpec {
  return format(
    state,
    selectedLines(state).map((line) => {
      const item = listLineAt(state, line);
      const end = line.from + (item?.head ?? 0);
      if (!item) {
        const start =
          line.from + quoteOf(line.text).length + leading(line.text.slice(quoteOf(line.text).length));
        return { from: start, insert: '- [ ] ' };
      }
      if (item.status === undefined) return { from: end, insert: '[ ] ' };
      const box = line.text.slice(0, item.head).lastIndexOf('[');
      if (item.status === ' ') return { from: line.from + box + 1, to: line.from + box + 2, insert: 'x' };
      return { from: line.from + box, to: end };
    }),
  );
}

function leading(text: string): number {
  return text.length - text.trimStart().length;
}
