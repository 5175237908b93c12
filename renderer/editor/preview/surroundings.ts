import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { itemClass } from './lists.ts';
import { quoteClass } from './quotes.ts';

/** Classes of the lines of the quotes and lists that a block stands in, for what is drawn in place of its lines. */
export function surroundings(block: SyntaxNode, state: EditorState): string {
  const names: string[] = [];
  let items = 0;
  for (let { parent } = block; parent; parent = parent.parent) {
    if (parent.name === 'Blockquote') names.unshift(quoteClass(parent, state));
    if (parent.name === 'ListItem') items++;
  }
  if (items > 0) names.push(itemClass(items, false));
  return names.join(' ');
}
