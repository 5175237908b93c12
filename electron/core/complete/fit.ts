import { scorePinyin } from '../../../shared/search/pinyin-fit.ts';
import { fitName } from '../../../shared/search/subsequence.ts';
import { fold } from '../../../shared/text/fold.ts';
import { pinyinOf } from '../../index/pinyin.ts';

/** How well a text fits what is typed: undefined not at all, more is better, anything alike where nothing is typed. */
export type Fit = (text: string) => number | undefined;

/** By letters, and for Latin letters also by pinyin, in full or initials. */
export function createFit(query: string): Fit {
  const wanted = fold(query).trim();
  const spells = /^[a-z][a-z' ]*$/.test(wanted);
  return (text) => {
    if (wanted === '') return 0;
    const found = fitName(wanted, fold(text));
    if (found) return found.score;
    const score = spells ? scorePinyin(wanted.replace(/[' ]/g, ''), pinyinOf(text)) : 0;
    return score === 0 ? undefined : score;
  };
}

/** Those that fit, the best first; of equals the one that came first. */
export function best<T>(items: readonly T[], score: (item: T) => number | undefined, limit: number): T[] {
  return items
    .flatMap((item) => {
      const found = score(item);
      return found === undefined ? [] : [{ item, found }];
    })
    .sort((a, b) => b.found - a.found)
    .slice(0, limit)
    .map(({ item }) => item);
}
