import { CLOSES, OPENS, Part } from './part.ts';

/**
 * Pair the marks of emphasis among the parts from `start` on, as CommonMark says: what is used up of a mark lies
 * before its `from` and behind its `to` then.
 */
export function pairMarks(parts: readonly Part[], start: number): void {
  for (let at = start; at < parts.length; at++) {
    const close = parts[at] as Part;
    if ((close.side & CLOSES) === 0 || !isPaired(close)) continue;
    const opener = findOpener(parts, start, at, close);
    if (opener < 0) continue;
    for (let inner = opener + 1; inner < at; inner++) (parts[inner] as Part).side = 0;
    use(parts[opener] as Part, close);
    // What is left of the closing mark may close another.
    if (close.side !== 0) at--;
  }
}

function isPaired({ kind }: Part): boolean {
  return isEmphasis(kind) || kind === 'strike' || kind === 'highlight';
}

function isEmphasis(kind: string): boolean {
  return kind === 'emphasis*' || kind === 'emphasis_';
}

function findOpener(parts: readonly Part[], start: number, end: number, close: Part): number {
  const emphasis = isEmphasis(close.kind);
  for (let at = end - 1; at >= start; at--) {
    const open = parts[at] as Part;
    if ((open.side & OPENS) === 0 || open.kind !== close.kind) continue;
    if (!(emphasis && misfits(open, close))) return at;
  }
  return -1;
}

/** CommonMark's rule of three: marks that could both open and close pair only where their lengths allow it. */
function misfits(open: Part, close: Part): boolean {
  if ((close.side & OPENS) === 0 && (open.side & CLOSES) === 0) return false;
  return (open.size + close.size) % 3 === 0 && (open.size % 3 !== 0 || close.size % 3 !== 0);
}

function use(open: Part, close: Part): void {
  const whole = !isEmphasis(close.kind);
  const size = whole ? close.size : Math.min(2, open.to - open.from, close.to - close.from);
  open.to -= size;
  close.from += size;
  if (whole || open.from === open.to) open.side = 0;
  if (whole || close.from === close.to) close.side = 0;
}

function isSettled(part: Part): boolean {
  const { kind } = part;
  return kind !== 'gone' && kind !== 'link-start' && kind !== 'image-start' && !isPaired(part);
}

/** Leave of the parts from `start` on what a reader wants: marks as far as they are used up, and no openers. */
export function settleMarks(parts: Part[], start: number): void {
  let first = start;
  while (first < parts.length && isSettled(parts[first] as Part)) first++;
  if (first === parts.length) return;
  const rest = parts.slice(first);
  parts.length = first;
  for (const part of rest) {
    if (isPaired(part)) addUsed(parts, part);
    else if (isSettled(part)) parts.push(part);
  }
}

function addUsed(parts: Part[], mark: Part): void {
  const { first, from, to, last } = mark;
  mark.kind = 'hidden';
  mark.from = first;
  mark.to = last;
  if (from === to) parts.push(mark);
  else {
    if (first < from) parts.push(new Part('hidden', first, from));
    if (to < last) parts.push(new Part('hidden', to, last));
  }
}
