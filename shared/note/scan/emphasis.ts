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

/** Leave of the parts from `start` on what a reader wants: marks as far as they are used up, and no openers. */
export function settleMarks(parts: Part[], start: number): void {
  const settled: Part[] = [];
  for (let at = start; at < parts.length; at++) {
    const part = parts[at] as Part;
    if (isPaired(part)) {
      if (part.first < part.from) settled.push(new Part('hidden', part.first, part.from));
      if (part.to < part.last) settled.push(new Part('hidden', part.to, part.last));
    } else if (part.kind !== 'gone' && part.kind !== 'link-start' && part.kind !== 'image-start') {
      settled.push(part);
    }
  }
  parts.length = start;
  for (const part of settled) parts.push(part);
}
