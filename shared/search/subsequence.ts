import { unitsOf } from './unit-table.ts';

/** How a typed query fits a name: bigger is better; `ranges` cover the characters that were matched. */
export interface Fit {
  score: number;
  ranges: [number, number][];
}

/** A bit for each letter and digit, one for everything else: a name that lacks a bit of the query cannot fit it. */
export function letterMask(folded: string): number {
  let mask = 0;
  for (let index = 0; index < folded.length; index++) mask |= 1 << bit(folded.charCodeAt(index));
  return mask;
}

/** The same of a stretch of units. */
export function unitMask(units: Uint16Array, from: number, to: number): number {
  let mask = 0;
  for (let at = from; at < to; at++) mask |= 1 << bit(units[at] as number);
  return mask;
}

/** Of a word of 32 bits. */
export function bitCount(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function bit(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return 26;
  return code === 32 ? 31 : 27 + (code & 3);
}

/**
 * Fit a folded query to a folded name: the whole name, its beginning, the beginning of a word, anywhere inside,
 * else its letters in order. Spaces in the query separate parts that must each fit, in any order.
 */
export function fitName(query: string, name: string): Fit | undefined {
  if (name === query) return { score: 1000, ranges: [[0, name.length]] };
  const whole = fitPart(query, name);
  if (whole && whole.score >= 400) return whole;
  const parts = query.split(' ').filter((part) => part !== '');
  if (parts.length < 2) return whole;
  const fits = parts.map((part) => fitPart(part, name));
  if (fits.some((fit) => fit === undefined)) return whole;
  const score = Math.min(...fits.map((fit) => (fit as Fit).score)) - 20;
  if (whole && whole.score >= score) return whole;
  return { score, ranges: joinRanges(fits.flatMap((fit) => (fit as Fit).ranges)) };
}

function fitPart(query: string, name: string): Fit | undefined {
  if (query === '') return undefined;
  const at = name.indexOf(query);
  if (at === 0)
    return { score: 800 - Math.min(200, name.length - query.length), ranges: [[0, query.length]] };
  if (at > 0) {
    const inner = wordStart(name, query, at);
    const from = inner < 0 ? at : inner;
    const score = (inner < 0 ? 400 : 600) - Math.min(150, from) - Math.min(100, name.length / 4);
    return { score, ranges: [[from, from + query.length]] };
  }
  return scattered(query, name);
}

/** A query made ready to be held against many names. */
export interface PackedQuery {
  whole: Uint16Array;
  /** What stands between its spaces; [] where that is one. */
  parts: Uint16Array[];
}

export function packQuery(query: string): PackedQuery {
  const parts = query.split(' ').filter((part) => part !== '');
  return { whole: unitsOf(query), parts: parts.length > 1 ? parts.map(unitsOf) : [] };
}

/** The score of `fitName` alone, or 0, of the name that stands in `units` from `from` to `to`. */
export function scoreName(
  { whole, parts }: PackedQuery,
  units: Uint16Array,
  from: number,
  to: number,
): number {
  const score = scorePart(whole, units, from, to);
  if (score >= 400 || parts.length === 0) return score;
  let least = Number.POSITIVE_INFINITY;
  for (const part of parts) least = Math.min(least, scorePart(part, units, from, to));
  return least === 0 ? score : Math.max(score, least - 20);
}

function scorePart(query: Uint16Array, units: Uint16Array, from: number, to: number): number {
  const at = placeOf(query, units, from, to);
  if (at < 0) return Math.max(0, scoreScattered(query, units, from, to));
  const length = to - from;
  if (at === from) return length === query.length ? 1000 : 800 - Math.min(200, length - query.length);
  const inner = wordPlace(query, units, from, at, to);
  return (inner < 0 ? 400 : 600) - Math.min(150, (inner < 0 ? at : inner) - from) - Math.min(100, length / 4);
}

/** Where the query stands first; -1 where nowhere. */
function placeOf(query: Uint16Array, units: Uint16Array, from: number, to: number): number {
  const first = query[0];
  const last = to - query.length;
  for (let at = from; at <= last; at++) {
    if (units[at] !== first) continue;
    let length = 1;
    while (length < query.length && units[at + length] === query[length]) length++;
    if (length === query.length) return at;
  }
  return -1;
}

/** As `wordStart`. */
function wordPlace(query: Uint16Array, units: Uint16Array, from: number, first: number, to: number): number {
  for (let at = first; at >= 0; at = placeOf(query, units, at + 1, to)) {
    if (at === from || !isWord(units[at - 1] as number) || (units[at] as number) > 0x2e80) return at;
  }
  return -1;
}

function scoreScattered(query: Uint16Array, units: Uint16Array, from: number, to: number): number {
  let at = from - 1;
  let score = 200;
  for (let index = 0; index < query.length; index++) {
    const code = query[index];
    let next = at + 1;
    while (next < to && units[next] !== code) next++;
    if (next >= to) return 0;
    if (index === 0 || next !== at + 1) {
      const atWord = next === from || !isWord(units[next - 1] as number);
      score -= Math.min(20, next - at - 1) + (atWord ? 2 : 12);
    }
    at = next;
  }
  return score;
}

/** First place where the query stands at the beginning of a word; every Han character begins one. */
function wordStart(name: string, query: string, first: number): number {
  for (let at = first; at >= 0; at = name.indexOf(query, at + 1)) {
    const before = name.charCodeAt(at - 1);
    if (!isWord(before) || name.charCodeAt(at) > 0x2e80) return at;
  }
  return -1;
}

/** Of `a` to `z`. */
export const isLetter = (code: number) => code >= 97 && code <= 122;

/** A letter, a digit, or `_`. */
export const isWord = (code: number) => isLetter(code) || (code >= 48 && code <= 57) || code === 95;

/** Letters in order; runs and beginnings of words are worth more, gaps less. */
function scattered(query: string, name: string): Fit | undefined {
  const ranges: [number, number][] = [];
  let at = -1;
  let score = 200;
  for (let index = 0; index < query.length; index++) {
    const next = name.indexOf(query[index] as string, at + 1);
    if (next < 0) return undefined;
    const last = ranges.at(-1);
    if (last && last[1] === next) last[1] = next + 1;
    else {
      ranges.push([next, next + 1]);
      const atWord = next === 0 || !isWord(name.charCodeAt(next - 1));
      score -= Math.min(20, next - at - 1) + (atWord ? 2 : 12);
    }
    at = next;
  }
  return score > 0 ? { score, ranges } : undefined;
}

function joinRanges(ranges: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const range of ranges.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else joined.push([...range]);
  }
  return joined;
}
