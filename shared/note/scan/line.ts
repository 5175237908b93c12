/** Space, tab, LF or CR: what CommonMark's blocks count as white space. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** `indexOf`, but not past `to`: a search over the rest of a long note, line after line, takes quadratic time. */
export function indexWithin(text: string, sign: string, from: number, to: number): number {
  const at = text.slice(from, to).indexOf(sign);
  return at < 0 ? -1 : from + at;
}

/** Looks for a sign that a text may never hold, again and again further down, and passes over the text once in all. */
export class NextSign {
  private readonly text: string;
  private readonly sign: string;
  private next = -1;

  constructor(text: string, sign: string) {
    this.text = text;
    this.sign = sign;
  }

  /** Whether the sign stands in a range; no range begins before one that was asked for earlier. */
  isWithin(from: number, to: number): boolean {
    if (this.next < from) {
      const found = this.text.indexOf(this.sign, from);
      this.next = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.next < to;
  }
}

/**
 * The line that the block scanner stands on, and how far the open containers have taken it. Positions are offsets
 * into the text; columns count a tab up to the next multiple of four.
 */
export class ScanLine {
  readonly text: string;
  /** The line without its LF. */
  from = 0;
  to = 0;
  /** Where the content begins, after the marks of the containers, and its column. */
  base = 0;
  baseIndent = 0;
  /** How many of the open containers the line continues. */
  depth = 1;
  /** The first character of the content that is no white space, its column, and what it is: -1 for none. */
  pos = 0;
  indent = 0;
  next = -1;
  /** Offsets of the `>` of quotes that the line continues. */
  marks: number[] = [];

  constructor(text: string) {
    this.text = text;
  }

  reset(from: number, to: number): void {
    this.from = from;
    this.to = to;
    this.base = from;
    this.pos = from;
    this.baseIndent = 0;
    this.indent = 0;
    this.depth = 1;
    if (this.marks.length > 0) this.marks = [];
    this.toContent();
  }

  get blank(): boolean {
    return this.pos === this.to;
  }

  /** Whether the content is indented as code is. */
  get deep(): boolean {
    return this.indent >= this.baseIndent + 4;
  }

  /** After the base has moved: on to the next content. */
  forward(): void {
    if (this.base > this.pos) this.toContent();
  }

  skipSpace(from: number): number {
    let at = from;
    while (at < this.to && isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  /** The end of what stands before the white space that ends the line, but not before `from`. */
  contentEnd(from: number): number {
    let at = this.to;
    while (at > from && isBlank(this.text.charCodeAt(at - 1))) at--;
    return at;
  }

  moveBase(to: number): void {
    this.base = to;
    this.baseIndent = this.column(to, this.pos, this.indent);
  }

  moveBaseColumn(column: number): void {
    this.baseIndent = column;
    this.base = this.atColumn(column);
  }

  /** Column of `to`, counted from a place whose column is known. */
  column(to: number, from: number, known: number): number {
    let column = known;
    for (let at = from; at < to; at++) column += this.text.charCodeAt(at) === 9 ? 4 - (column % 4) : 1;
    return column;
  }

  /** The place at a column; after the tab where one reaches over it. */
  atColumn(goal: number): number {
    let at = this.from;
    for (let column = 0; at < this.to && column < goal; at++) {
      column += this.text.charCodeAt(at) === 9 ? 4 - (column % 4) : 1;
    }
    return at;
  }

  private toContent(): void {
    const pos = this.skipSpace(this.base);
    this.indent = this.column(pos, this.pos, this.indent);
    this.pos = pos;
    this.next = pos === this.to ? -1 : this.text.charCodeAt(pos);
  }
}
