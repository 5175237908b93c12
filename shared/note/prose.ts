import type { Span } from './facts.ts';

/**
 * Collects where plain text stands: the ranges opened by blocks, without those skipped (links, code, marks …).
 * Both come in document order; a skip belongs to the block opened last, and may be inside another.
 */
export class ProseReader {
  private readonly text: string;
  private readonly found: Span[] = [];
  /** Of the block opened last: where what is not yet taken begins, and where it ends. */
  private at = 0;
  private to = 0;
  /** Reference links: skipped only where such a definition exists. */
  private readonly references: { span: Span; label: string }[] = [];
  private readonly labels = new Set<string>();

  constructor(text: string) {
    this.text = text;
  }

  open(from: number, to: number): void {
    this.take(this.to);
    this.at = from;
    this.to = to;
  }

  skip(from: number, to: number): void {
    if (from >= this.to || to <= this.at) return;
    this.take(from);
    this.at = to;
  }

  /** Skip a reference link, if its label turns out to be defined anywhere in the note. */
  skipIfDefined(from: number, to: number, label: string): void {
    this.references.push({ span: { from, to }, label });
  }

  define(label: string): void {
    this.labels.add(normalised(label));
  }

  isDefined(label: string): boolean {
    return this.labels.size > 0 && this.labels.has(normalised(label));
  }

  /** The ranges of plain text, in order, none empty or mere white space. To be called once, at the end. */
  spans(): Span[] {
    this.take(this.to);
    const skipped = this.references.filter(({ label }) => this.isDefined(label)).map(({ span }) => span);
    return skipped.length === 0 ? this.found : this.without(skipped);
  }

  /** Take what there is before `end` in the block opened last. */
  private take(end: number): void {
    if (this.at < end) this.add(this.found, this.at, end);
  }

  private add(spans: Span[], from: number, to: number): void {
    const solid = isSolid(this.text.charCodeAt(from)) || this.text.slice(from, to).trim() !== '';
    if (solid) spans.push({ from, to });
  }

  private without(skipped: readonly Span[]): Span[] {
    const result: Span[] = [];
    let next = 0;
    for (const { from, to } of this.found) {
      let at = from;
      for (let skip = skipped[next]; skip && skip.from < to; skip = skipped[++next]) {
        if (at < skip.from) this.add(result, at, skip.from);
        at = Math.max(at, skip.to);
        // It may reach into the next range.
        if (skip.to > to) break;
      }
      if (at < to) this.add(result, at, to);
    }
    return result;
  }
}

/** Surely no white space; what is, beyond ASCII, is left to `trim`. */
function isSolid(code: number): boolean {
  return code > 32 && (code < 128 || (code >= 0x3400 && code < 0xd800));
}

function normalised(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
