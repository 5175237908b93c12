import type { EditorState } from '@codemirror/state';
import { documentHeadings, headingAt } from '../headings.ts';

/** A part of the text: lines and columns from 1, and what it may be called. */
export interface TextPart {
  from: { line: number; column: number };
  to: { line: number; column: number };
  name: string;
}

/** What is selected, or the section that the cursor stands in; undefined where there is none. */
export function textPart(state: EditorState, which: 'selection' | 'section'): TextPart | undefined {
  const { from, to } =
    which === 'selection' ? state.selection.main : (section(state) ?? state.selection.main);
  if (from === to) return undefined;
  return {
    from: place(state, from),
    to: place(state, to),
    name: nameOf(state.sliceDoc(from, Math.min(to, from + 2000))),
  };
}

/** The line of the cursor and its text; undefined where nothing stands on it. */
export function cursorLine(state: EditorState): { line: number; text: string } | undefined {
  const { number, text } = state.doc.lineAt(state.selection.main.head);
  return text.trim() === '' ? undefined : { line: number, text };
}

function section(state: EditorState): { from: number; to: number } | undefined {
  const heading = headingAt(state);
  if (!heading) return undefined;
  const next = documentHeadings(state).find(
    ({ from, level }) => from > heading.from && level <= heading.level,
  );
  return { from: heading.from, to: next ? next.from - 1 : state.doc.length };
}

function place(state: EditorState, pos: number): { line: number; column: number } {
  const line = state.doc.lineAt(pos);
  return { line: line.number, column: pos - line.from + 1 };
}

const longest = 60;

/** The first line that says something, without marks. */
function nameOf(text: string): string {
  const line = text.split('\n').find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '';
  const plain = line
    .replace(/^[\s>#*+-]*(?:\d+[.)]\s+)?(?:\[.\]\s+)?/u, '')
    .replace(/[\\/:*?"<>|#^[\]`=~]+/g, ' ');
  return plain.replace(/\s+/g, ' ').trim().slice(0, longest).trim();
}

/** The id of the block that ends on the line of the cursor. */
export function blockIdAt(state: EditorState): string | undefined {
  const { text } = state.doc.lineAt(state.selection.main.head);
  return /(?:^|\s)\^([A-Za-z0-9-]+)\s*$/.exec(text)?.[1];
}
