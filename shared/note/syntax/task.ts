import { tags } from '@lezer/highlight';
import type { BlockContext, LeafBlock, LeafBlockParser, MarkdownConfig } from '@lezer/markdown';

/** Any character but white space stands for done; a mark alone on its line needs one of the usual ones. */
const MARKER = /^\[(?:[^\s\]]| )\](?=[ \t]+\S)|^\[[ xX]\](?=[ \t\r]*$)/u;

/** `- [ ]`, and with any other character between the brackets. Nodes as in GFM. */
export const Tasks: MarkdownConfig = {
  defineNodes: [
    { name: 'Task', block: true, style: tags.list },
    { name: 'TaskMarker', style: tags.atom },
  ],
  parseBlock: [{ name: 'TaskList', before: 'LinkReference', leaf: observeTask }],
};

function observeTask(cx: BlockContext, leaf: LeafBlock): LeafBlockParser | null {
  if (cx.parentType().name !== 'ListItem') return null;
  const marker = MARKER.exec(leaf.content)?.[0];
  if (!marker) return null;
  return {
    nextLine: () => false,
    finish(cx, leaf) {
      const { start, content } = leaf;
      const rest = start + marker.length;
      const parts = [
        cx.elt('TaskMarker', start, rest),
        ...cx.parser.parseInline(content.slice(marker.length), rest),
      ];
      cx.addLeafElement(leaf, cx.elt('Task', start, start + content.length, parts));
      return true;
    },
  };
}
