import type { LineIndex } from '../../text/lines.ts';
import { BlockReader } from '../block-reader.ts';
import type { Heading, LinkFact, Span, TagFact, TaskFact } from '../facts.ts';
import { headingSource } from '../inline-text.ts';
import { markdownTarget, wikiTarget } from '../link-target.ts';
import { ProseReader } from '../prose.ts';
import type { ContainerKind } from './containers.ts';
import { scanInline } from './inline-scan.ts';
import type { Leaf } from './leaf.ts';
import type { Part } from './part.ts';
import { collapsed, shownText } from './shown.ts';

/** A stretch of inline text: the string that was scanned, and how far its offsets are from those of the note. */
interface Inline {
  text: string;
  from: number;
  to: number;
  shift: number;
  parts: Part[];
}

/** Gathers the facts of a note's body from its blocks, as `FactsReader` does from a syntax tree. */
export class BodyFacts {
  readonly headings: Heading[] = [];
  readonly links: LinkFact[] = [];
  readonly tags: TagFact[] = [];
  readonly tasks: TaskFact[] = [];
  readonly blocks: BlockReader;
  readonly prose: ProseReader;
  /** Headings whose text depends on what is defined further down. */
  private readonly bracketed: { heading: Heading; inline: Inline }[] = [];
  private readonly text: string;
  /** The same, with what the grammar reads as spaces. */
  private readonly source: string;
  private readonly lines: LineIndex;

  constructor(text: string, source: string, lines: LineIndex) {
    this.text = text;
    this.source = source;
    this.lines = lines;
    this.blocks = new BlockReader(text, lines);
    this.prose = new ProseReader(text);
  }

  open(kind: ContainerKind, from: number): void {
    if (kind === 'item') this.blocks.enterContainer('list-item', from);
    else if (kind === 'quote' || kind === 'footnote') this.blocks.enterContainer(kind, from);
    else this.blocks.enterChild();
  }

  close(kind: ContainerKind): void {
    if (kind === 'item' || kind === 'quote' || kind === 'footnote') this.blocks.leaveContainer();
  }

  itemMark(from: number, to: number): void {
    this.blocks.item(from, to);
  }

  code(from: number, to: number, info: string): void {
    const lang = info === '' ? undefined : /^[^\s{,]+/.exec(info)?.[0].toLowerCase();
    this.blocks.leaf('code', from, this.blocks.trimmed(from, to), lang);
  }

  opaque(kind: 'html' | 'comment' | 'math', from: number, to: number): void {
    this.blocks.leaf(kind, from, this.blocks.trimmed(from, to));
  }

  /** `from` is at the first `#`; the title ends at `after`, the last signs follow. */
  atx(level: number, from: number, to: number, after: number): void {
    const start = Math.min(from + level + 1, after);
    const inline = this.scan(this.source, start, Math.max(start, after), 0);
    this.prose.open(from, this.heading(level, from, to, inline));
    this.prose.skip(from, from + level);
    this.take(inline);
    if (after < to) this.prose.skip(after, to);
  }

  /** The underline, up to `to`, is part of the heading and not of what it says. */
  setext(level: number, leaf: Leaf, to: number): void {
    const inline = this.inlineOf(leaf, 0);
    this.heading(level, leaf.from, to, inline);
    this.prose.open(leaf.from, leaf.to);
    this.take(inline, leaf.marks);
  }

  /** Returns where it ends. */
  private heading(level: number, from: number, to: number, inline: Inline): number {
    const end = this.blocks.trimmed(from, to);
    const span = { from, to: end };
    const text = collapsed(shown(inline));
    const source = headingSource(this.text, span);
    const heading: Heading = { level, text, ...source, span, line: this.lines.line(span.from) };
    this.headings.push(heading);
    if (inline.parts.some(({ kind }) => kind === 'reference')) this.bracketed.push({ heading, inline });
    this.blocks.heading = this.headings.length - 1;
    this.blocks.leaf('heading', from, end);
    return end;
  }

  leaf(leaf: Leaf): void {
    if (leaf.callout > 0) this.callout(leaf);
    else if (leaf.task > 0) this.task(leaf);
    else if (leaf.definition?.isWhole(leaf.source)) this.definition(leaf, leaf.to);
    else if (leaf.rows) this.table(leaf);
    else this.paragraph(leaf);
  }

  private paragraph(leaf: Leaf): void {
    const { from } = leaf;
    const to = this.blocks.trimmed(from, leaf.to);
    if (this.blocks.loneId(from, to)) return;
    this.blocks.paragraph(from, to);
    this.prose.open(from, to);
    this.take(this.inlineOf(leaf, 0), leaf.marks);
  }

  /** A paragraph that begins with the mark of a callout or task. */
  private marked(leaf: Leaf, size: number): void {
    const to = this.blocks.trimmed(leaf.from, leaf.to);
    this.blocks.paragraph(leaf.from, to);
    this.prose.open(leaf.from, to);
    this.prose.skip(leaf.from, leaf.from + size);
  }

  private callout(leaf: Leaf): void {
    this.marked(leaf, leaf.callout);
    this.take(this.inlineOf(leaf, leaf.callout), leaf.marks);
  }

  private task(leaf: Leaf): void {
    const begins = this.blocks.beginsItem();
    this.marked(leaf, leaf.task);
    if (begins) {
      this.tasks.push({
        status: this.text.slice(leaf.from + 1, leaf.from + leaf.task - 1),
        text: this.text
          .slice(leaf.from + leaf.task, leaf.to)
          .replace(BLOCK_ID, '')
          .trim(),
        span: { from: leaf.from, to: this.blocks.trimmed(leaf.from, leaf.to) },
        line: this.lines.line(leaf.from),
        block: this.blocks.current,
      });
    }
    this.take(this.inlineOf(leaf, leaf.task), leaf.marks);
  }

  /** A comment over several lines, up to `close`, and the text behind it. */
  commented(from: number, close: number, rest: number, to: number): void {
    const end = this.blocks.trimmed(from, to);
    this.blocks.paragraph(from, end);
    this.prose.open(from, end);
    this.prose.skip(from, close);
    this.take(this.scan(this.source, rest, to, 0));
  }

  private table(leaf: Leaf): void {
    this.blocks.enterChild();
    for (const row of leaf.rows ?? []) {
      const end = this.blocks.trimmed(row.from, row.to);
      this.blocks.row(row.from, end);
      this.prose.open(row.from, end);
      row.isCell.forEach((cell, index) => {
        const from = row.ranges[2 * index] ?? 0;
        const to = row.ranges[2 * index + 1] ?? 0;
        if (cell) this.take(this.scan(this.source, from, to, 0));
        else this.prose.skip(from, to);
      });
    }
  }

  definition(leaf: Leaf, to: number): void {
    const span = { from: leaf.from, to: this.blocks.trimmed(leaf.from, to) };
    this.blocks.leaf('paragraph', span.from, span.to);
    const { label, url } = leaf.definition ?? {};
    if (!label || !url) return;
    const name = this.text.slice(leaf.from + label.from + 1, leaf.from + label.to - 1);
    this.prose.define(name);
    this.markdown(span, leaf.from + url.from, leaf.from + url.to, false, name);
  }

  /** To be called after the last block: settles what hangs on definitions anywhere in the note. */
  finish(): void {
    for (const { heading, inline } of this.bracketed) {
      const isLink = (part: Part) => this.prose.isDefined(this.label(part, inline.shift));
      heading.text = collapsed(shown(inline, isLink));
    }
  }

  private inlineOf(leaf: Leaf, skip: number): Inline {
    const { content, from, to } = leaf;
    if (content === undefined) return this.scan(this.source, from + skip, to, 0);
    return this.scan(content, skip, content.length, from);
  }

  private scan(text: string, from: number, to: number, shift: number): Inline {
    return { text, from, to, shift, parts: scanInline(text, from, to) };
  }

  /** Facts of a stretch of inline text, and what of it is no prose; `marks` are those of quotes in it. */
  private take({ parts, shift }: Inline, marks: readonly number[] = []): void {
    let next = 0;
    for (const part of parts) {
      for (; next < marks.length && (marks[next] as number) < part.from + shift; next++)
        this.quoteMark(marks[next] as number);
      this.part(part, shift);
    }
    for (; next < marks.length; next++) this.quoteMark(marks[next] as number);
  }

  private quoteMark(at: number): void {
    this.prose.skip(at, at + 1);
  }

  private part(part: Part, shift: number): void {
    const from = part.from + shift;
    const to = part.to + shift;
    switch (part.kind) {
      case 'escape':
      case 'footnote':
        return;
      case 'reference':
        this.prose.skipIfDefined(from, to, this.label(part, shift));
        return;
      case 'link':
      case 'image':
        this.markdown(
          { from, to },
          part.first + shift,
          part.last + shift,
          part.kind === 'image',
          collapsed(part.text),
        );
        break;
      case 'wiki':
        this.wiki(from, to, false);
        break;
      case 'wiki-embed':
        this.wiki(from, to, true);
        break;
      case 'tag':
        this.tag(from, to);
        break;
      case 'block-id':
        this.blocks.id(this.text.slice(from + 1, to));
        break;
    }
    this.prose.skip(from, to);
  }

  private tag(from: number, to: number): void {
    this.tags.push({ name: this.text.slice(from + 1, to), span: { from, to }, line: this.lines.line(from) });
  }

  private wiki(from: number, to: number, embed: boolean): void {
    const open = from + (embed ? 3 : 2);
    const { path, fragment, text, length } = wikiTarget(this.text.slice(open, to - 2));
    const target = { from: open, to: open + length };
    this.links.push(this.link('wiki', embed, { from, to }, path, fragment, text, target));
  }

  /** The target is from `first` to `last`, with its angle brackets. */
  private markdown(span: Span, first: number, last: number, embed: boolean, text: string): void {
    const inset = this.text.charCodeAt(first) === 60 ? 1 : 0;
    const target = { from: first + inset, to: last - inset };
    const found = markdownTarget(this.text.slice(target.from, target.to));
    if (!found) return;
    this.links.push(this.link('markdown', embed, span, found.path, found.fragment, text, target));
  }

  private link(
    kind: LinkFact['kind'],
    embed: boolean,
    span: Span,
    path: string,
    fragment: string | undefined,
    text: string | undefined,
    target: Span,
  ): LinkFact {
    const { from, to } = span;
    const raw = this.text.slice(from, to);
    const place = {
      line: this.lines.line(from),
      column: this.lines.column(from),
      block: this.blocks.current,
    };
    return { kind, embed, raw, span, ...place, path, fragment, text, target };
  }

  /** The label that a reference link is defined by: `[text][label]`, `[label][]` or `[label]`. */
  private label({ from, to, first, last }: Part, shift: number): string {
    const labelled = to - last > 3 && this.source.charCodeAt(last + 1 + shift) === 91;
    return labelled
      ? this.text.slice(last + 2 + shift, to - 1 + shift)
      : this.text.slice(from + first + shift, last + shift);
  }
}

const BLOCK_ID = /\s\^[A-Za-z0-9-]+\s*$/;

function shown({ text, from, to, parts }: Inline, isLink?: (part: Part) => boolean): string {
  return shownText(text, from, to, parts, 0, isLink);
}
