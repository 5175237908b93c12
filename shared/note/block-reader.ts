import type { LineIndex } from '../text/lines.ts';
import type { Block, BlockKind } from './facts.ts';

type ContainerKind = 'list-item' | 'quote' | 'footnote';

interface Container {
  kind: ContainerKind | 'note';
  /** Offset of what makes the container: the first block in it begins there. */
  from: number;
  /** Index into `blocks` of the list item itself; -1 for what is none. */
  item: number;
  /** Nothing but its mark has been seen yet. */
  fresh: boolean;
  /** Where, in `blocks`, the child before the present one begins, and the present one. */
  previous: number;
  present: number;
}

/** Cuts a note into blocks, in document order: see `Block`. */
export class BlockReader {
  readonly blocks: Block[] = [];
  /** Index of the nearest heading above, or -1. */
  heading = -1;
  private readonly text: string;
  private readonly lines: LineIndex;
  private readonly stack: Container[] = [container('note', 0, -1)];
  private inRow = false;

  constructor(text: string, lines: LineIndex) {
    this.text = text;
    this.lines = lines;
  }

  /** Index of the block that was begun last. */
  get current(): number {
    return this.blocks.length - 1;
  }

  /** Where a range ends without the white space (and CR) at its end. */
  trimmed(from: number, to: number): number {
    let end = to;
    while (end > from && isSpace(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** A list item is no child of what holds its list: the list is. */
  enterContainer(kind: ContainerKind, from: number): boolean {
    if (kind !== 'list-item') this.enterChild();
    this.stack.push(container(kind, from, this.parent));
    return true;
  }

  leaveContainer(): void {
    this.stack.pop();
  }

  /** A block begins in the innermost container. */
  enterChild(): boolean {
    const top = this.top;
    top.fresh = false;
    top.previous = top.present;
    top.present = this.blocks.length;
    return true;
  }

  /** The mark of a list item: the item's own block begins here, and grows with its first paragraph. */
  item(from: number, to: number): boolean {
    const top = this.top;
    this.push('list-item', from, to);
    top.item = this.current;
    top.from = from;
    return false;
  }

  /** Whether the next paragraph is the first thing in a list item. */
  beginsItem(): boolean {
    return this.top.kind === 'list-item' && this.top.fresh;
  }

  paragraph(from: number, to: number): void {
    const { kind, fresh, from: begin } = this.top;
    this.enterChild();
    const own = this.blocks.at(-1);
    if (kind === 'list-item' && fresh && own) own.span.to = to;
    else if (kind === 'footnote') this.push('footnote', fresh ? begin : from, to);
    else this.push(kind === 'quote' ? 'quote' : 'paragraph', from, to);
  }

  leaf(kind: BlockKind, from: number, to: number, lang?: string): void {
    this.enterChild();
    this.push(kind, from, to, lang);
  }

  row(from: number, to: number): void {
    this.push('table-row', from, to);
    this.inRow = true;
  }

  /** The block id at the end of the present block. */
  id(id: string): void {
    const block = this.blocks.at(-1);
    if (block && !this.inRow) block.id = id;
  }

  /**
   * A paragraph that is a block id and nothing else names the list, quote, table or other block above it: the id goes
   * to the first of its blocks that has none. False where the paragraph is another, or stands first.
   */
  loneId(from: number, to: number): boolean {
    if (this.text.charCodeAt(from) !== 94 || this.beginsItem()) return false;
    const id = /^\^([A-Za-z0-9-]+)$/.exec(this.text.slice(from, to))?.[1];
    const start = this.top.present;
    if (id === undefined || start < 0) return false;
    const named = this.blocks.slice(start).find((block) => block.id === undefined);
    if (named) named.id = id;
    this.enterChild();
    return true;
  }

  private get top(): Container {
    return this.stack.at(-1) ?? container('note', 0, -1);
  }

  private get parent(): number {
    return this.top.item;
  }

  private push(kind: BlockKind, from: number, to: number, lang?: string): void {
    const parent = kind === 'list-item' ? (this.stack.at(-2)?.item ?? -1) : this.parent;
    const line = this.lines.line(from);
    this.blocks.push({ kind, span: { from, to }, line, id: undefined, heading: this.heading, parent, lang });
    this.inRow = false;
  }
}

function container(kind: Container['kind'], from: number, item: number): Container {
  return { kind, from, item, fresh: true, previous: -1, present: -1 };
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
