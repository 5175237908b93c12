import { tags } from '@lezer/highlight';
import type { BlockContext, LeafBlock, LeafBlockParser, MarkdownConfig } from '@lezer/markdown';

const MARK = /^\[![^\]\n]+\][+-]?(?=\s|$)/;

/** `> [!type] title`, with `+` or `-` after the mark where it folds: the first line of a quoted paragraph. */
export const Callouts: MarkdownConfig = {
  defineNodes: [{ name: 'CalloutMark', style: tags.keyword }],
  parseBlock: [{ name: 'Callout', before: 'LinkReference', leaf: observeCallout }],
};

function observeCallout(cx: BlockContext, leaf: LeafBlock): LeafBlockParser | null {
  if (cx.parentType().name !== 'Blockquote') return null;
  const mark = MARK.exec(leaf.content)?.[0];
  if (!mark) return null;
  return {
    nextLine: () => false,
    finish(cx, leaf) {
      const { start, content } = leaf;
      const rest = start + mark.length;
      const parts = [
        cx.elt('CalloutMark', start, rest),
        ...cx.parser.parseInline(content.slice(mark.length), rest),
      ];
      cx.addLeafElement(leaf, cx.elt('Paragraph', start, start + content.length, parts));
      return true;
    },
  };
}
