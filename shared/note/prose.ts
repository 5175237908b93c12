import type { Span } from './facts.ts';

/**
 * Collects where plain text stands: the ranges opened by blocks, without those skipped (links, code, marks …).
 * Both come in document order; a skip inside another is allowed.
 */
export class ProseReader {
  /** Pairs of offsets. */
  private readonly opened: number[] = [];
  private readonly skipped: number[] = [];
  /** By the index of a skip: the label of a reference link, which is skipped only where such a definition exists. */
  private readonly conditions = new Map<number, string>();
  private readonly labels = new Set<string>();

  open(span: Span): void {
    this.opened.push(span.from, span.to);
  }

  skip(span: Span): void {
    this.skipRange(span.from, span.to);
  }

  skipRange(from: number, to: number): void {
    this.skipped.push(from, to);
  }

  /** Skip a reference link, if its label turns out to be defined anywhere in the note. */
  skipIfDefined({ from, to }: Span, label: string): void {
    this.conditions.set(this.skipped.length, label);
    this.skipped.push(from, to);
  }

  define(label: string): void {
    this.labels.add(normalised(label));
  }

  isDefined(label: string): boolean {
    return this.labels.size > 0 && this.labels.has(normalised(label));
  }

  /** The ranges of plain text, in order, none empty or mere white space at its end. */
  spans(text: string): Span[] {
    const { opened, skipped } = this;
    const result: Span[] = [];
    let next = 0;
    for (let index = 0; index < opened.length; index += 2) {
      let at = opened[index] as number;
      const to = opened[index + 1] as number;
      for (; next < skipped.length && (skipped[next] as number) < to; next += 2) {
        const end = skipped[next + 1] as number;
        if (end <= at || !this.isSkipped(next)) continue;
        add(result, text, at, skipped[next] as number);
        at = end;
      }
      add(result, text, at, to);
    }
    return result;
  }

  private isSkipped(index: number): boolean {
    if (this.conditions.size === 0) return true;
    const label = this.conditions.get(index);
    return label === undefined || this.isDefined(label);
  }
}

function add(spans: Span[], text: string, from: number, to: number): void {
  if (from < to && (isSolid(text.charCodeAt(from)) || text.slice(from, to).trim() !== '')) {
    spans.push({ from, to });
  }
}

/** Surely no white space; what is, beyond ASCII, is left to `trim`. */
function isSolid(code: number): boolean {
  return code > 32 && (code < 128 || (code >= 0x3400 && code < 0xd800));
}

function normalised(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
