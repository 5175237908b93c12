/** Items `[from, to)` of the first sequence are replaced by `[insertFrom, insertTo)` of the second; counted from 0. */
export interface Hunk {
  from: number;
  to: number;
  insertFrom: number;
  insertTo: number;
}

/** Edits looked for in one round. Beyond it the best way so far is taken, which keeps hostile input linear. */
const ROUND = 256;

/** Lines of a text, each with its line end; the empty text has none. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** How the lines of `before` turn into those of `after`. */
export function diffLines(before: string, after: string): Hunk[] {
  return diffItems(splitLines(before), splitLines(after));
}

/** Shortest edit script (Myers' greedy algorithm, in rounds) between two sequences, as hunks in order. */
export function diffItems(before: readonly string[], after: readonly string[]): Hunk[] {
  const [a, b] = intern(before, after);
  const hunks: Hunk[] = [];
  let x = 0;
  let y = 0;
  while (x < a.length || y < b.length) {
    const { matches, endX, endY } = round(a, b, x, y);
    for (const match of matches) {
      addHunk(hunks, x, match.x, y, match.y);
      x = match.x + match.length;
      y = match.y + match.length;
    }
    addHunk(hunks, x, endX, y, endY);
    x = endX;
    y = endY;
  }
  return hunks;
}

/** The change from `before` to `after` in unified format; `''` where there is none. */
export function unifiedDiff(path: string, before: string, after: string, context = 3): string {
  const a = splitLines(before);
  const b = splitLines(after);
  const groups = groupHunks(diffItems(a, b), context);
  if (groups.length === 0) return '';
  let result = `--- a/${path}\n+++ b/${path}\n`;
  for (const group of groups) result += formatGroup(a, b, group, context);
  return result;
}

interface Match {
  x: number;
  y: number;
  length: number;
}

function intern(before: readonly string[], after: readonly string[]): [Uint32Array, Uint32Array] {
  const ids = new Map<string, number>();
  const id = (item: string) => {
    const known = ids.get(item);
    if (known !== undefined) return known;
    ids.set(item, ids.size);
    return ids.size - 1;
  };
  return [Uint32Array.from(before, id), Uint32Array.from(after, id)];
}

function addHunk(hunks: Hunk[], from: number, to: number, insertFrom: number, insertTo: number): void {
  if (from === to && insertFrom === insertTo) return;
  const last = hunks.at(-1);
  if (last?.to === from && last.insertTo === insertFrom) {
    last.to = to;
    last.insertTo = insertTo;
  } else hunks.push({ from, to, insertFrom, insertTo });
}

/**
 * Walk from (startX, startY) towards both ends. `trace[d]` holds, for each diagonal reached with d edits, how far
 * along the first sequence that goes; the path is read back from it.
 */
function round(a: Uint32Array, b: Uint32Array, startX: number, startY: number) {
  const trace: Int32Array[] = [];
  let best = { x: startX, y: startY, d: 0, k: 0 };
  for (let d = 0; ; d++) {
    const reach = new Int32Array(2 * d + 1);
    const previous = trace[d - 1];
    for (let k = -d; k <= d; k += 2) {
      let x = previous ? step(previous, d, k) : startX;
      let y = x - startX + startY - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      reach[k + d] = x;
      if (x > a.length || y > b.length) continue;
      if (x + y > best.x + best.y || (d === 0 && k === 0)) best = { x, y, d, k };
      if (x === a.length && y === b.length) break;
    }
    trace.push(reach);
    if ((best.x === a.length && best.y === b.length) || d === ROUND) break;
  }
  return { matches: readBack(trace, best, startX, startY), endX: best.x, endY: best.y };
}

/** Where diagonal k begins with d edits: one down from k + 1, or one right from k - 1, whichever is further. */
function step(previous: Int32Array, d: number, k: number): number {
  const down = previous[k + 1 + d - 1] ?? -1;
  const right = previous[k - 1 + d - 1] ?? -1;
  return k === -d || (k !== d && right < down) ? down : right + 1;
}

function readBack(
  trace: readonly Int32Array[],
  best: { x: number; d: number; k: number },
  startX: number,
  startY: number,
): Match[] {
  const matches: Match[] = [];
  let { x, k } = best;
  for (let d = best.d; d >= 0; d--) {
    const previous = trace[d - 1];
    const begin = previous ? step(previous, d, k) : startX;
    if (x > begin) matches.push({ x: begin, y: begin - startX + startY - k, length: x - begin });
    if (!previous) break;
    const down = previous[k + d] ?? -1;
    const right = previous[k + d - 2] ?? -1;
    k += k === -d || (k !== d && right < down) ? 1 : -1;
    x = previous[k + d - 1] ?? startX;
  }
  return matches.reverse();
}

function groupHunks(hunks: readonly Hunk[], context: number): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    if (last && previous && hunk.from - previous.to <= 2 * context) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function formatGroup(a: readonly string[], b: readonly string[], group: readonly Hunk[], context: number) {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) return '';
  const before = Math.min(context, first.from);
  const after = Math.min(context, a.length - last.to);
  const from = first.from - before;
  const head = `@@ -${range(from, last.to + after)} +${range(first.insertFrom - before, last.insertTo + after)} @@\n`;
  let body = '';
  let at = from;
  for (const hunk of group) {
    body += lines(' ', a, at, hunk.from) + lines('-', a, hunk.from, hunk.to);
    body += lines('+', b, hunk.insertFrom, hunk.insertTo);
    at = hunk.to;
  }
  return head + body + lines(' ', a, at, last.to + after);
}

/** A range as unified format writes it: an empty one names the line before it. */
function range(from: number, to: number): string {
  const size = to - from;
  return size === 1 ? String(from + 1) : `${size === 0 ? from : from + 1},${size}`;
}

function lines(mark: string, all: readonly string[], from: number, to: number): string {
  return all
    .slice(from, to)
    .map((line) => mark + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`))
    .join('');
}
