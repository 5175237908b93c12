import type { Span } from '../note/facts.ts';

const fence = /^[ \t>]*(`{3,}|~{3,})/gm;

/** Tells headings and tags from other text by the look of their line, fences and front matter minded. */
export class LineKinds {
  private readonly text: string;
  /** Where the front matter ends; 0 where there is none. */
  private readonly bodyFrom: number;
  private readonly fences: Span[];
  private nextFence = 0;

  constructor(text: string) {
    this.text = text;
    this.bodyFrom = frontMatterEnd(text);
    this.fences = fenced(text, this.bodyFrom);
  }

  fieldAt(offset: number): 'heading' | 'tag' | 'text' {
    const { text } = this;
    if (offset < this.bodyFrom) return this.propertyAt(offset) === 'tags' ? 'tag' : 'text';
    if (this.inFence(offset)) return 'text';
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    if (/^ {0,3}#{1,6}[ \t]/.test(text.slice(start, start + 10))) return 'heading';
    const before = text.slice(Math.max(start, offset - 60), offset + 1);
    return /(?:^|\s)#[^\s#]*$/.test(before) ? 'tag' : 'text';
  }

  /** The key that the offset belongs to, in the front matter. */
  private propertyAt(offset: number): string | undefined {
    const above = this.text.slice(0, this.text.indexOf('\n', offset));
    const keys = [...above.matchAll(/^\s*["']?([\w-]+)["']?\s*[:=]/gm)];
    return keys.at(-1)?.[1];
  }

  /** Asked mostly in order of the text, so the search goes on from where it was. */
  private inFence(offset: number): boolean {
    const { fences } = this;
    if ((fences[this.nextFence - 1]?.to ?? 0) > offset) this.nextFence = 0;
    while ((fences[this.nextFence]?.to ?? Number.POSITIVE_INFINITY) <= offset) this.nextFence++;
    return (fences[this.nextFence]?.from ?? Number.POSITIVE_INFINITY) <= offset;
  }
}

function frontMatterEnd(text: string): number {
  const [opening = '', delimiter = ''] = /^\ufeff?(\+\+\+|---|\{)[ \t]*\r?\n/.exec(text) ?? [];
  if (!delimiter) return 0;
  const end = text.indexOf(`\n${delimiter === '{' ? '}' : delimiter}`, opening.length - 1);
  return end < 0 ? 0 : end + 1;
}

function fenced(text: string, from: number): Span[] {
  const spans: Span[] = [];
  if (!text.includes('```') && !text.includes('~~~')) return spans;
  let open: { at: number; mark: string } | undefined;
  for (const match of text.matchAll(fence)) {
    const mark = match[1] ?? '';
    if (match.index < from) continue;
    if (!open) open = { at: match.index, mark };
    else if (mark.startsWith(open.mark)) {
      spans.push({ from: open.at, to: match.index });
      open = undefined;
    }
  }
  if (open) spans.push({ from: open.at, to: text.length });
  return spans;
}
