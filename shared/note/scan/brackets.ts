import { checkParentheses, destinationEnd, labelEnd, skipBlanks, titleEnd } from './destination.ts';
import { pairMarks, settleMarks } from './emphasis.ts';
import { Part, type Stretch } from './part.ts';
import { shownText } from './shown.ts';

/** What a `]` does: it ends a link or image, if one is open. Returns where the scan goes on. */
export function closeBracket(scan: Stretch, at: number): number {
  const { parts, text, to } = scan;
  const next = at + 1 < to ? text.charCodeAt(at + 1) : -1;
  if (next === 40) checkParentheses(text, at + 2, to);
  let index = parts.length - 1;
  while (index >= 0 && !isStart(parts[index] as Part)) index--;
  const start = parts[index];
  if (!start) return at + 1;
  const empty = next !== 40 && next !== 91 && skipBlanks(text, start.to, to) === at;
  if (start.side === 0 || empty) {
    start.kind = 'gone';
    return at + 1;
  }
  return finishLink(scan, start, index, at);
}

function isStart({ kind }: Part): boolean {
  return kind === 'link-start' || kind === 'image-start';
}

function finishLink(scan: Stretch, start: Part, index: number, close: number): number {
  const { parts } = scan;
  const image = start.kind === 'image-start';
  pairMarks(parts, index + 1);
  settleMarks(parts, index + 1);
  const link = new Part(image ? 'image' : 'link', start.from, close + 1);
  const inside = readTarget(scan, link, close)
    ? shownText(scan.text, start.to, close, parts, index + 1)
    : undefined;
  parts[index] = link;
  if (inside === undefined) makeReference(scan, link, close);
  else link.text = inside + link.text;
  if (!image) closeOuter(parts, index);
  return link.to;
}

/** No link holds another: brackets that are still open can only be images. */
function closeOuter(parts: readonly Part[], end: number): void {
  for (let at = 0; at < end; at++) {
    const part = parts[at] as Part;
    if (part.kind === 'link-start') part.side = 0;
  }
}

/**
 * Read `(target "title")` behind the `]`; its white space goes to what the link shows, as in the grammar's tree. False
 * where it is no target; `()` without one is part of the link all the same.
 */
function readTarget({ text, to }: Stretch, link: Part, close: number): boolean {
  if (close + 1 >= to || text.charCodeAt(close + 1) !== 40) return false;
  const first = skipBlanks(text, close + 2, to);
  const end = destinationEnd(text, first, to);
  const last = end > 0 ? end : first;
  let at = skipBlanks(text, last, to);
  let shown = text.slice(close + 2, first) + text.slice(last, at);
  const title = end > 0 && at > last ? titleEnd(text, at, to) : -1;
  if (title > 0) {
    at = skipBlanks(text, title, to);
    shown += text.slice(title, at);
  }
  if (at >= to || text.charCodeAt(at) !== 41) return false;
  link.to = at + 1;
  link.text = shown;
  link.first = first;
  link.last = last;
  return end > 0;
}

function makeReference({ text, to }: Stretch, link: Part, close: number): void {
  if (link.to === close + 1 && close + 1 < to && text.charCodeAt(close + 1) === 91) {
    link.to = Math.max(link.to, labelEnd(text, close + 1, to, false));
  }
  link.first = link.kind === 'image' ? 2 : 1;
  link.last = close;
  link.kind = 'reference';
}
