/** A line of a list as it stands in the text, and what belongs to it; read from lines alone, without the tree. */
import { countColumn, type EditorState, type Line, type Text } from '@codemirror/state';
import { isVerbatim } from '../complete/where.ts';

export interface ListLine {
  /** Marks of the quotes that the line stands in, with the space after them. */
  quote: string;
  indent: string;
  /** `-`, `*`, `+`, or the sign after a number. */
  sign: string;
  /** Undefined for a bullet. */
  number: number | undefined;
  /** Between mark and text. */
  space: string;
  /** What stands in the box of a task. */
  status: string | undefined;
  /** Characters before the text: quote, indent, mark, box. */
  head: number;
}

const shape =
  /^((?:[ \t]{0,3}>[ \t]?)*)([ \t]*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+|$)(?:\[(.)\](?:[ \t]+|$))?/u;
const quoteMarks = /^(?:[ \t]{0,3}>[ \t]?)*/;
const thematicBreak = /^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$/;

/** The parts of a line that begins a list item; undefined where it begins none. Code is not known here. */
export function readListLine(text: string): ListLine | undefined {
  const found = shape.exec(text);
  if (!found || thematicBreak.test(text)) return undefined;
  const [all, quote = '', indent = '', bullet, number, sign = '', space = '', status] = found;
  return {
    quote,
    indent,
    sign: bullet ?? sign,
    number: number === undefined ? undefined : Number(number),
    space,
    status,
    head: all.length,
  };
}

/** The same, undefined in code and front matter too. */
export function listLineAt(state: EditorState, line: Line): ListLine | undefined {
  const found = readListLine(line.text);
  return found && !isVerbatim(state, line.from + found.quote.length + found.indent.length)
    ? found
    : undefined;
}

/** The marks of quotes at the start of a line. */
export function quoteOf(text: string): string {
  return quoteMarks.exec(text)?.[0] ?? '';
}

/** How deep a line stands in its quote. */
export interface Depth {
  /** How many quotes. */
  quotes: number;
  /** Columns of space after them. */
  column: number;
  blank: boolean;
}

/** Where the text of a line begins, tabs counted as `tabSize` columns. */
export function depthOf(text: string, tabSize: number): Depth {
  const quote = quoteOf(text);
  const rest = text.slice(quote.length);
  const space = /^[ \t]*/.exec(rest)?.[0] ?? '';
  return {
    quotes: quote.split('>').length - 1,
    column: countColumn(space, tabSize),
    blank: space.length === rest.length,
  };
}

/** Lists are followed no further than this many lines. */
const farthest = 5000;

/** The number of the last line that belongs to the item at line `number`: what stands further in, below it. */
export function itemEnd(doc: Text, number: number, tabSize: number): number {
  const own = depthOf(doc.line(number).text, tabSize);
  let last = number;
  for (let at = number + 1; at <= Math.min(doc.lines, number + farthest); at++) {
    const depth = depthOf(doc.line(at).text, tabSize);
    if (depth.blank && depth.quotes <= own.quotes) continue;
    if (depth.quotes !== own.quotes || depth.column <= own.column) break;
    last = at;
  }
  return last;
}

/** The line of the item that stands beside the one at `number`, in its list; undefined where it is the last. */
export function siblingOf(doc: Text, number: number, way: 1 | -1, tabSize: number): number | undefined {
  const own = depthOf(doc.line(number).text, tabSize);
  const limit = way > 0 ? Math.min(doc.lines, number + farthest) : Math.max(1, number - farthest);
  for (let at = number + way; way > 0 ? at <= limit : at >= limit; at += way) {
    const { text } = doc.line(at);
    const depth = depthOf(text, tabSize);
    if (depth.blank && depth.quotes === own.quotes) continue;
    if (depth.quotes !== own.quotes || depth.column < own.column) return undefined;
    if (depth.column > own.column) continue;
    return readListLine(text) ? at : undefined;
  }
  return undefined;
}

/** The line of the item that holds the one at `number`. */
export function parentOf(doc: Text, number: number, tabSize: number): number | undefined {
  const own = depthOf(doc.line(number).text, tabSize);
  for (let at = number - 1; at >= Math.max(1, number - farthest); at--) {
    const { text } = doc.line(at);
    const depth = depthOf(text, tabSize);
    if (depth.blank && depth.quotes === own.quotes) continue;
    if (depth.quotes !== own.quotes) return undefined;
    if (depth.column >= own.column) continue;
    return readListLine(text) ? at : undefined;
  }
  return undefined;
}

/** The numbered items of the list that holds the one at line `number`, by their lines, in order. */
export function numberedRun(doc: Text, number: number, tabSize: number): number[] {
  const sign = readListLine(doc.line(number).text);
  if (sign?.number === undefined) return [];
  const run = [number];
  for (const way of [-1, 1] as const) {
    let at = siblingOf(doc, number, way, tabSize);
    while (at !== undefined) {
      const item = readListLine(doc.line(at).text);
      if (item?.number === undefined || item.sign !== sign.sign) break;
      if (way < 0) run.unshift(at);
      else run.push(at);
      at = siblingOf(doc, at, way, tabSize);
    }
  }
  return run;
}
