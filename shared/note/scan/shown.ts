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
  let result = '';
  let at = from;
  const ends: { part: Part; at: number }[] = [];
  const closeUntil = (limit: number) => {
    for (let end = ends.at(-1); end && end.at <= limit; end = ends.at(-1)) {
      result += text.slice(at, end.at) + end.part.text;
      at = end.part.to;
      ends.pop();
    }
  };
  for (let index = first; index < parts.length; index++) {
    const part = parts[index] as Part;
    closeUntil(part.from);
    if (part.from < at) continue;
    if (part.kind === 'reference') {
      if (!isLink?.(part)) continue;
      result += text.slice(at, part.from);
      at = part.from + part.first;
      ends.push({ part, at: part.last });
      continue;
    }
    const shown = partText(text, part);
    if (shown === undefined) continue;
    result += text.slice(at, part.from) + shown;
    at = part.to;
  }
  closeUntil(to);
  return result + text.slice(at, to);
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
