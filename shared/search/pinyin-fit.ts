import { unitsOf } from './unit-table.ts';

const space = 32;
const h = 104;

/**
 * How well Latin letters fit the pinyin of a name, or 0. Each syllable may be typed in full, by its first letter, or by
 * `zh`, `ch`, `sh`; the last one as far as one likes: `xuexi`, `xx`, `xuex` and `xxi` all find 学习.
 * @param letters folded, without spaces
 * @param spelt as the index keeps it: syllables joined by spaces, characters other than Han stand for themselves
 */
export function scorePinyin(letters: string, spelt: string): number {
  return scoreSpelt(unitsOf(letters), unitsOf(spelt), 0, spelt.length);
}

/** The same of what stands in `units` from `from` to `to`: many names are looked through for each letter typed. */
export function scoreSpelt(letters: Uint16Array, units: Uint16Array, from: number, to: number): number {
  if (letters.length < 2) return 0;
  const first = letters[0];
  const length = to - from;
  let best = 0;
  for (let at = from; at >= 0; at = nextSyllable(units, at, to)) {
    if (at >= to || units[at] !== first) continue;
    const taken = fitFrom(letters, 0, units, at, to, true);
    if (taken === 0) continue;
    const all = at === from && Math.abs(taken) >= to;
    const score = (all ? 380 : at === from ? 340 : 300) + (taken > 0 ? 10 : 0) - Math.min(100, length / 4);
    best = Math.max(best, score);
  }
  return best;
}

/** Where the next syllable begins; -1 behind the last. */
function nextSyllable(units: Uint16Array, from: number, to: number): number {
  const end = syllableEnd(units, from, to);
  return end < to ? end + 1 : -1;
}

function syllableEnd(units: Uint16Array, from: number, to: number): number {
  let at = from;
  while (at < to && units[at] !== space) at++;
  return at;
}

/**
 * The end of the syllables that the letters from `at` on are spelt by, beginning at `from`: negative where one of them
 * is typed short; 0 where they do not fit.
 */
function fitFrom(
  letters: Uint16Array,
  at: number,
  units: Uint16Array,
  from: number,
  to: number,
  full: boolean,
): number {
  if (from < 0) return 0;
  const end = syllableEnd(units, from, to);
  const next = end < to ? end + 1 : -1;
  let same = 0;
  while (from + same < end && at + same < letters.length && letters[at + same] === units[from + same]) same++;
  if (at + same === letters.length) return full ? end : -end;
  if (same === 0) return 0;
  if (from + same === end) {
    const found = fitFrom(letters, at + same, units, next, to, full);
    if (found !== 0) return found;
  }
  if (same >= 2 && end - from > 2 && units[from + 1] === h) {
    const found = fitFrom(letters, at + 2, units, next, to, false);
    if (found !== 0) return found;
  }
  return end - from > 1 ? fitFrom(letters, at + 1, units, next, to, false) : 0;
}

/** Words of 32 bits in the signature of one name. */
export const signatureSize = 8;
const bits = signatureSize * 32;

/**
 * Sets a bit for every two letters that may be typed one behind the other for a spelt name. What lacks one of the pairs
 * of what is typed cannot fit.
 */
export function signPairs(units: Uint16Array, from: number, to: number, signature: Uint32Array): void {
  for (let at = from; at >= 0 && at < to; ) {
    const end = syllableEnd(units, at, to);
    for (let inner = at + 1; inner < end; inner++) sign(signature, units[inner - 1], units[inner]);
    if (end < to) {
      const next = units[end + 1];
      sign(signature, units[end - 1], next);
      sign(signature, units[at], next);
      if (units[at + 1] === h) sign(signature, h, next);
    }
    at = end < to ? end + 1 : -1;
  }
}

/** The bits of the pairs of what is typed. */
export function pairsOf(letters: Uint16Array): number[] {
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) =>
    pairBit(letters[at], letters[at + 1]),
  );
}

function sign(signature: Uint32Array, first = 0, second = 0): void {
  const bit = pairBit(first, second);
  signature[bit >> 5] = (signature[bit >> 5] as number) | (1 << (bit & 31));
}

const pairBit = (first = 0, second = 0) => (first * 37 + second * 11) % bits;
