import type { LineIndex } from '../../text/lines.ts';
import { footnoteDefinitionEnd } from '../syntax/footnote.ts';
import {
  atxLevel,
  fenceEnd,
  isBullet,
  isRule,
  itemColumn,
  orderedSize,
  runEnd,
  underlineEnd,
} from './block-marks.ts';
import type { BodyFacts } from './body-facts.ts';
import { DEPTH, Unbounded } from './bounds.ts';
import { type Container, type ContainerKind, container, enterLine } from './containers.ts';
import { endsHtml, htmlStyle } from './html-block.ts';
import { Leaf } from './leaf.ts';
import { indexWithin, isBlank, NextSign, ScanLine } from './line.ts';
import { beginsTable } from './table.ts';

/** What a line does for the block that is looked for: nothing, opens a container, or was taken, whole. */
const NOTHING = 0;
const OPENED = 1;
const TAKEN = 2;

/**
 * Cuts the body of a note into blocks, line by line, as the Markdown parser does, and hands each to `facts` as soon as
 * it is complete.
 */
export class BlockScan {
  private readonly text: string;
  private readonly facts: BodyFacts;
  private readonly line: ScanLine;
  private readonly stack: Container[];
  private readonly bars: NextSign;
  private readonly lines: LineIndex;
  /** Of the present line, from 1. */
  private number: number;
  private atEnd = false;

  /** `from` begins a line. */
  constructor(text: string, lines: LineIndex, from: number, facts: BodyFacts) {
    this.text = text;
    this.lines = lines;
    this.number = lines.line(from);
    this.facts = facts;
    this.line = new ScanLine(text);
    this.bars = new NextSign(text, '|');
    this.line.reset(from, this.lineEnd(this.number));
    this.stack = [container('note', 0, 0)];
  }

  run(): void {
    while (this.block());
    while (this.stack.length > 1) this.close();
  }

  private get top(): Container {
    return this.stack[this.stack.length - 1] as Container;
  }

  /** Whether the line has left a container that is open. */
  private get left(): boolean {
    return this.line.depth < this.stack.length;
  }

  private lineEnd(line: number): number {
    return line < this.lines.count ? this.lines.start(line + 1) - 1 : this.text.length;
  }

  /** On to the next line; false at the end of the text. */
  private nextLine(): boolean {
    const { line, text, stack } = this;
    const from = Math.min(line.to + 1, text.length);
    this.atEnd = line.to >= text.length;
    line.reset(from, this.lineEnd(++this.number));
    if (stack.length > 1) enterLine(line, stack);
    return !this.atEnd;
  }

  private nextLineInside(): boolean {
    return this.nextLine() && !this.left;
  }

  /** Where the line before the present one ends. */
  private get before(): number {
    return this.atEnd ? this.line.from : this.line.from - 1;
  }

  /** Take one block; false after the last. */
  private block(): boolean {
    if (!this.toContent()) return false;
    for (let done = this.open(); done !== NOTHING; done = this.open()) {
      if (done === TAKEN) return true;
      this.line.forward();
    }
    if (this.line.blank) return this.nextLine();
    this.leaf();
    return true;
  }

  /** Pass over empty lines, and leave the containers that end; false at the end of the text. */
  private toContent(): boolean {
    for (;;) {
      this.leave();
      if (!this.line.blank) return true;
      if (!this.nextLine()) return false;
    }
  }

  private leave(): void {
    const { marks } = this.line;
    let seen = 0;
    for (;;) {
      const ends = this.left ? this.top : undefined;
      // The grammar counts the marks of quotes among the nodes of what they stand in.
      for (; seen < marks.length && (!ends || (marks[seen] as number) < ends.end); seen++) this.top.nodes++;
      if (!ends) return;
      this.close();
    }
  }

  private close(): void {
    const { kind } = this.top;
    this.stack.pop();
    this.top.nodes++;
    this.facts.close(kind);
  }

  private enter(kind: ContainerKind, from: number, value = 0): Container {
    if (this.stack.length >= DEPTH) throw new Unbounded();
    const entered = container(kind, value, this.line.to);
    this.stack.push(entered);
    this.facts.open(kind, from);
    return entered;
  }

  private open(): number {
    const { line } = this;
    if (line.deep) return this.indented();
    switch (line.next) {
      case 37:
        return this.comment();
      case 36:
        return this.math();
      case 91:
        return this.footnote();
      case 96:
      case 126:
        return this.fence();
      case 62:
        return this.quote();
      case 42:
      case 45:
      case 95:
        return isRule(line) ? this.rule() : this.bullet();
      case 43:
        return this.bullet();
      case 35:
        return this.atx();
      case 60:
        return this.html();
      default:
        return line.next >= 48 && line.next <= 57 ? this.numbered() : NOTHING;
    }
  }

  private indented(): number {
    const { line } = this;
    const base = line.baseIndent + 4;
    const from = line.atColumn(base);
    let to = line.to;
    let pending: number[] = [];
    while (this.nextLineInside()) {
      if (line.blank) pending.push(...line.marks);
      else if (line.indent < base) break;
      else {
        pending = [];
        to = line.to;
      }
    }
    if (pending.length > 0) line.marks = pending.concat(line.marks);
    this.top.nodes++;
    this.facts.code(from, to, '');
    return TAKEN;
  }

  private fence(): number {
    const { line, text } = this;
    const end = fenceEnd(line);
    if (end < 0) return NOTHING;
    const from = line.pos;
    const sign = line.next;
    const size = end - from;
    const info = line.skipSpace(end);
    const lang = text.slice(info, line.contentEnd(info));
    while (this.nextLineInside()) {
      if (!this.closesFence(sign, size)) continue;
      this.nextLine();
      break;
    }
    this.top.nodes++;
    this.facts.code(from, this.before, lang);
    return TAKEN;
  }

  private closesFence(sign: number, size: number): boolean {
    const { line } = this;
    if (line.next !== sign || line.deep) return false;
    const end = runEnd(line, line.pos);
    return end - line.pos >= size && line.skipSpace(end) === line.to;
  }

  private quote(): number {
    const { line, text } = this;
    this.enter('quote', line.pos).nodes++;
    line.moveBase(line.pos + (line.pos + 1 < line.to && text.charCodeAt(line.pos + 1) === 32 ? 2 : 1));
    return OPENED;
  }

  private rule(): number {
    this.nextLine();
    this.top.nodes++;
    return TAKEN;
  }

  private bullet(): number {
    return isBullet(this.line) ? this.item('bullets', 1) : NOTHING;
  }

  private numbered(): number {
    const size = orderedSize(this.line);
    return size < 0 ? NOTHING : this.item('numbers', size);
  }

  private item(list: 'bullets' | 'numbers', size: number): number {
    const { line, text } = this;
    const end = line.pos + size;
    if (this.top.kind !== list) this.enter(list, line.base, text.charCodeAt(end - 1));
    const column = itemColumn(line, end);
    const item = this.enter('item', line.base, column - line.baseIndent);
    this.facts.itemMark(line.pos, end);
    item.nodes++;
    line.moveBaseColumn(column);
    const length = line.to - line.from;
    item.bare = list === 'bullets' ? column >= length : column === length;
    return OPENED;
  }

  private atx(): number {
    const { line, text } = this;
    const level = atxLevel(line);
    if (level < 0) return NOTHING;
    const { pos, to } = line;
    const end = line.contentEnd(pos);
    let after = end;
    while (after > pos && text.charCodeAt(after - 1) === 35) after--;
    if (after === end || after === pos || !isBlank(text.charCodeAt(after - 1))) after = to;
    this.nextLine();
    this.top.nodes++;
    this.facts.atx(level, pos, to, after);
    return TAKEN;
  }

  private html(): number {
    const { line } = this;
    const style = htmlStyle(line, false);
    if (!style) return NOTHING;
    const from = line.pos;
    let trailing = style.closes !== undefined;
    while (!endsHtml(style, line) && this.nextLine()) {
      if (!this.left) continue;
      trailing = false;
      break;
    }
    if (trailing) this.nextLine();
    this.top.nodes++;
    this.facts.opaque(style.kind, from, this.before);
    return TAKEN;
  }

  private opensPair(sign: string): boolean {
    const { line, text } = this;
    if (line.deep || !text.startsWith(sign, line.pos)) return false;
    return indexWithin(text, sign, line.pos + 2, line.to) < 0;
  }

  /** Where the present line holds a sign of two characters; -1 where it does not. */
  private findPair(sign: string): number {
    return indexWithin(this.text, sign, this.line.pos, this.line.to);
  }

  private comment(): number {
    const { line } = this;
    if (!this.opensPair('%%')) return NOTHING;
    const from = line.pos;
    while (this.nextLineInside()) {
      const close = this.findPair('%%');
      if (close < 0) continue;
      this.closeComment(from, close + 2);
      this.nextLine();
      return TAKEN;
    }
    this.top.nodes++;
    this.facts.opaque('comment', from, Math.max(from + 2, this.before));
    return TAKEN;
  }

  private closeComment(from: number, close: number): void {
    const { line } = this;
    const rest = line.skipSpace(close);
    this.top.nodes++;
    if (rest >= line.to) this.facts.opaque('comment', from, line.to);
    else this.facts.commented(from, close, rest, line.to);
  }

  private math(): number {
    const { line } = this;
    if (!this.opensPair('$$') || !this.mathCloses()) return NOTHING;
    const from = line.pos;
    while (this.nextLineInside()) {
      if (this.findPair('$$') < 0) continue;
      this.nextLine();
      break;
    }
    this.top.nodes++;
    this.facts.opaque('math', from, this.before);
    return TAKEN;
  }

  private mathCloses(): boolean {
    const first = this.text.indexOf('$$', this.line.from);
    return first >= 0 && this.text.indexOf('$$', first + 2) >= 0;
  }

  private footnoteEnd(): number {
    const { line, text } = this;
    if (line.deep || text.charCodeAt(line.pos + 1) !== 94) return -1;
    const end = footnoteDefinitionEnd(text, line.pos);
    return end > line.pos && end <= line.to ? end : -1;
  }

  private footnote(): number {
    const { line } = this;
    const end = this.footnoteEnd();
    if (end < 0) return NOTHING;
    this.enter('footnote', line.pos).nodes++;
    line.moveBase(end);
    return OPENED;
  }

  private leaf(): void {
    const { line } = this;
    const leaf = new Leaf(line, this.top.kind, this.bars.isWithin(line.pos, line.to));
    while (this.nextLine()) {
      if (line.blank || (!line.deep && this.interrupts(leaf))) break;
      if (this.endsLeaf(leaf)) return;
      leaf.add(line);
    }
    this.top.nodes++;
    this.facts.leaf(leaf);
  }

  /** Whether the next line makes something of the lines so far that is complete before or with it. */
  private endsLeaf(leaf: Leaf): boolean {
    const defined = leaf.endsDefinition(this.line);
    if (defined >= 0) {
      this.top.nodes++;
      this.facts.definition(leaf, leaf.from + defined);
      return true;
    }
    leaf.observeRow(this.line);
    const underline = this.left ? -1 : underlineEnd(this.line);
    if (underline < 0) return false;
    const level = this.line.next === 61 ? 1 : 2;
    this.nextLine();
    this.top.nodes++;
    this.facts.setext(level, leaf, this.before);
    return true;
  }

  /** Whether a block begins that needs no empty line above it. */
  private interrupts(leaf: Leaf): boolean {
    return this.beginsBlock(leaf) || (!leaf.barred && this.beginsTable());
  }

  private beginsBlock(leaf: Leaf): boolean {
    const { line } = this;
    switch (line.next) {
      case 35:
        return atxLevel(line) >= 0;
      case 96:
      case 126:
        return fenceEnd(line) >= 0;
      case 62:
        return true;
      case 42:
      case 43:
      case 45:
      case 95:
        return this.beginsBullet() || this.interruptsByRule();
      case 60:
        return htmlStyle(line, true) !== undefined;
      case 37:
        return this.opensPair('%%') && leaf.count('%%') % 2 === 0;
      case 36:
        return this.opensPair('$$') && leaf.count('$$') % 2 === 0 && this.mathCloses();
      case 91:
        return this.footnoteEnd() > 0;
      default:
        return this.beginsNumbered();
    }
  }

  private isIn(kind: ContainerKind): boolean {
    return this.stack.some((open) => open.kind === kind);
  }

  private beginsBullet(): boolean {
    const { line } = this;
    return isBullet(line) && (this.isIn('bullets') || line.skipSpace(line.pos + 2) < line.to);
  }

  private beginsNumbered(): boolean {
    const { line } = this;
    const size = orderedSize(line);
    if (size < 0 || this.isIn('numbers')) return size >= 0;
    return line.skipSpace(line.pos + size) < line.to && size === 2 && line.next === 49;
  }

  private interruptsByRule(): boolean {
    const { line } = this;
    if (!isRule(line)) return false;
    return this.left || underlineEnd(line) < 0;
  }

  private beginsTable(): boolean {
    const { line, text } = this;
    if (!this.bars.isWithin(line.base, line.to)) return false;
    const below = Math.min(line.to + 1, text.length);
    return beginsTable(line, below, this.lineEnd(this.number + 1));
  }
}
