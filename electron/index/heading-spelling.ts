import { scorePinyin } from '../../shared/search/pinyin-fit.ts';
import type { Db } from './database.ts';
import type { FactStore } from './facts.ts';
import { pinyinOf, readingsOf } from './pinyin.ts';
import type { SearchIndex } from './search.ts';

export interface SpeltHeading {
  file: number;
  text: string;
  line: number;
  score: number;
}

/** So many pairs of characters are asked for at once, and so many notes looked at. */
const mostPairs = 400;
const mostNotes = 150;
const pair = /^\p{Script=Han}{2}$/u;

/**
 * Headings by pinyin. Their spelling is not stored: the pairs of characters that stand in any heading are few, and those
 * that are spelt like the first letters say which notes to look at.
 */
export function createHeadingSpelling(db: Db, index: SearchIndex, facts: Pick<FactStore, 'headings'>) {
  const readings = new Map<string, string[]>();
  let pairs: string[] = [];
  let version = '';

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

  function load(revision: number): string[] {
    const now = `${revision}:${db.pragma('data_version', { simple: true })}`;
    if (now === version) return pairs;
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.heading_words USING fts5vocab(main, labels, col)');
    pairs = db
      .prepare<[], string>("SELECT term FROM temp.heading_words WHERE col = 'heading'")
      .pluck()
      .all()
      .filter((term) => pair.test(term));
    version = now;
    return pairs;
  }

  return (letters: string, revision: number, count: number): SpeltHeading[] => {
    const fitting = load(revision).filter((one) => fits(letters, [...one]));
    if (fitting.length === 0 || fitting.length > mostPairs) return [];
    const expression = fitting.map((one) => `"${one}"`).join(' OR ');
    const found = index.newest('headings', expression, mostNotes).flatMap((file) =>
      facts.headings(file).flatMap(({ text, line }): SpeltHeading[] => {
        const score = scorePinyin(letters, pinyinOf(text));
        return score > 0 ? [{ file, text, line, score }] : [];
      }),
    );
    return found.sort((a, b) => b.score - a.score).slice(0, count);
  };
}

export type HeadingSpelling = ReturnType<typeof createHeadingSpelling>;

/** Whether letters can begin with these two syllables: each in full or short, the second perhaps in part. */
function beginsSo(letters: string, first: string, second: string): boolean {
  const starts = [first, first.slice(0, 2), first.slice(0, 1)];
  return starts.some((start, at) => {
    if (start === '' || !letters.startsWith(start) || (at === 1 && start.charAt(1) !== 'h')) return false;
    const rest = letters.slice(start.length);
    return rest !== '' && (rest.startsWith(second.charAt(0)) || second.startsWith(rest));
  });
}
