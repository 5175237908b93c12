/** What of a note can be folded: sections under headings, list items, fenced code, front matter. */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

export interface Foldable {
  kind: 'heading' | 'item' | 'code' | 'front';
  /** Of a heading, 1 to 6; of an item, how deep it is, from 1. */
  level: number;
  /** Start of its first line, which stays. */
  line: number;
  /** What is hidden: from the end of that line. */
  from: number;
  to: number;
}

const headingName = /^(?:ATX|Setext)Heading([1-6])$/;

/** What can be folded of the line at `pos`; undefined where nothing can. */
export function foldableAt(state: EditorState, pos: number): Foldable | undefined {
  const line = state.doc.lineAt(pos);
  const start = line.from + line.text.length - line.text.trimStart().length;
  let found: Foldable | undefined;
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(start, 1); node; node = node.parent) {
    if (node.from < line.from) break;
    found = foldableNode(state, node) ?? found;
  }
  return found;
}

/** Everything that can be folded, in order. Parses for at most `budget` milliseconds where the tree is behind. */
export function foldables(state: EditorState, budget = 200): Foldable[] {
  const tree = ensureSyntaxTree(state, state.doc.length, budget) ?? syntaxTree(state);
  const found: Foldable[] = [];
  tree.iterate({
    enter({ node, type }) {
      const one = foldableNode(state, node);
      if (one) found.push(one);
      return type.isTop || /^(?:BulletList|OrderedList|ListItem|Blockquote)$/.test(type.name);
    },
  });
  return found;
}

function foldableNode(state: EditorState, node: SyntaxNode): Foldable | undefined {
  const heading = headingName.exec(node.name)?.[1];
  if (heading !== undefined) {
    return node.parent?.type.isTop
      ? folded(state, 'heading', Number(heading), node, node.to, sectionEnd(node, Number(heading)))
      : undefined;
  }
  switch (node.name) {
    case 'ListItem':
      return folded(state, 'item', itemDepth(node), node, state.doc.lineAt(node.from).to, node.to);
    case 'FencedCode':
      return folded(state, 'code', 1, node, state.doc.lineAt(node.from).to, node.to);
    case 'FrontMatter':
      return folded(state, 'front', 1, node, state.doc.lineAt(node.from).to, node.to);
    default:
      return undefined;
  }
}

function folded(
  state: EditorState,
  kind: Foldable['kind'],
  level: number,
  node: SyntaxNode,
  from: number,
  end: number,
): Foldable | undefined {
  const { doc } = state;
  let to = Math.min(end, doc.length);
  // A block may end after the break of its last line.
  while (to > from && /\s/.test(doc.sliceString(to - 1, to))) to--;
  return doc.lineAt(to).number > doc.lineAt(from).number
    ? { kind, level, line: doc.lineAt(node.from).from, from, to }
    : undefined;
}

function sectionEnd(heading: SyntaxNode, level: number): number {
  let last = heading;
  for (let node = heading.nextSibling; node; node = node.nextSibling) {
    if (Number(headingName.exec(node.name)?.[1] ?? 7) <= level) break;
    last = node;
  }
  return last.to;
}

function itemDepth(node: SyntaxNode): number {
  let depth = 1;
  for (let up = node.parent; up; up = up.parent) if (up.name === 'ListItem') depth++;
  return depth;
}

/** Longest part of a line that a fold is known by. */
const longest = 80;

/**
 * What each fold is remembered by: its kind and the text of its line, and which of several it is. An offset would be
 * wrong as soon as the note is changed elsewhere.
 */
export function foldKeys(state: EditorState, all: readonly Foldable[]): string[] {
  const seen = new Map<string, number>();
  return all.map(({ kind, line }) => {
    const key = `${kind} ${state.doc.lineAt(line).text.trim().slice(0, longest)}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count === 0 ? key : `${key} ${count}`;
  });
}
