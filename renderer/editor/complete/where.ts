import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** What is typed of something that can be completed, and where it begins. */
export interface Open {
  from: number;
  query: string;
}

const verbatim =
  /^(?:FencedCode|CodeBlock|InlineCode|InlineMath|BlockMath|FrontMatter|Comment|CommentBlock|PercentComment)$/;

/** The nearest node around the text before `pos` whose name matches. */
export function nodeAround(state: EditorState, pos: number, name: RegExp): SyntaxNode | undefined {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, -1);
  while (node && !name.test(node.name)) node = node.parent;
  return node ?? undefined;
}

/** Whether a place is in code, math, a comment or front matter. */
export function isVerbatim(state: EditorState, pos: number): boolean {
  return nodeAround(state, pos, verbatim) !== undefined;
}

export function isInTable(state: EditorState, pos: number): boolean {
  return nodeAround(state, pos, /^Table$/) !== undefined;
}

/** `[[` (or `【【`) before `pos` on its line, not closed yet and not in code. */
export function openLinkAt(state: EditorState, pos: number): Open | undefined {
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const start = Math.max(before.lastIndexOf('[['), before.lastIndexOf('【【'));
  if (start < 0) return undefined;
  const query = before.slice(start + 2);
  if (/\]\]|[|\n]/.test(query) || isVerbatim(state, line.from + start + 1)) return undefined;
  return { from: line.from + start + 2, query };
}

/** `#` and what is typed of a tag before `pos`. */
export function openTagAt(state: EditorState, pos: number): Open | undefined {
  const query = typedBefore(state, pos, /(?:^|\s)#([\p{L}\p{M}\p{N}_/-]*)$/u);
  if (query === undefined || isVerbatim(state, pos)) return undefined;
  return { from: pos - query.length, query };
}

/** What the last group of a pattern matches at the end of the line before `pos`. */
export function typedBefore(state: EditorState, pos: number, pattern: RegExp): string | undefined {
  const line = state.doc.lineAt(pos);
  return pattern.exec(state.sliceDoc(Math.max(line.from, pos - 200), pos))?.at(-1);
}
