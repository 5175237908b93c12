/** Going to what stands under the cursor: where a link leads, or the text of a footnote and back. */
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { Where } from '../client/where.ts';
import { jumpTo } from './jump.ts';
import { linkAt } from './link-at.ts';
import { followLink } from './links.ts';

/** @param where a link opens */
export function goToDefinition(where: Where) {
  return (view: EditorView): boolean => {
    const { state } = view;
    const link = linkAt(state, state.selection.main.head);
    if (link) {
      void followLink(view, link, where);
      return true;
    }
    const place = footnotePlace(state, state.selection.main.head);
    if (place === undefined) return false;
    jumpTo(view, place);
    return true;
  };
}

/** From a mark of a footnote to its text; from its text to its first mark. */
export function footnotePlace(state: EditorState, pos: number): number | undefined {
  const label = labelAt(state, pos);
  if (!label) return undefined;
  const text = state.doc.toString();
  const name = label.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(
    label.defines ? `\\[\\^${name}\\](?!:)` : `^[ \\t]{0,3}\\[\\^${name}\\]:[ \\t]*`,
    'im',
  ).exec(text);
  return found ? found.index + (label.defines ? 0 : found[0].length) : undefined;
}

function labelAt(state: EditorState, pos: number): { name: string; defines: boolean } | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, side);
    for (; node; node = node.parent) {
      if (node.name !== 'FootnoteReference') continue;
      return { name: state.sliceDoc(node.from + 2, node.to - 1), defines: false };
    }
  }
  const defined = /^[ \t]{0,3}\[\^([^\]]+)\]:/.exec(state.doc.lineAt(pos).text)?.[1];
  return defined === undefined ? undefined : { name: defined, defines: true };
}
