import type { Span } from './facts.ts';

interface Skip extends Span {
  /** The label of a reference link: the range is skipped only where such a definition exists. */
  label: string | undefined;
}

/**
 * Collects where plain text stands: the ranges opened by blocks, without those skipped (links, code, marks …).
 * Both come in document order; a skip inside another is allowed.
 */
export class ProseReader {
  private readonly opened: Span[] = [];
  private readonly skipped: Skip[] = [];
  private readonly labels = new Set<string>();

  open(span: Span): void {
    this.opened.push(span);
  }

  skip({ from, to }: Span): void {
    this.skipped.push({ from, to, label: undefined });
  }

  /** Skip a reference link, if its label turns out to be defined anywhere in the note. */
  skipIfDefined({ from, to }: Span, label: string): void {
    this.skipped.push({ from, to, label: normalised(label) });
  }

  define(label: string): void {
    this.labels.add(normalised(label));
  }

  isDefined(label: string): boolean {
    return this.labels.has(normalised(label));
  }

  /** The ranges of plain text, in order, none empty or mere white space at its end. */
  spans(text: string): Span[] {
    const result: Span[] = [];
    let next = 0;
    for (const { from, to } of this.opened) {
      let at = from;
      for (; next < this.skipped.length; next++) {
        const skip = this.skipped[next];
        if (!skip || skip.from >= to) break;
        if (skip.to <= at || (skip.label !== undefined && !this.labels.has(skip.label))) continue;
        add(result, text, at, skip.from);
        at = Math.max(at, skip.to);
      }
      add(result, text, at, to);
    }
    return result;
  }
}

function add(spans: Span[], text: string, from: number, to: number): void {
  if (from < to && text.slice(from, to).trim() !== '') spans.push({ from, to });
}

function normalised(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
