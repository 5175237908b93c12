import { isAsciiSolid, type Surroundings } from './surroundings.ts';

/** What the ends of a name ask of their neighbours. */
export interface NameEnds {
  /** Han, kana and hangul may touch anything. */
  firstFree: boolean;
  lastFree: boolean;
  /** The unit of an end that is punctuation, else -1. */
  firstMark: number;
  lastMark: number;
}

const free = '[[\\p{L}\\p{N}]&&[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}]]';
const startsFree = new RegExp(`^${free}`, 'v');
const endsFree = new RegExp(`${free}\\p{M}*$`, 'v');
const letterOrDigit = /[\p{L}\p{N}\p{M}]/u;

const DOT = 0x2e;
const HASH = 0x23;
const PLUS = 0x2b;
const SMALL_S = 0x73;

/** The ends of a folded name. */
export function nameEnds(folded: string): NameEnds {
  const markAt = (index: number) => (letterOrDigit.test(folded[index] ?? '') ? -1 : folded.charCodeAt(index));
  return {
    firstFree: startsFree.test(folded),
    lastFree: endsFree.test(folded),
    firstMark: markAt(0),
    lastMark: markAt(folded.length - 1),
  };
}

/** The edge rule: whether a name may be taken as standing by itself at `[from, to)`. */
export function fitsEdges(around: Surroundings, from: number, to: number, ends: NameEnds): boolean {
  if (!ends.firstFree && joinsBefore(around, from, ends.firstMark)) return false;
  return ends.lastFree || !joinsAfter(around, from, to, ends.lastMark);
}

function joinsBefore(around: Surroundings, from: number, mark: number): boolean {
  const place = around.before(from);
  if (place < 0) return false;
  const unit = around.unit(place);
  if (unit === DOT || unit === mark || around.isSolid(place)) return true;
  return isJoint(unit) && around.isSolid(around.before(place));
}

function joinsAfter(around: Surroundings, from: number, to: number, mark: number): boolean {
  const place = around.after(to);
  const unit = around.unit(place);
  if (unit === SMALL_S && isCapitals(around.text.slice(from, to)))
    return joinsAfter(around, place, place + 1, -1);
  if (unit === HASH || unit === mark || around.isSolid(place)) return true;
  const next = around.after(place + 1);
  return (unit === PLUS && around.unit(next) === PLUS) || (isJoint(unit) && around.isSolid(next));
}

/** `-`, `_` and `.` join where a letter or digit stands beyond. */
function isJoint(unit: number): boolean {
  return unit === 0x2d || unit === 0x5f || unit === DOT;
}

function isCapitals(text: string): boolean {
  return text.toUpperCase() === text && text.toLowerCase() !== text;
}

/** Whether a Latin word stands beside `[from, to)` with nothing but space between. */
export function isBesideWord(around: Surroundings, from: number, to: number): boolean {
  const left = skipSpace(around, around.before(from), (at) => around.before(at));
  if (left !== undefined && isWordEnd(around, left)) return true;
  const right = skipSpace(around, around.after(to), (at) => around.after(at + 1));
  return right !== undefined && around.isLatin(right);
}

/** The first place beyond the space at `at`, in the same paragraph; undefined where there is none. */
function skipSpace(around: Surroundings, at: number, step: (at: number) => number): number | undefined {
  let place = at;
  let breaks = 0;
  for (let unit = around.unit(place); isSpace(unit); unit = around.unit(place)) {
    if (unit === 0x0a && ++breaks > 1) return undefined;
    place = step(place);
  }
  return place === at ? undefined : place;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0xa0;
}

/** A word may end in digits (`k8s2`). */
function isWordEnd(around: Surroundings, at: number): boolean {
  let place = at;
  while (place >= 0 && isAsciiSolid(around.unit(place)) && !around.isLatin(place))
    place = around.before(place);
  return place >= 0 && around.isLatin(place);
}
