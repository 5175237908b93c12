/** What Enter does in lists and quotes: the next line begins as this one does. */
import {
  EditorSelection,
  type EditorState,
  type Line,
  type SelectionRange,
  type TransactionSpec,
} from '@codemirror/state';
import { isVerbatim, nodeAround } from '../complete/where.ts';
import { type ListLine, listLineAt, parentOf, quoteOf, siblingOf } from './list-line.ts';

interface LineChange {
  from: number;
  to: number;
  insert: string;
}

/**
 * Go on with the list, task or quote that each cursor stands in. An empty item moves a level out, and at the outermost
 * ends its list; an empty line of a quote ends the quote; what is written then is a paragraph of its own. Undefined
 * where no cursor is in any of these.
 */
export function continueLine(state: EditorState): TransactionSpec | undefined {
  return lineBreak(state, nextLine);
}

/** A further line of the same item or quote: no mark, its text below that of the first line. */
export function continueItem(state: EditorState): TransactionSpec | undefined {
  return lineBreak(state, (state, range) => {
    const line = state.doc.lineAt(range.from);
    const item = listLineAt(state, line);
    if (!item || range.from < line.from + item.head) return undefined;
    const width = markOf(item).length + item.space.length;
    return broken(state, range, item.quote + item.indent + ' '.repeat(width));
  });
}

function lineBreak(
  state: EditorState,
  change: (state: EditorState, range: SelectionRange) => LineChange | undefined,
): TransactionSpec | undefined {
  let found = false;
  const spec = state.changeByRange((range) => {
    const own = change(state, range);
    found ||= own !== undefined;
    const made = own ?? { from: range.from, to: range.to, insert: state.lineBreak };
    return { changes: made, range: EditorSelection.cursor(made.from + made.insert.length) };
  });
  return found ? { ...spec, scrollIntoView: true, userEvent: 'input.list' } : undefined;
}

function nextLine(state: EditorState, range: SelectionRange): LineChange | undefined {
  const line = state.doc.lineAt(range.from);
  const item = listLineAt(state, line);
  if (item) {
    if (range.from < line.from + item.head) return undefined;
    if (range.empty && line.text.slice(item.head).trim() === '') return endItem(state, line.number, item);
    const box = item.status === undefined ? '' : '[ ] ';
    return broken(
      state,
      range,
      `${item.quote}${item.indent}${nextMark(state, line.number, item)}${item.space || ' '}${box}`,
    );
  }
  const quote = quoteOf(line.text);
  if (isVerbatim(state, range.from) || range.from < line.from + quote.length) return undefined;
  const rest = line.text.slice(quote.length);
  if (quote && rest.trim() === '' && range.empty) return left(state, line, outerQuote(quote));
  const indent = /^[ \t]*/.exec(rest)?.[0] ?? '';
  const inside = quote || (indent && parentOf(state.doc, line.number, state.tabSize) !== undefined);
  return inside && range.from >= line.from + quote.length + indent.length
    ? broken(state, range, quote + indent)
    : undefined;
}

/** The break itself takes the place of the space around it. */
function broken(state: EditorState, range: SelectionRange, start: string): LineChange {
  const line = state.doc.lineAt(range.to);
  const after = state.sliceDoc(range.to, line.to);
  const to = range.to + (after.trim() === '' ? 0 : after.length - after.trimStart().length);
  return { from: range.from, to, insert: state.lineBreak + start };
}

const markOf = ({ number, sign }: ListLine) => (number === undefined ? sign : `${number}${sign}`);

/** Items that all have one number get that number. */
function nextMark(state: EditorState, line: number, item: ListLine): string {
  if (item.number === undefined) return item.sign;
  const beside = [-1, 1].map((way) => siblingOf(state.doc, line, way as 1 | -1, state.tabSize));
  const same = beside.some(
    (at) => at !== undefined && listLineAt(state, state.doc.line(at))?.number === item.number,
  );
  return `${same ? item.number : item.number + 1}${item.sign}`;
}

function endItem(state: EditorState, number: number, item: ListLine): LineChange {
  const line = state.doc.line(number);
  const parent = parentOf(state.doc, number, state.tabSize);
  const above = parent === undefined ? undefined : listLineAt(state, state.doc.line(parent));
  if (parent === undefined || !above) return left(state, line, item.quote);
  const box = item.status === undefined ? '' : '[ ] ';
  const insert = `${above.quote}${above.indent}${nextMark(state, parent, above)}${above.space || ' '}${box}`;
  return { from: line.from, to: line.to, insert };
}

/**
 * An empty line of a list or quote gives way to one that begins with `start`. Right below a paragraph, what is written
 * there would still be a part of it: a blank line comes between.
 */
function left(state: EditorState, line: Line, start: string): LineChange {
  const above = line.number > 1 ? state.doc.line(line.number - 1) : undefined;
  const text = above && nodeAround(state, above.to, /^(?:Paragraph|Task)$/) !== undefined;
  return { from: line.from, to: line.to, insert: text ? start + state.lineBreak + start : start };
}

/** A quote without its innermost mark. */
function outerQuote(quote: string): string {
  return quote.slice(0, quote.lastIndexOf('>'));
}
