import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { Tree } from '@lezer/common';
import { inlineText } from '../../shared/note/inline-text.ts';

/** A heading of the text as it stands in the editor. */
export interface DocumentHeading {
  level: number;
  /** Without marks; links as the text they show. */
  text: string;
  /** 1-based. */
  line: number;
  from: number;
}

/** Headings in document order, for the outline. Parses for at most `budget` milliseconds where the tree is behind. */
export function documentHeadings(state: EditorState, budget = 50): DocumentHeading[] {
  return headingsIn(state, ensureSyntaxTree(state, state.doc.length, budget) ?? syntaxTree(state));
}

/** Headings of a tree of the text, in document order. */
export function headingsIn(state: EditorState, tree: Tree): DocumentHeading[] {
  const text = { slice: (from: number, to: number) => state.sliceDoc(from, to) };
  const headings: DocumentHeading[] = [];
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const level = /^(?:ATX|Setext)Heading([1-6])$/.exec(node.name)?.[1];
    if (level === undefined) continue;
    const { number } = state.doc.lineAt(node.from);
    headings.push({ level: Number(level), text: inlineText(text, node), line: number, from: node.from });
  }
  return headings;
}

/** The heading that the cursor stands under; undefined above the first. */
export function headingAt(state: EditorState): DocumentHeading | undefined {
  const { head } = state.selection.main;
  return documentHeadings(state).findLast(({ from }) => from <= head);
}
