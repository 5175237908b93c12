/** Bold, italic, code and the like: put round a word or a selection, or taken off. */
import { syntaxTree } from '@codemirror/language';
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type TransactionSpec,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { chineseWordAt } from '../word-motion.ts';
import { listLineAt, quoteOf } from './list-line.ts';

export interface InlineMark {
  mark: string;
  /** Node of the tree that stands for it. */
  node: string;
  /** Nodes of its marks. */
  markNode: string;
}

export const inlineMarks = {
  bold: { mark: '**', node: 'StrongEmphasis', markNode: 'EmphasisMark' },
  italic: { mark: '*', node: 'Emphasis', markNode: 'EmphasisMark' },
  code: { mark: '`', node: 'InlineCode', markNode: 'CodeMark' },
  highlight: { mark: '==', node: 'Highlight', markNode: 'HighlightMark' },
  strike: { mark: '~~', node: 'Strikethrough', markNode: 'StrikethroughMark' },
  comment: { mark: '%%', node: 'PercentComment', markNode: 'PercentCommentMark' },
} as const satisfies Record<string, InlineMark>;

/** The word at a cursor, by Chinese words too. */
export function wordAround(state: EditorState, pos: number): Span | undefined {
  return chineseWordAt(state, pos, 0) ?? state.wordAt(pos) ?? undefined;
}

/**
 * Put a mark round each selection, or round the word that a cursor stands in; take it off where it is there. Each line
 * of a longer selection gets its own, after the marks of list and quote: emphasis does not go over paragraphs.
 */
export function toggleInline(state: EditorState, kind: InlineMark): TransactionSpec {
  return {
    ...state.changeByRange((range) => toggled(state, range, kind)),
    userEvent: 'input.format',
    scrollIntoView: true,
  };
}

type Toggled = { changes: ChangeSpec; range: SelectionRange };

function toggled(state: EditorState, range: SelectionRange, kind: InlineMark): Toggled {
  const { mark } = kind;
  const empty = emptyPair(state, range, mark);
  if (empty) return { changes: empty, range: EditorSelection.cursor(empty.from) };
  const word = range.empty ? wordAround(state, range.head) : undefined;
  const parts = range.empty ? [word ?? { from: range.head, to: range.head }] : textParts(state, range);
  if (range.empty && !word && !enclosing(state, range, kind)) {
    const changes = added(state, range, mark);
    return { changes, range: EditorSelection.cursor(range.head + mark.length) };
  }
  const marked = parts.map((part) => enclosing(state, part, kind));
  const off = marked.every((one) => one !== undefined);
  const changes = state.changes(
    off
      ? unique(marked.filter((one) => one !== undefined)).flatMap((one) => [one.open, one.close])
      : parts.flatMap((part, index) => (marked[index] ? [] : added(state, part, mark))),
  );
  if (range.empty)
    return {
      changes,
      range: EditorSelection.cursor(changes.mapPos(range.head, word && range.head === word.to ? -1 : 1)),
    };
  const start = parts[0]?.from ?? range.from;
  const end = parts.at(-1)?.to ?? range.to;
  return { changes, range: EditorSelection.range(changes.mapPos(start, 1), changes.mapPos(end, -1)) };
}

/** Code that holds a backtick needs two. */
function added(state: EditorState, { from, to }: Span, mark: string): ChangeSpec[] {
  const text = state.sliceDoc(from, to);
  const wide = mark === '`' && text.includes('`');
  return [
    { from, insert: wide ? '`` ' : mark },
    { from: to, insert: wide ? ' ``' : mark },
  ];
}

/** Marks just put in, with nothing between them yet. */
function emptyPair(state: EditorState, { empty, head }: SelectionRange, mark: string): Span | undefined {
  const { length } = mark;
  if (!empty) return undefined;
  const around = state.sliceDoc(head - length - 1, head + length + 1);
  const [before = '', after = ''] = [around.slice(0, -length - 1), around.slice(-length - 1)];
  const isPair = state.sliceDoc(head - length, head) === mark && state.sliceDoc(head, head + length) === mark;
  if (!isPair || (mark === '*' && before.startsWith('*') && after.endsWith('*'))) return undefined;
  return { from: head - length, to: head + length };
}

interface Marked {
  open: Span;
  close: Span;
}

/** The marks of this kind round a part of the text, or within it where it holds them. */
function enclosing(state: EditorState, part: Span, kind: InlineMark): Marked | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(side > 0 ? part.from : part.to, side);
    for (; node; node = node.parent) {
      if (node.name !== kind.node) continue;
      const marks = marksOf(node, kind);
      const { from, to } = node;
      if (
        marks &&
        ((from <= part.from && part.to <= to) ||
          (part.from <= from && to <= part.to && from - part.from === part.to - to))
      )
        return marks;
    }
  }
  return undefined;
}

function marksOf(node: SyntaxNode, { mark, markNode }: InlineMark): Marked | undefined {
  const [first, ...rest] = node.getChildren(markNode);
  const last = rest.at(-1);
  const length = mark.length;
  const open = first ?? { from: node.from, to: node.from + length };
  const close = last ?? { from: node.to - length, to: node.to };
  return open.to <= close.from
    ? { open: { from: open.from, to: open.to }, close: { from: close.from, to: close.to } }
    : undefined;
}

function unique(marked: readonly Marked[]): Marked[] {
  return [...new Map(marked.map((one) => [one.open.from, one])).values()];
}

/** A selection without the space at its ends, and, over lines, without what each begins with. */
function textParts(state: EditorState, { from, to }: Span): Span[] {
  const { doc } = state;
  const parts: Span[] = [];
  for (let number = doc.lineAt(from).number; number <= doc.lineAt(to).number; number++) {
    const line = doc.line(number);
    const heading = /^#{1,6}[ \t]+/.exec(line.text)?.[0].length;
    const head = listLineAt(state, line)?.head ?? heading ?? quoteOf(line.text).length;
    const start = from > line.from ? from : line.from + head;
    const text = state.sliceDoc(start, Math.min(to, line.to));
    if (text.trim() === '') continue;
    const first = start + text.length - text.trimStart().length;
    parts.push({ from: first, to: first + text.trim().length });
  }
  return parts.length === 0 ? [{ from, to }] : parts;
}

/** Make a link of the selection or the word at the cursor, the cursor where its other half goes; or take a link off. */
export function toggleLink(state: EditorState): TransactionSpec {
  return {
    ...state.changeByRange((range) => linked(state, range)),
    userEvent: 'input.format',
    scrollIntoView: true,
  };
}

function linked(state: EditorState, range: SelectionRange): Toggled {
  const old = linkAround(state, range);
  if (old) {
    const changes = state.changes([
      { from: old.from, to: old.text.from },
      { from: old.text.to, to: old.to },
    ]);
    return {
      changes,
      range: EditorSelection.range(changes.mapPos(range.anchor), changes.mapPos(range.head)),
    };
  }
  const { from, to } = range.empty ? (wordAround(state, range.head) ?? range) : range;
  const text = state.sliceDoc(from, to);
  const isAddress = /^(?:https?:\/\/|mailto:)\S+$/i.test(text);
  const insert = isAddress ? `[](${text})` : `[${text}]()`;
  const cursor = isAddress || text === '' ? from + 1 : from + insert.length - 1;
  return { changes: { from, to, insert }, range: EditorSelection.cursor(cursor) };
}

function linkAround(state: EditorState, { from, to }: Span): (Span & { text: Span }) | undefined {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(from, 1);
  for (; node; node = node.parent) {
    if (node.name !== 'Link' || node.from > from || node.to < to) continue;
    const [open, close] = node.getChildren('LinkMark');
    if (open && close) return { from: node.from, to: node.to, text: { from: open.to, to: close.from } };
  }
  return undefined;
}
