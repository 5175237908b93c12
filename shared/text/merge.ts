import { diffItems, type Hunk, splitLines } from './diff.ts';

/** A place in the merged text where both sides stand, ours before theirs; `middle` is where theirs begins. */
export interface MergeConflict {
  from: number;
  middle: number;
  to: number;
}

export interface Merge {
  text: string;
  conflicts: MergeConflict[];
}

/** Both sides changed this: base items `[from, to)`, and what each side has in their place. */
interface Region {
  from: number;
  to: number;
  ours: [number, number];
  theirs: [number, number];
}

/**
 * Merge two descendants of `base`, first by lines, then word by word in lines that both changed. Where both
 * changed the same words differently, both versions stay, ours first: nothing that a person wrote is dropped.
 */
export function mergeText(base: string, ours: string, theirs: string): Merge {
  if (ours === theirs || base === theirs) return { text: ours, conflicts: [] };
  if (base === ours) return { text: theirs, conflicts: [] };
  return mergeItems(splitLines(base), splitLines(ours), splitLines(theirs), mergeWords);
}

/**
 * `ours` with what only `theirs` changed, and with their lines where both changed the same words; lines that both added
 * at one place stand side by side. For what a person may take of theirs: taken again, nothing changes.
 */
export function takeTheirs(base: string, ours: string, theirs: string): string {
  const settle = (b: string, o: string, t: string) => {
    const merged = mergeWords(b, o, t);
    if (merged.conflicts.length === 0) return merged;
    const added = o.includes(t) ? o : o + t;
    return { text: b === '' ? added : t, conflicts: [] };
  };
  return mergeItems(splitLines(base), splitLines(ours), splitLines(theirs), settle).text;
}

function mergeWords(base: string, ours: string, theirs: string): Merge {
  return mergeItems(splitWords(base), splitWords(ours), splitWords(theirs), keepBoth);
}

function keepBoth(_base: string, ours: string, theirs: string): Merge {
  const conflict = { from: 0, middle: ours.length, to: ours.length + theirs.length };
  return { text: ours + theirs, conflicts: ours === '' || theirs === '' ? [] : [conflict] };
}

const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]|[[\p{L}\p{M}\p{N}_]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]+|[\s--\n]+|[\s\S]/gv;

/** Single CJK characters, words of other scripts, runs of white space, single other characters. */
export function splitWords(text: string): string[] {
  return text.match(WORD) ?? [];
}

function mergeItems(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  settle: (base: string, ours: string, theirs: string) => Merge,
): Merge {
  let text = '';
  const conflicts: MergeConflict[] = [];
  let at = 0;
  for (const region of regions(diffItems(base, ours), diffItems(base, theirs))) {
    text += base.slice(at, region.from).join('');
    at = region.to;
    const merged = mergeRegion(
      base.slice(region.from, region.to).join(''),
      ours.slice(...region.ours).join(''),
      theirs.slice(...region.theirs).join(''),
      settle,
    );
    for (const { from, middle, to } of merged.conflicts) {
      conflicts.push({ from: from + text.length, middle: middle + text.length, to: to + text.length });
    }
    text += merged.text;
  }
  return { text: text + base.slice(at).join(''), conflicts };
}

function mergeRegion(base: string, ours: string, theirs: string, settle: typeof keepBoth): Merge {
  if (ours === theirs || theirs === base) return { text: ours, conflicts: [] };
  if (ours === base) return { text: theirs, conflicts: [] };
  return settle(base, ours, theirs);
}

/** Changed stretches of the base, those of both sides that overlap (or insert at one place) as one. */
function regions(ours: readonly Hunk[], theirs: readonly Hunk[]): Region[] {
  const result: Region[] = [];
  let i = 0;
  let j = 0;
  let shiftOurs = 0;
  let shiftTheirs = 0;
  while (i < ours.length || j < theirs.length) {
    const firstI = i;
    const firstJ = j;
    const start = before(ours[i], theirs[j]) ? ours[i++] : theirs[j++];
    if (!start) break;
    let to = start.to;
    for (;;) {
      const left = ours[i];
      const right = theirs[j];
      if (left && touches(start.from, to, left)) to = Math.max(to, ours[i++]?.to ?? to);
      else if (right && touches(start.from, to, right)) to = Math.max(to, theirs[j++]?.to ?? to);
      else break;
    }
    const grownOurs = growth(ours, firstI, i);
    const grownTheirs = growth(theirs, firstJ, j);
    result.push({
      from: start.from,
      to,
      ours: [start.from + shiftOurs, to + shiftOurs + grownOurs],
      theirs: [start.from + shiftTheirs, to + shiftTheirs + grownTheirs],
    });
    shiftOurs += grownOurs;
    shiftTheirs += grownTheirs;
  }
  return result;
}

function before(left: Hunk | undefined, right: Hunk | undefined): boolean {
  if (!left || !right) return left !== undefined;
  return left.from < right.from || (left.from === right.from && left.to <= right.to);
}

/** Overlapping, or both insertions at one place; a change that only borders on another is apart from it. */
function touches(from: number, to: number, hunk: Hunk): boolean {
  return hunk.from < to || (hunk.from === to && hunk.to === to && from === to);
}

function growth(hunks: readonly Hunk[], from: number, to: number): number {
  let sum = 0;
  for (const hunk of hunks.slice(from, to)) sum += hunk.insertTo - hunk.insertFrom - (hunk.to - hunk.from);
  return sum;
}
