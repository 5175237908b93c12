import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { LineIndex } from '../text/lines.ts';
import { BlockReader } from './block-reader.ts';
import type { Heading, LinkFact, Span, TagFact, TaskFact } from './facts.ts';
import { headingSource, inlineText, linkUrl } from './inline-text.ts';
import { markdownTarget, wikiTarget } from './link-target.ts';
import { ProseReader } from './prose.ts';

/** Takes the facts of a note's body out of its syntax tree, node by node, in one walk. */
export class FactsReader {
  readonly headings: Heading[] = [];
  readonly links: LinkFact[] = [];
  readonly tags: TagFact[] = [];
  readonly tasks: TaskFact[] = [];
  readonly blocks: BlockReader;
  readonly prose: ProseReader;
  /** Headings whose text depends on what is defined further down. */
  private readonly bracketed: { heading: Heading; node: SyntaxNode; text: string }[] = [];
  private readonly text: string;
  private readonly lines: LineIndex;

  constructor(text: string, lines: LineIndex) {
    this.text = text;
    this.lines = lines;
    this.blocks = new BlockReader(text, lines);
    this.prose = new ProseReader(text);
  }

  /** Returns false where nothing inside the node is of interest. */
  enter(node: SyntaxNodeRef): boolean {
    const role = ROLES.get(node.name);
    return role ? role(this, node) : true;
  }

  leave(node: SyntaxNodeRef): void {
    if (CONTAINERS.has(node.name)) this.blocks.leaveContainer();
  }

  /** `end` is where what the heading says ends, and an underline, which is no part of that, is still to come. */
  heading(node: SyntaxNodeRef, level: number, end = node.to): boolean {
    const span = this.trimmed(node);
    const line = this.lines.line(span.from);
    const text = this.text.slice(0, end);
    const source = headingSource(this.text, span);
    const heading: Heading = { level, text: inlineText(text, node.node), ...source, span, line };
    this.headings.push(heading);
    if (heading.text.includes('[')) this.bracketed.push({ heading, node: node.node, text });
    this.blocks.heading = this.headings.length - 1;
    this.blocks.leaf('heading', span.from, span.to);
    this.prose.open(span.from, Math.min(span.to, end));
    return true;
  }

  underlined(node: SyntaxNodeRef, level: number): boolean {
    const underline = node.node.lastChild?.from ?? node.to;
    return this.heading(node, level, this.text.lastIndexOf('\n', underline - 1));
  }

  paragraph(node: SyntaxNodeRef): boolean {
    const { from, to } = this.trimmed(node);
    if (this.blocks.loneId(from, to)) return false;
    this.blocks.paragraph(from, to);
    this.prose.open(from, to);
    return true;
  }

  task(node: SyntaxNodeRef): boolean {
    const begins = this.blocks.beginsItem();
    this.paragraph(node);
    const marker = node.node.firstChild;
    if (!begins || !marker) return true;
    this.tasks.push({
      status: this.text.slice(marker.from + 1, marker.to - 1),
      text: this.text.slice(marker.to, node.to).replace(BLOCK_ID, '').trim(),
      span: this.trimmed(node),
      line: this.lines.line(node.from),
      block: this.blocks.current,
    });
    return true;
  }

  tableRow(node: SyntaxNodeRef): boolean {
    const { from, to } = this.trimmed(node);
    this.blocks.row(from, to);
    this.prose.open(from, to);
    return true;
  }

  code(node: SyntaxNodeRef): boolean {
    const info = node.node.getChild('CodeInfo');
    const lang = info ? /^[^\s{,]+/.exec(this.text.slice(info.from, info.to))?.[0] : undefined;
    const { from, to } = this.trimmed(node);
    this.blocks.leaf('code', from, to, lang?.toLowerCase());
    return false;
  }

  opaque(node: SyntaxNodeRef, kind: 'html' | 'comment' | 'math'): boolean {
    const { from, to } = this.trimmed(node);
    this.blocks.leaf(kind, from, to);
    return false;
  }

  tag(node: SyntaxNodeRef): boolean {
    const { from, to } = node;
    this.tags.push({ name: this.text.slice(from + 1, to), span: { from, to }, line: this.lines.line(from) });
    return this.skip(node);
  }

  blockId(node: SyntaxNodeRef): boolean {
    this.blocks.id(this.text.slice(node.from + 1, node.to));
    return this.skip(node);
  }

  wikiLink(node: SyntaxNodeRef, embed: boolean): boolean {
    const open = node.from + (embed ? 3 : 2);
    const { path, fragment, text, length } = wikiTarget(this.text.slice(open, node.to - 2));
    const target = { from: open, to: open + length };
    this.link(node, { kind: 'wiki', embed, path, fragment, text, target });
    return this.skip(node);
  }

  markdownLink(node: SyntaxNodeRef, embed: boolean): boolean {
    const url = linkUrl(node.node);
    if (!url) {
      this.prose.skipIfDefined(node.from, node.to, this.label(node.node));
      return true;
    }
    this.addMarkdown(node, url, embed, this.linkText(node.node));
    this.prose.skip(node.from, node.to);
    return true;
  }

  /** To be called after the last node: settles what hangs on definitions anywhere in the note. */
  finish(): void {
    for (const { heading, node, text } of this.bracketed) {
      heading.text = inlineText(text, node, (link) => this.prose.isDefined(this.label(link)));
    }
  }

  definition(node: SyntaxNodeRef): boolean {
    const span = this.trimmed(node);
    this.blocks.leaf('paragraph', span.from, span.to);
    const label = node.node.getChild('LinkLabel');
    const url = node.node.getChild('URL');
    if (!label || !url) return false;
    const name = this.text.slice(label.from + 1, label.to - 1);
    this.prose.define(name);
    this.addMarkdown(span, url, false, name);
    return false;
  }

  skip(node: Span): boolean {
    this.prose.skip(node.from, node.to);
    return false;
  }

  private trimmed({ from, to }: Span): Span {
    return { from, to: this.blocks.trimmed(from, to) };
  }

  private linkText(link: SyntaxNode): string {
    const open = link.firstChild;
    const next = open?.nextSibling;
    // Most texts are plain: nothing stands between the brackets that has a node.
    if (open && next?.name === 'LinkMark') {
      return this.text.slice(open.to, next.from).replace(/\s+/g, ' ').trim();
    }
    return inlineText(this.text, link);
  }

  /** The label that a reference link is defined by: `[text][label]`, `[label][]` or `[label]`. */
  private label(link: SyntaxNode): string {
    const label = link.getChild('LinkLabel');
    if (label && label.to - label.from > 2) return this.text.slice(label.from + 1, label.to - 1);
    const [open, close] = link.getChildren('LinkMark');
    return open && close ? this.text.slice(open.to, close.from) : '';
  }

  private addMarkdown(node: Span, url: Span, embed: boolean, text: string): void {
    const angled = this.text.charCodeAt(url.from) === 60;
    const target = angled ? { from: url.from + 1, to: url.to - 1 } : { from: url.from, to: url.to };
    const found = markdownTarget(this.text.slice(target.from, target.to));
    if (found) this.link(node, { kind: 'markdown', embed, ...found, text, target });
  }

  private link(
    { from, to }: Span,
    rest: Pick<LinkFact, 'kind' | 'embed' | 'path' | 'fragment' | 'text' | 'target'>,
  ): void {
    this.links.push({
      ...rest,
      raw: this.text.slice(from, to),
      span: { from, to },
      line: this.lines.line(from),
      column: this.lines.column(from),
      block: this.blocks.current,
    });
  }
}

const BLOCK_ID = /\s\^[A-Za-z0-9-]+\s*$/;

type Role = (reader: FactsReader, node: SyntaxNodeRef) => boolean;

const skip: Role = (reader, node) => reader.skip(node);

/** Blocks that hold blocks. */
const CONTAINERS = new Set(['ListItem', 'Blockquote', 'FootnoteDefinition']);

const ROLES = new Map<string, Role>([
  ['FrontMatter', () => false],
  ['FrontMatterOpener', () => false],
  ['ListItem', (reader, node) => reader.blocks.enterContainer('list-item', node.from)],
  ['Blockquote', (reader, node) => reader.blocks.enterContainer('quote', node.from)],
  ['FootnoteDefinition', (reader, node) => reader.blocks.enterContainer('footnote', node.from)],
  ['BulletList', (reader) => reader.blocks.enterChild()],
  ['OrderedList', (reader) => reader.blocks.enterChild()],
  ['Table', (reader) => reader.blocks.enterChild()],
  ['ListMark', (reader, node) => reader.blocks.item(node.from, node.to)],
  ['SetextHeading1', (reader, node) => reader.underlined(node, 1)],
  ['SetextHeading2', (reader, node) => reader.underlined(node, 2)],
  ['Paragraph', (reader, node) => reader.paragraph(node)],
  ['Task', (reader, node) => reader.task(node)],
  ['TableHeader', (reader, node) => reader.tableRow(node)],
  ['TableRow', (reader, node) => reader.tableRow(node)],
  ['FencedCode', (reader, node) => reader.code(node)],
  ['CodeBlock', (reader, node) => reader.code(node)],
  ['HTMLBlock', (reader, node) => reader.opaque(node, 'html')],
  ['ProcessingInstructionBlock', (reader, node) => reader.opaque(node, 'html')],
  ['CommentBlock', (reader, node) => reader.opaque(node, 'comment')],
  ['PercentCommentBlock', (reader, node) => reader.opaque(node, 'comment')],
  ['BlockMath', (reader, node) => reader.opaque(node, 'math')],
  ['LinkReference', (reader, node) => reader.definition(node)],
  ['WikiLink', (reader, node) => reader.wikiLink(node, false)],
  ['WikiEmbed', (reader, node) => reader.wikiLink(node, true)],
  ['Link', (reader, node) => reader.markdownLink(node, false)],
  ['Image', (reader, node) => reader.markdownLink(node, true)],
  ['Hashtag', (reader, node) => reader.tag(node)],
  ['BlockId', (reader, node) => reader.blockId(node)],
]);
for (const level of [1, 2, 3, 4, 5, 6]) {
  ROLES.set(`ATXHeading${level}`, (reader, node) => reader.heading(node, level));
}
for (const name of [
  'URL',
  'Autolink',
  'InlineCode',
  'InlineMath',
  'Comment',
  'PercentComment',
  'HTMLTag',
  'ProcessingInstruction',
  'FootnoteReference',
  'FootnoteMark',
  'HeaderMark',
  'QuoteMark',
  'TaskMarker',
  'CalloutMark',
  'TableDelimiter',
  'EmphasisMark',
  'HighlightMark',
  'StrikethroughMark',
]) {
  ROLES.set(name, skip);
}
