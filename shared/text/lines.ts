/** Lines after the last one that are looked at before the others are. */
const NEAR = 8;

/**
 * Lines of a text: numbers and columns count from 1, columns in UTF-16 units. A line ends with LF or CRLF;
 * a CR alone is an ordinary character.
 */
export class LineIndex {
  private readonly text: string;
  private readonly starts: number[];
  /** The line that was asked for last: questions mostly come in order. */
  private last = 0;

  constructor(text: string) {
    this.text = text;
    this.starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  get count(): number {
    return this.starts.length;
  }

  /** Number of the line that holds `offset`; offsets outside the text count as its nearest end. */
  line(offset: number): number {
    const { starts, last } = this;
    if ((starts[last] ?? 0) <= offset) {
      let near = last;
      for (const end = Math.min(last + NEAR, starts.length - 1); near < end; near++) {
        if ((starts[near + 1] ?? 0) > offset) break;
      }
      if (near === starts.length - 1 || (starts[near + 1] ?? 0) > offset) {
        this.last = near;
        return near + 1;
      }
    }
    return this.search(offset);
  }

  private search(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.last = low;
    return low + 1;
  }

  column(offset: number): number {
    return Math.max(0, offset - this.start(this.line(offset))) + 1;
  }

  /** Offset of the first character of a line; lines outside the text count as its first or last. */
  start(line: number): number {
    return this.starts[Math.min(Math.max(line, 1), this.count) - 1] ?? 0;
  }

  /** Offset after the last character of a line, its LF or CRLF not counted. */
  end(line: number): number {
    if (line >= this.count) return this.text.length;
    const feed = this.start(line + 1) - 1;
    return feed > this.start(line) && this.text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
  }
}
