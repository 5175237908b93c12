import { editDistance, forgiven } from './edit-distance.ts';
import { pairsOf, scoreSpelt, signatureSize, signPairs } from './pinyin-fit.ts';
import { bitCount, isLetter, isWord, letterMask, packQuery, scoreName, unitMask } from './subsequence.ts';
import { grown, UnitTable, unitsOf } from './unit-table.ts';

export interface ListedName {
  /** Names of one group are one find: the best of them counts. */
  group: number;
  folded: string;
  /** Syllables joined by spaces; '' where there is no Han. */
  pinyin: string;
  /** Taken off its score. */
  handicap: number;
  /** It is passed over where only what stands in front is asked for. */
  aside?: boolean;
  /** Of equals the largest comes first, then the one added first. */
  recency?: number;
}

export interface NameFind {
  /** Number of the name, in the order in which names were added. */
  index: number;
  score: number;
  via: 'letters' | 'pinyin' | 'typo';
}

interface TypedPart {
  part: string;
  mask: number;
  most: number;
}

/** Fewer finds than this, and typos are forgiven. */
const enough = 3;
const mostScore = 1000;
const typoScore = 90;
const gone = 255;

/** A list of names that is looked through letter by letter: 100,000 of them in a few milliseconds. */
export class NameList {
  readonly #names = new UnitTable();
  readonly #spelt = new UnitTable();
  #masks = new Uint32Array(64);
  #signatures = new Uint32Array(64 * signatureSize);
  #groups = new Uint32Array(64);
  #recency = new Float64Array(64);
  /** `gone`: it counts no more. */
  #handicaps = new Uint8Array(64);
  #aside = new Uint8Array(64);
  #bestScore = new Int16Array(64);
  #bestName = new Uint32Array(64);
  #groupCount = 0;
  /** What fits the letters typed so far: one letter more fits no other name. */
  #last: { query: string; frontOnly: boolean; fitting: Uint32Array } | undefined;

  get count(): number {
    return this.#names.count;
  }

  add({ group, folded, pinyin, handicap, aside = false, recency = 0 }: ListedName): void {
    const index = this.count;
    this.#makeRoom(index, group);
    this.#names.add(folded);
    this.#spelt.add(pinyin);
    this.#masks[index] = unitMask(this.#names.units, this.#names.start(index), this.#names.end(index));
    const signature = this.#signatures.subarray(index * signatureSize, (index + 1) * signatureSize);
    signPairs(this.#spelt.units, this.#spelt.start(index), this.#spelt.end(index), signature);
    this.#groups[index] = group;
    this.#handicaps[index] = handicap;
    this.#aside[index] = aside ? 1 : 0;
    this.#recency[index] = recency;
    this.#last = undefined;
  }

  /** Its names count no more. */
  remove(groups: ReadonlySet<number>): void {
    for (let index = 0; index < this.count; index++) {
      if (groups.has(this.#groups[index] as number)) this.#handicaps[index] = gone;
    }
    this.#last = undefined;
  }

  group(index: number): number {
    return this.#groups[index] as number;
  }

  folded(index: number): string {
    return this.#names.text(index);
  }

  /** The best groups by the pinyin of their names alone. @param letters folded, without spaces */
  spelt(letters: string, limit: number): NameFind[] {
    const typed = unitsOf(letters);
    const pairs = pairsOf(typed);
    this.#bestScore.fill(0);
    for (let index = 0; index < this.count; index++) {
      if (!this.#mayBeSpelt(index, pairs) || this.#handicaps[index] === gone) continue;
      this.#keep(index, Math.round(this.#scoreSpelt(typed, index)));
    }
    return this.#best(limit).map((find) => ({ ...find, via: 'pinyin' }));
  }

  /**
   * The best groups, each by its best name; by letters in order, by pinyin, and with a typo where little else fits.
   * @param query folded and trimmed
   */
  find(query: string, limit: number, frontOnly = false): NameFind[] {
    if (query === '') return [];
    this.#weigh(query, frontOnly);
    const finds = this.#best(limit);
    const packed = packQuery(query);
    for (const find of finds) if (this.#scoreName(packed, find.index) === 0) find.via = 'pinyin';
    if (finds.length >= Math.min(enough, limit)) return finds;
    const known = new Set(finds.map(({ index }) => this.group(index)));
    const more = this.#mistyped(query, frontOnly).filter(({ index }) => !known.has(this.group(index)));
    return [...finds, ...more].slice(0, limit);
  }

  #makeRoom(index: number, group: number): void {
    if (index === this.#masks.length) {
      this.#masks = grown(this.#masks, index + 1);
      this.#signatures = grown(this.#signatures, (index + 1) * signatureSize);
      this.#groups = grown(this.#groups, index + 1);
      this.#recency = grown(this.#recency, index + 1);
      this.#handicaps = grown(this.#handicaps, index + 1);
      this.#aside = grown(this.#aside, index + 1);
    }
    this.#groupCount = Math.max(this.#groupCount, group + 1);
    if (group < this.#bestScore.length) return;
    this.#bestScore = grown(this.#bestScore, group + 1);
    this.#bestName = grown(this.#bestName, group + 1);
  }

  #mayBeSpelt(index: number, pairs: readonly number[]): boolean {
    const from = index * signatureSize;
    for (const bit of pairs) {
      if ((((this.#signatures[from + (bit >> 5)] as number) >>> (bit & 31)) & 1) === 0) return false;
    }
    return true;
  }

  #scoreSpelt(letters: Uint16Array, index: number): number {
    return scoreSpelt(letters, this.#spelt.units, this.#spelt.start(index), this.#spelt.end(index));
  }

  #scoreName(query: ReturnType<typeof packQuery>, index: number): number {
    return scoreName(query, this.#names.units, this.#names.start(index), this.#names.end(index));
  }

  #keep(index: number, score: number): void {
    const group = this.#groups[index] as number;
    if (score <= (this.#bestScore[group] as number)) return;
    this.#bestScore[group] = score;
    this.#bestName[group] = index;
  }

  #weigh(query: string, frontOnly: boolean): void {
    const letters = unitsOf(query.replaceAll(' ', ''));
    const mask = unitMask(letters, 0, letters.length);
    const pairs = /^[a-z0-9 ]{2,}$/.test(query) && letters.length > 1 ? pairsOf(letters) : undefined;
    const packed = packQuery(query);
    const among = this.#fitting(query, frontOnly);
    const fitting = new Uint32Array(among?.length ?? this.count);
    let fits = 0;
    this.#bestScore.fill(0);
    for (let at = 0; at < fitting.length; at++) {
      const index = among ? (among[at] as number) : at;
      const byLetters = ((this.#masks[index] as number) & mask) === mask;
      const byPinyin = pairs !== undefined && this.#mayBeSpelt(index, pairs);
      if ((!byLetters && !byPinyin) || !this.#counts(index, frontOnly)) continue;
      let score = byLetters ? this.#scoreName(packed, index) : 0;
      if (score > 0) score = Math.max(1, Math.round(score) - (this.#handicaps[index] as number));
      else if (byPinyin) score = Math.round(this.#scoreSpelt(letters, index));
      if (score === 0) continue;
      fitting[fits++] = index;
      this.#keep(index, score);
    }
    this.#last = { query, frontOnly, fitting: fitting.subarray(0, fits) };
  }

  /** Those that are left where the query goes on from the last one. One letter alone is not looked for in pinyin. */
  #fitting(query: string, frontOnly: boolean): Uint32Array | undefined {
    const last = this.#last;
    if (!last || last.frontOnly !== frontOnly || !query.startsWith(last.query)) return undefined;
    return last.query.replaceAll(' ', '').length > 1 ? last.fitting : undefined;
  }

  #counts(index: number, frontOnly: boolean): boolean {
    return this.#handicaps[index] !== gone && !(frontOnly && this.#aside[index] === 1);
  }

  /** The groups with the best scores. */
  #best(limit: number): NameFind[] {
    const scores = this.#bestScore;
    const counts = new Uint32Array(mostScore + 1);
    for (let group = 0; group < this.#groupCount; group++) {
      const score = scores[group] as number;
      counts[score] = (counts[score] as number) + 1;
    }
    let least = mostScore;
    for (let sum = counts[least] ?? 0; least > 1 && sum < limit; sum += counts[least] ?? 0) least--;
    const finds: NameFind[] = [];
    for (let group = 0; group < this.#groupCount; group++) {
      const score = scores[group] as number;
      if (score > 0 && score >= least) {
        finds.push({ index: this.#bestName[group] as number, score, via: 'letters' });
      }
    }
    const recency = this.#recency;
    const newer = (a: number, b: number) => (recency[b] as number) - (recency[a] as number);
    return finds
      .sort((a, b) => b.score - a.score || newer(a.index, b.index) || a.index - b.index)
      .slice(0, limit);
  }

  /** Names with words that are typed with a few wrong letters. */
  #mistyped(query: string, frontOnly: boolean): NameFind[] {
    const parts = query
      .split(' ')
      .filter((part) => part !== '')
      .map((part) => ({ part, mask: letterMask(part), most: forgiven(part) }));
    // Words are of Latin letters, and nobody mistypes the kind of letter.
    if (!parts.every(({ part }) => /^[a-z]/.test(part))) return [];
    const best = new Map<number, { index: number; edits: number; length: number }>();
    for (let index = 0; index < this.count; index++) {
      if (!this.#counts(index, frontOnly)) continue;
      const edits = this.#edits(index, parts);
      if (edits === undefined) continue;
      const group = this.group(index);
      const length = this.#names.end(index) - this.#names.start(index);
      const known = best.get(group);
      if (!known || edits < known.edits) best.set(group, { index, edits, length });
    }
    return [...best.values()]
      .sort((a, b) => a.edits - b.edits || a.length - b.length)
      .map(({ index, edits }) => ({ index, score: typoScore - 20 * edits, via: 'typo' }));
  }

  /** Edits of all parts together, each to the word that is nearest to it; undefined where one has none near. */
  #edits(index: number, parts: readonly TypedPart[]): number | undefined {
    const there = this.#masks[index] as number;
    for (const { mask, most } of parts) if (bitCount(mask & ~there) > most) return undefined;
    let sum = 0;
    for (const typed of parts) {
      const edits = this.#nearest(typed, this.#names.start(index), this.#names.end(index));
      if (edits > typed.most) return undefined;
      sum += edits;
    }
    return sum;
  }

  /** Edits to the nearest of the words that stand from `from` to `to`; over `most` where none is near. */
  #nearest({ part, mask, most }: TypedPart, from: number, to: number): number {
    const { units } = this.#names;
    let least = most + 1;
    for (let at = from; at < to; at++) {
      if (!isLetter(units[at] as number)) continue;
      const start = at;
      while (at < to && isWord(units[at] as number)) at++;
      const end = Math.min(at, start + part.length + most);
      if (at - start < 3 || bitCount(mask & ~unitMask(units, start, end)) > most) continue;
      const word = String.fromCharCode(...units.subarray(start, at));
      least = Math.min(least, wordEdits(part, word, most));
    }
    return least;
  }
}

export function createNameList(names: Iterable<ListedName>): NameList {
  const list = new NameList();
  for (const name of names) list.add(name);
  return list;
}

/** To the word, or to as much of its beginning as was typed. */
function wordEdits(typed: string, word: string, most: number): number {
  if (word.startsWith(typed)) return 0;
  if (most === 0 || word.length < typed.length - most) return most + 1;
  const whole = editDistance(typed, word, most);
  return whole <= most || word.length <= typed.length
    ? whole
    : editDistance(typed, word.slice(0, typed.length), most);
}
