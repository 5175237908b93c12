/**
 * How well Latin letters fit the pinyin of a name, or 0. Each syllable may be typed in full, by its first letter, or by
 * `zh`, `ch`, `sh`; the last one as far as one likes: `xuexi`, `xx`, `xuex` and `xxi` all find 学习. Nothing is made on
 * the way: many names are looked through for each letter typed.
 * @param letters folded, without spaces
 * @param spelt as the index keeps it: syllables joined by spaces, characters other than Han stand for themselves
 */
export function scorePinyin(letters: string, spelt: string): number {
  if (letters.length < 2) return 0;
  const first = letters.charCodeAt(0);
  let best = 0;
  for (let from = 0; from >= 0; from = nextSyllable(spelt, from)) {
    if (spelt.charCodeAt(from) !== first) continue;
    const taken = fitFrom(letters, 0, spelt, from, true);
    if (taken === 0) continue;
    const end = Math.abs(taken);
    const all = from === 0 && end >= spelt.length;
    const score =
      (all ? 380 : from === 0 ? 340 : 300) + (taken > 0 ? 10 : 0) - Math.min(100, spelt.length / 4);
    best = Math.max(best, score);
  }
  return best;
}

/** Where the next syllable begins; -1 behind the last. */
function nextSyllable(spelt: string, from: number): number {
  const space = spelt.indexOf(' ', from);
  return space < 0 ? -1 : space + 1;
}

/**
 * The end of the syllables that the letters from `at` on are spelt by, beginning at `from`: negative where one of them
 * is typed short; 0 where they do not fit.
 */
function fitFrom(letters: string, at: number, spelt: string, from: number, full: boolean): number {
  if (from < 0) return 0;
  const next = nextSyllable(spelt, from);
  const end = next < 0 ? spelt.length : next - 1;
  const same = commonLength(letters, at, spelt, from, end);
  if (at + same === letters.length) return full ? end : -end;
  if (same === 0) return 0;
  if (from + same === end) {
    const found = fitFrom(letters, at + same, spelt, next, full);
    if (found !== 0) return found;
  }
  if (same >= 2 && end - from > 2 && spelt.charCodeAt(from + 1) === 104) {
    const found = fitFrom(letters, at + 2, spelt, next, false);
    if (found !== 0) return found;
  }
  return end - from > 1 ? fitFrom(letters, at + 1, spelt, next, false) : 0;
}

function commonLength(letters: string, at: number, spelt: string, from: number, end: number): number {
  let length = 0;
  while (
    from + length < end &&
    at + length < letters.length &&
    letters.charCodeAt(at + length) === spelt.charCodeAt(from + length)
  ) {
    length++;
  }
  return length;
}
