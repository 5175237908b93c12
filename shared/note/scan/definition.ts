import type { Span } from '../facts.ts';
import { DEFINITION, Unbounded } from './bounds.ts';
import { destinationEnd, labelEnd, NONE, skipBlanks, titleEnd } from './destination.ts';

const COLON = 58;

/**
 * A link reference definition, `[label]: url "title"`, as it comes in line by line. Its text may grow, so it is read
 * in stages, and each stage once. Offsets are into its own text.
 */
export class Definition {
  label: Span | undefined;
  url: Span | undefined;
  failed = false;
  private titled = false;
  private pos = 0;

  constructor(first: string) {
    this.advance(first);
  }

  /** Take the text with one more line; the length of the definition where it ends before that one, else -1. */
  next(content: string): number {
    if (content.length > DEFINITION) throw new Unbounded();
    const end = this.advance(content);
    return end < content.length ? end : -1;
  }

  /** Whether the text, now that it is all there, is a definition and nothing else. */
  isWhole(content: string): boolean {
    return (
      !this.failed &&
      this.url !== undefined &&
      skipBlanks(content, this.pos, content.length) === content.length
    );
  }

  /** The end of the line that ends a complete definition, -1 while it is none. */
  private advance(content: string): number {
    if (!this.failed && !this.label) this.readLabel(content);
    if (this.label && !this.url) this.readUrl(content);
    if (this.failed || !this.url) return -1;
    if (this.titled) return blankEnd(content, this.pos);
    return this.readTitle(content);
  }

  private readLabel(content: string): void {
    const end = labelEnd(content, 0, content.length, true);
    if (end > 0 && content.charCodeAt(end) === COLON) {
      this.label = { from: 0, to: end };
      this.pos = end + 1;
    } else this.failed = end > 0 || end === NONE;
  }

  private readUrl(content: string): void {
    const from = skipBlanks(content, this.pos, content.length);
    const to = destinationEnd(content, from, content.length);
    this.failed = to === NONE;
    if (to <= 0) return;
    this.url = { from, to };
    this.pos = to;
  }

  private readTitle(content: string): number {
    const from = skipBlanks(content, this.pos, content.length);
    const title = from > this.pos ? titleEnd(content, from, content.length) : NONE;
    const end = title > 0 ? blankEnd(content, title) : -1;
    if (end <= 0) return blankEnd(content, this.pos);
    this.titled = true;
    this.pos = title;
    return end;
  }
}

/** Where the line ends that has nothing but white space from `from` on; -1 where it has more. */
function blankEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return at;
    if (code !== 32 && code !== 9 && code !== 13) return -1;
  }
  return text.length;
}
