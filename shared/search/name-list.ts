import { editDistance, forgiven } from './edit-distance.ts';
import { scorePinyin } from './pinyin-fit.ts';
import { letterMask, scoreName } from './subsequence.ts';

export interface ListedName {
  /** Names of one group are one find: the best of them counts. */
  group: number;
  folded: string;
  /** Syllables joined by spaces; '' where there is no Han. */
  pinyin: string;
  /** Taken off its score. */
  handicap: number;
}

export interface NameFind {
  /** Index of the name in the list. */
  index: number;
  score: number;
  via: 'letters' | 'pinyin' | 'typo';
}

/** Fewer finds than this, and typos are forgiven. */
const enough = 3;
const mostScore = 1000;
const typoScore = 90;

/** A list of names that is looked through letter by letter: 100,000 of them in a few milliseconds. */
export function createNameList(names: readonly ListedName[]) {
  const masks = Uint32Array.from(names, ({ folded }) => letterMask(folded));
  const pinyinMasks = Uint32Array.from(names, ({ pinyin }) => letterMask(pinyin));
  const spellable = Uint32Array.from(names.flatMap(({ pinyin }, index) => (pinyin === '' ? [] : [index])));
  const groups = Uint32Array.from(names, ({ group }) => group);
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const bestScore = new Int16Array(groupCount);
  const bestName = new Int32Array(groupCount);
  let words: Map<string, number[]> | undefined;

  function keep(index: number, score: number): void {
    const group = groups[index] as number;
    if (score <= (bestScore[group] as number)) return;
    bestScore[group] = score;
    bestName[group] = index;
  }

  function weigh(query: string, accepts: (index: number) => boolean): void {
    const letters = query.replaceAll(' ', '');
    const mask = letterMask(letters);
    const latin = /^[a-z0-9]{2,}$/.test(letters);
    bestScore.fill(0);
    for (let index = 0; index < names.length; index++) {
      const byLetters = ((masks[index] as number) & mask) >>> 0 === mask >>> 0;
      const byPinyin = latin && ((pinyinMasks[index] as number) & mask) >>> 0 === mask >>> 0;
      if ((!byLetters && !byPinyin) || !accepts(index)) continue;
      const { folded, handicap, pinyin } = names[index] as ListedName;
      const score = byLetters ? scoreName(query, folded) : 0;
      if (score > 0) keep(index, Math.max(1, Math.round(score) - handicap));
      else if (byPinyin && pinyin !== '') keep(index, Math.round(scorePinyin(letters, pinyin)));
    }
  }

  /** The groups with the best scores, equal ones in the order of the list. */
  function best(limit: number): NameFind[] {
    const counts = new Uint32Array(mostScore + 1);
    for (const score of bestScore) counts[score] = (counts[score] ?? 0) + 1;
    let least = mostScore;
    for (let sum = counts[least] ?? 0; least > 1 && sum < limit; sum += counts[least] ?? 0) least--;
    const finds: NameFind[] = [];
    for (let group = 0; group < groupCount; group++) {
      const score = bestScore[group] as number;
      if (score > 0 && score >= least)
        finds.push({ index: bestName[group] as number, score, via: 'letters' });
    }
    return finds.sort((a, b) => b.score - a.score || a.index - b.index).slice(0, limit);
  }

  function wordsOfNames(): Map<string, number[]> {
    if (words) return words;
    words = new Map();
    names.forEach(({ folded }, index) => {
      for (const [word] of folded.matchAll(/[a-z][a-z0-9_]{2,}/g)) {
        const known = words?.get(word);
        if (known) known.push(index);
        else words?.set(word, [index]);
      }
    });
    return words;
  }

  /** Names with words that are typed with a few wrong letters. */
  function mistyped(query: string, accepts: (index: number) => boolean): NameFind[] {
    let fits: Map<number, number> | undefined;
    for (const part of query.split(' ').filter((one) => one !== '')) {
      const here = new Map<number, number>();
      const most = forgiven(part);
      for (const [word, indexes] of wordsOfNames()) {
        const edits = wordEdits(part, word, most);
        if (edits > most) continue;
        for (const index of indexes) here.set(index, Math.min(edits, here.get(index) ?? edits));
      }
      const before = fits;
      fits = before
        ? new Map(
            [...here].flatMap(([index, edits]) =>
              before.has(index) ? [[index, edits + (before.get(index) ?? 0)]] : [],
            ),
          )
        : here;
    }
    const seen = new Set<number>();
    return [...(fits ?? [])]
      .filter(([index]) => accepts(index))
      .sort((a, b) => a[1] - b[1] || (names[a[0]]?.folded.length ?? 0) - (names[b[0]]?.folded.length ?? 0))
      .flatMap(([index, edits]): NameFind[] => {
        const group = groups[index] as number;
        if (seen.has(group)) return [];
        seen.add(group);
        return [{ index, score: typoScore - 20 * edits, via: 'typo' }];
      });
  }

  return {
    /** The best groups by the pinyin of their names alone. @param letters folded, without spaces */
    spelt(letters: string, limit: number): NameFind[] {
      const mask = letterMask(letters);
      bestScore.fill(0);
      for (const index of spellable) {
        const fits = ((pinyinMasks[index] as number) & mask) >>> 0 === mask >>> 0;
        if (fits) keep(index, Math.round(scorePinyin(letters, names[index]?.pinyin ?? '')));
      }
      return best(limit).map((find) => ({ ...find, via: 'pinyin' }));
    },
    /**
     * The best groups, each by its best name; by letters in order, by pinyin, and with a typo where little else fits.
     * @param query folded and trimmed
     */
    find(query: string, limit: number, accepts: (index: number) => boolean = () => true): NameFind[] {
      if (query === '') return [];
      weigh(query, accepts);
      const finds = best(limit);
      for (const find of finds) {
        if (scoreName(query, names[find.index]?.folded ?? '') === 0) find.via = 'pinyin';
      }
      if (finds.length >= Math.min(enough, limit)) return finds;
      const known = new Set(finds.map(({ index }) => groups[index]));
      const more = mistyped(query, accepts).filter(({ index }) => !known.has(groups[index]));
      return [...finds, ...more].slice(0, limit);
    },
  };
}

export type NameList = ReturnType<typeof createNameList>;

/** To the word, or to as much of its beginning as was typed. */
function wordEdits(typed: string, word: string, most: number): number {
  if (word.startsWith(typed)) return 0;
  if (most === 0 || word.length < typed.length - most) return most + 1;
  const whole = editDistance(typed, word, most);
  return whole <= most || word.length <= typed.length
    ? whole
    : editDistance(typed, word.slice(0, typed.length), most);
}
