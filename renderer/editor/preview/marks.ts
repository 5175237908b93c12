import { syntaxTree } from '@codemirror/language';
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { fencedCode, gapLines, headerMark, listMark, quoteMark, rule, taskMarker } from './blocks.ts';
import { PreviewContext, type PreviewInput, type Rule } from './context.ts';
import {
  blockId,
  cellPipes,
  comment,
  footnoteReference,
  htmlTag,
  inlineFootnote,
  inlineMath,
} from './inline.ts';
import { bareAddress, embed, markdownLink, wikiLink } from './links.ts';
import { list } from './lists.ts';
import { blockquote, calloutMark } from './quotes.ts';

/** Paths that the links of the note lead to, as far as known. */
export const linksKnown = StateEffect.define<ReadonlyMap<string, string | null>>();
export const knownLinks = StateField.define<ReadonlyMap<string, string | null>>({
  create: () => new Map(),
  update: (value, tr) => tr.effects.findLast((effect) => effect.is(linksKnown))?.value ?? value,
});

/** The look of the text in `ranges`: classes for lines and elements, marks hidden, widgets for what is drawn. */
export function previewDecorations(input: PreviewInput): DecorationSet {
  const context = new PreviewContext(input);
  for (const { from, to } of input.ranges) {
    context.window = { from, to };
    gapLines(context);
    syntaxTree(input.state).iterate({ from, to, enter: (ref) => rules[ref.name]?.(ref.node, context) });
  }
  return Decoration.set(context.ranges, true);
}

const heading =
  (level: number): Rule =>
  (node, context) => {
    context.lines(node, `note-h note-h${level}`);
    if (isApart(node, context)) context.line(node.from, 'note-h-apart');
  };

/** Whether a heading has text above it. A selector of siblings would be asked anew for each line that comes or goes. */
function isApart({ from, prevSibling }: SyntaxNode, { state: { doc } }: PreviewContext): boolean {
  const { number } = doc.lineAt(from);
  return (
    number > 1 && !(prevSibling?.name === 'FrontMatter' && doc.lineAt(prevSibling.to).number === number - 1)
  );
}

/** Style an element, and hide its marks while the person is not at it. */
const element =
  (className: string, markName: string): Rule =>
  (node, context) => {
    context.mark(
      node.from,
      node.to,
      className,
      className === 'note-code' ? { spellcheck: 'false' } : undefined,
    );
    context.hideMarks(node.getChildren(markName), context.touched(node));
    if (className === 'note-code')
      context.hideMarks(cellPipes(node, context.text(node)), context.touched(node));
  };

const styled =
  (className: string): Rule =>
  (node, context) =>
    context.mark(node.from, node.to, className);

const lines =
  (className: string): Rule =>
  (node, context) =>
    context.lines(node, className);

const rules: Record<string, Rule> = {
  FrontMatter: lines('note-front-matter'),
  ATXHeading1: heading(1),
  ATXHeading2: heading(2),
  ATXHeading3: heading(3),
  ATXHeading4: heading(4),
  ATXHeading5: heading(5),
  ATXHeading6: heading(6),
  SetextHeading1: heading(1),
  SetextHeading2: heading(2),
  HeaderMark: headerMark,
  Blockquote: blockquote,
  QuoteMark: quoteMark,
  CalloutMark: calloutMark,
  BulletList: list,
  OrderedList: list,
  ListMark: listMark,
  TaskMarker: taskMarker,
  HorizontalRule: rule,
  FencedCode: fencedCode,
  CodeBlock: lines('note-code-line'),
  BlockMath: lines('note-math-line'),
  Table: lines('note-table-line'),
  HTMLBlock: styled('note-dim'),
  CommentBlock: styled('note-comment'),
  PercentCommentBlock: styled('note-comment'),
  LinkReference: styled('note-dim'),
  FootnoteMark: styled('note-mark note-footnote-mark'),

  Emphasis: element('note-em', 'EmphasisMark'),
  StrongEmphasis: element('note-strong', 'EmphasisMark'),
  Strikethrough: element('note-strike', 'StrikethroughMark'),
  Highlight: element('note-highlight', 'HighlightMark'),
  InlineCode: element('note-code', 'CodeMark'),
  InlineMath: inlineMath,
  Link: markdownLink,
  Image: embed,
  WikiLink: wikiLink,
  WikiEmbed: wikiLink,
  Autolink: bareAddress,
  URL: bareAddress,
  HTMLTag: htmlTag,
  Comment: comment,
  PercentComment: comment,
  BlockId: blockId,
  Hashtag: (node, context) =>
    context.mark(node.from, node.to, 'note-tag', { 'data-tag': context.text(node).slice(1) }),
  Escape: (node, context) =>
    context.hideMarks([{ from: node.from, to: node.from + 1 }], context.touched(node)),
  InlineFootnote: inlineFootnote,
  FootnoteReference: footnoteReference,
};
