import { scorePinyin } from '../../shared/search/pinyin-fit.ts';
import { fold } from '../../shared/text/fold.ts';
import type { FactStore } from './facts.ts';
import { pinyinOf, readingsOf } from './pinyin.ts';
import type { SearchIndex } from './search.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface SpeltHeading {
  file: number;
  text: string;
  line: number;
  score: number;
}

/** So many pairs of characters are asked for at once, and so many notes looked at. */
const mostPairs = 400;
const mostNotes = 150;
/** So many headings are kept as they are spelt: to find that out costs more than all else. */
const mostSpelt = 20_000;

/**
 * Headings by pinyin. Their spelling is not stored: the pairs of characters that stand in any heading are few, and those
 * that are spelt like the first letters say which notes to look at.
 */
export function createHeadingSpelling(
  vocabulary: Vocabulary,
  index: SearchIndex,
  facts: Pick<FactStore, 'headings'>,
) {
  const readings = new Map<string, string[]>();
  const spellings = new Map<string, string>();

  function spelling(text: string): string {
    let known = spellings.get(text);
    if (known === undefined) {
      known = pinyinOf(text);
      if (spellings.size >= mostSpelt) spellings.clear();
      spellings.set(text, known);
    }
    return known;
  }

  function reading(character: string): string[] {
    let known = readings.get(character);
    if (known === undefined) {
      known = readingsOf(character);
      readings.set(character, known);
    }
    return known;
  }

  function fits(letters: string, [first = '', second = '']: readonly string[]): boolean {
    return reading(first).some((a) => reading(second).some((b) => beginsSo(letters, a, b)));
  }

  return (letters: string, count: number): SpeltHeading[] => {
    const fitting = new Set<string>();
    for (const one of vocabulary.headingPairs()) if (fits(letters, [...one])) fitting.add(one);
    if (fitting.size === 0 || fitting.size > mostPairs) return [];
    const expression = [...fitting].map((one) => `"${one}"`).join(' OR ');
    const found = index.newest('headings', expression, mostNotes).flatMap((file) =>
      facts.headings(file).flatMap(({ text, line }): SpeltHeading[] => {
        if (!holdsPair(text, fitting)) return [];
        const score = scorePinyin(letters, spelling(text));
        return score > 0 ? [{ file, text, line, score }] : [];
      }),
    );
    return found.sort((a, b) => b.score - a.score).slice(0, count);
  };
}

export type HeadingSpelling = ReturnType<typeof createHeadingSpelling>;

/** Whether two of the characters of a text, side by side, are one of the pairs. */
function holdsPair(text: string, pairs: ReadonlySet<string>): boolean {
  let last = '';
  for (const character of fold(text)) {
    if (pairs.has(last + character)) return true;
    last = character;
  }
  return false;
}

/** Whether letters can begin with these two syllables: each in full or short, the second perhaps in part. */
function beginsSo(letters: string, first: string, second: string): boolean {
  const starts = [first, first.slice(0, 2), first.slice(0, 1)];
  return starts.some((start, at) => {
    if (start === '' || !letters.startsWith(start) || (at === 1 && start.charAt(1) !== 'h')) return false;
    const rest = letters.slice(start.length);
    return rest !== '' && (rest.startsWith(second.charAt(0)) || second.startsWith(rest));
  });
}
