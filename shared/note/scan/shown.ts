import { wikiShown } from '../inline-text.ts';
import type { Part } from './part.ts';

/**
 * What a reader sees of a range of the scanned string, its white space as written. `parts` from `first` on are those
 * in it. What has the form of a reference link shows without its brackets only where `isLink` says so.
 */
export function shownText(
  text: string,
  from: number,
  to: number,
  parts: readonly Part[],
  first: number,
  isLink?: (reference: Part) => boolean,
): string {
  if (first === parts.length) return text.slice(from, to);
  const shown = new Shown(text, from);
  for (let index = first; index < parts.length; index++) {
    const part = parts[index] as Part;
    if (part.kind !== 'reference') shown.part(part);
    else if (isLink?.(part)) shown.open(part);
  }
  return shown.upTo(to);
}

class Shown {
  private readonly text: string;
  private result = '';
  /** How far the text was taken. */
  private at: number;
  /** References that are open; the innermost last. */
  private readonly references: Part[] = [];

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
  }

  /** A reference link: its opening mark is left out here, the rest of it where its text ends. */
  open(reference: Part): void {
    this.closeBefore(reference.from);
    if (reference.from < this.at) return;
    this.replace(reference.from, reference.from + reference.first, '');
    this.references.push(reference);
  }

  /** A part, unless it stands in one that was replaced. */
  part(part: Part): void {
    this.closeBefore(part.from);
    const shown = part.from < this.at ? undefined : partText(this.text, part);
    if (shown !== undefined) this.replace(part.from, part.to, shown);
  }

  upTo(to: number): string {
    this.closeBefore(to);
    return this.result + this.text.slice(this.at, to);
  }

  private closeBefore(limit: number): void {
    for (let open = this.references.at(-1); open && open.last <= limit; open = this.references.at(-1)) {
      this.replace(open.last, open.to, open.text);
      this.references.pop();
    }
  }

  private replace(from: number, to: number, shown: string): void {
    this.result += this.text.slice(this.at, from) + shown;
    this.at = to;
  }
}

/** What stands for a part in the shown text; undefined where it is as written. */
function partText(text: string, { kind, from, to, first, text: shown }: Part): string | undefined {
  switch (kind) {
    case 'hidden':
    case 'block-id':
    case 'footnote':
    case 'wiki-embed':
      return '';
    case 'autolink':
      return text.slice(from + 1, to - 1);
    case 'code':
      return text.slice(from + first, to - first);
    case 'escape':
      return text.slice(from + 1, to);
    case 'wiki':
      return wikiShown(text.slice(from + 2, to - 2));
    case 'link':
    case 'image':
      return shown;
    default:
      return undefined;
  }
}

/** White space to single spaces, none at the ends. */
export function collapsed(text: string): string {
  return isCollapsed(text) ? text : text.replace(/\s+/g, ' ').trim();
}

/** Whether there is surely nothing to collapse: spaces alone, single, and none at the ends. */
function isCollapsed(text: string): boolean {
  let space = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 33) {
      if (space || code !== 32) return false;
      space = true;
    } else {
      if (code > 127 && (code < 0x3400 || code >= 0xd800)) return false;
      space = false;
    }
  }
  return !space || text === '';
}
