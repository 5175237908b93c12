/** A name in pinyin as it is looked through: its syllables, and their first letters in one string. */
export interface Spelling {
  syllables: readonly string[];
  initials: string;
}

/** @param stored as the index keeps them, joined by spaces: characters other than Han stand for themselves */
export function spelling(stored: string): Spelling {
  const syllables = stored.split(' ').filter((part) => part !== '');
  return { syllables, initials: syllables.map((part) => part.charAt(0)).join('') };
}

/**
 * How well Latin letters fit the pinyin of a name, or 0. Each syllable may be typed in full, by its first letter, or by
 * `zh`, `ch`, `sh`; the last one as far as one likes: `xuexi`, `xx`, `xuex` and `xxi` all find 学习.
 * @param letters folded, without spaces
 */
export function scorePinyin(letters: string, { syllables, initials }: Spelling): number {
  if (letters.length < 2) return 0;
  const first = letters.charAt(0);
  let best = 0;
  for (let from = initials.indexOf(first); from >= 0; from = initials.indexOf(first, from + 1)) {
    const taken = fitFrom(letters, 0, syllables, from, 0);
    if (taken < 0) continue;
    const all = from === 0 && taken % 1000 === syllables.length;
    const typedFull = taken >= 1000;
    const score =
      (all ? 380 : from === 0 ? 340 : 300) + (typedFull ? 10 : 0) - Math.min(100, syllables.length);
    if (score > best) best = score;
  }
  return best;
}

/**
 * Index of the first syllable that is not needed for the letters; 1000 more where every one was typed in full, the last
 * perhaps in part; -1 where they do not fit.
 */
function fitFrom(
  letters: string,
  at: number,
  syllables: readonly string[],
  index: number,
  short: number,
): number {
  const syllable = syllables[index];
  if (syllable === undefined) return -1;
  const left = letters.length - at;
  if (left <= syllable.length && syllable.startsWith(letters.slice(at)))
    return index + 1 + (short ? 0 : 1000);
  if (letters.startsWith(syllable, at)) {
    const found = fitFrom(letters, at + syllable.length, syllables, index + 1, short);
    if (found >= 0) return found;
  }
  if (syllable.length > 2 && syllable.charAt(1) === 'h' && letters.startsWith(syllable.slice(0, 2), at)) {
    const found = fitFrom(letters, at + 2, syllables, index + 1, 1);
    if (found >= 0) return found;
  }
  if (syllable.length > 1 && syllable.charCodeAt(0) === letters.charCodeAt(at)) {
    return fitFrom(letters, at + 1, syllables, index + 1, 1);
  }
  return -1;
}
