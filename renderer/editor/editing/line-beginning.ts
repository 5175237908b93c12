import type { EditorState, Line } from '@codemirror/state';

export interface LineBeginning {
  /** Characters of the marks. */
  head: number;
  /** What further lines of the same quote or item begin with. */
  prefix: string;
  /** Whether a list item begins on the line. */
  item: boolean;
}

/** What stands before the text of a line in a quote or list item, and what has to on further lines of the same. */
export function lineBeginning(state: EditorState, line: Line): LineBeginning {
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

/** The marks of quotes and of one list item at the start of a line, and those of the quotes alone. */
export function marksOf(text: string): [head: string, quotes: string] {
  const found = /^((?:[ \t]|>)*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/.exec(text);
  return [found?.[0] ?? '', found?.[1] ?? ''];
}

/** Whether a line ends a paragraph: nothing stands on it, or nothing but marks of quotes. */
export function isBlank(text: string): boolean {
  return /^[ \t>]*$/.test(text);
}

/** Whether a block that ends on the line above needs an empty line before this one. */
export function needsGap(text: string | undefined): boolean {
  if (text === undefined) return true;
  const [head, quotes] = marksOf(text);
  return !isBlank(text) && head.length === quotes.length;
}
