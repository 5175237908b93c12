/** What is looked for in a note, and the query of CodeMirror's search that it comes to. */
import { SearchQuery } from '@codemirror/search';
import type { EditorState } from '@codemirror/state';
import type { Span } from '../../../shared/note/facts.ts';
import { hasCjk, wordBoundsAt } from '../../../shared/text/word-bounds.ts';
import { bodyStart } from '../front-matter.ts';

export interface Find {
  text: string;
  replacement: string;
  regexp: boolean;
  matchCase: boolean;
  wholeWord: boolean;
  /** Only within these; undefined for the whole note. */
  within: readonly Span[] | undefined;
  /** Whether the line for the replacement is shown. */
  replacing: boolean;
}

export const nothingToFind: Find = {
  text: '',
  replacement: '',
  regexp: false,
  matchCase: false,
  wholeWord: false,
  within: undefined,
  replacing: false,
};

/**
 * A plain text is found in either width unless case matters: `（` by `(`, `Ｋ８ｓ` by `k8s`. Front matter that stands above
 * the text as a table is out of reach of the cursor, and of this.
 */
export function findQuery(find: Find): SearchQuery {
  const { text, replacement, regexp, matchCase, wholeWord, within } = find;
  const folded = !regexp && !matchCase;
  const test = (match: string, state: EditorState, from: number, to: number) =>
    from >= bodyStart(state) &&
    (!wholeWord || isWhole(state, match, from, to)) &&
    (within?.some((span) => span.from <= from && to <= span.to) ?? true);
  return new SearchQuery({
    search: folded ? widthPattern(text) : text,
    regexp: folded || regexp,
    caseSensitive: matchCase,
    literal: !regexp,
    replace: folded ? replacement.replaceAll('$', '$$$$') : replacement,
    test,
  });
}

/** A pattern that takes each character in its full and its half width. */
export function widthPattern(text: string): string {
  return [...text].map(eitherWidth).join('');
}

const distance = 0xfee0;

function eitherWidth(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x20 || code === 0x3000) return '[ \u3000]';
  const narrow = code >= 0xff01 && code <= 0xff5e ? code - distance : code;
  if (narrow < 0x21 || narrow > 0x7e) return char;
  return `[${escaped(String.fromCodePoint(narrow))}${String.fromCodePoint(narrow + distance)}]`;
}

const escaped = (char: string) => (/[\\\]^-]/.test(char) ? `\\${char}` : char);

/** Whether a match begins and ends where a word does; Chinese is cut into its words. */
function isWhole(state: EditorState, match: string, from: number, to: number): boolean {
  if (match === '') return false;
  return edge(state, from, 'from') && edge(state, to, 'to');
}

function edge(state: EditorState, pos: number, side: 'from' | 'to'): boolean {
  const line = state.doc.lineAt(pos);
  const at = pos - line.from;
  const inside = line.text.slice(side === 'from' ? at : at - 1, side === 'from' ? at + 1 : at);
  const outside = line.text.slice(side === 'from' ? at - 1 : at, side === 'from' ? at : at + 1);
  if (!/[\p{L}\p{N}_]/u.test(inside) || !/[\p{L}\p{N}_]/u.test(outside)) return true;
  if (!hasCjk(inside) && !hasCjk(outside)) return false;
  return wordBoundsAt(line.text, side === 'from' ? at : at - 1)[side] === at;
}

export interface Count {
  /** Matches, no more than `most`. */
  all: number;
  /** Which of them is selected, from 1; 0 for none. */
  current: number;
}

/** More than these are not counted. */
export const most = 9999;

/** How many matches there are, and which of them is selected. */
export function countMatches(state: EditorState, query: SearchQuery): Count {
  const count = { all: 0, current: 0 };
  if (!query.valid) return count;
  const { from, to } = state.selection.main;
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && count.all < most; next = cursor.next()) {
    count.all++;
    if (next.value.from === from && next.value.to === to) count.current = count.all;
  }
  return count;
}
