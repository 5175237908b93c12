import { bitCount } from '../../shared/search/subsequence.ts';

/** Ids of files as a bit each: a vault of 100,000 notes fits into 12 KB, and sets combine at the speed of memory. */
export class IdSet {
  readonly #words: Uint32Array;

  /** @param limit ids from 0 up to, but without, this one */
  constructor(limit: number, words = new Uint32Array(Math.ceil(limit / 32))) {
    this.#words = words;
  }

  static of(limit: number, ids: Iterable<number>): IdSet {
    const set = new IdSet(limit);
    for (const id of ids) set.add(id);
    return set;
  }

  /** @param ids as `group_concat(id, ' ')` gives them: of many, that costs less than rows do */
  static from(limit: number, ids: string | null): IdSet {
    const set = new IdSet(limit);
    if (ids) eachNumber(ids, (id) => set.add(id));
    return set;
  }

  add(id: number): void {
    const at = id >>> 5;
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (id & 31));
  }

  has(id: number): boolean {
    return (((this.#words[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  }

  get size(): number {
    let count = 0;
    for (const word of this.#words) count += bitCount(word);
    return count;
  }

  /** In ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let at = 0; at < this.#words.length; at++) {
      const word = this.#words[at] ?? 0;
      for (let rest = word; rest !== 0; rest &= rest - 1) yield at * 32 + (31 - Math.clz32(rest & -rest));
    }
  }

  and = (other: IdSet) => this.#combined(other, (a, b) => a & b);
  or = (other: IdSet) => this.#combined(other, (a, b) => a | b);
  without = (other: IdSet) => this.#combined(other, (a, b) => a & ~b);

  /** Both are of the same limit. */
  #combined(other: IdSet, combine: (a: number, b: number) => number): IdSet {
    const theirs = other.#words;
    const words = this.#words.slice();
    for (let at = 0; at < words.length; at++) words[at] = combine(words[at] ?? 0, theirs[at] ?? 0);
    return new IdSet(0, words);
  }
}

/** Of a text that holds numbers from 0 up, with a space between two. */
export function eachNumber(text: string, tell: (value: number) => void): void {
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 32) value = value * 10 + unit - 48;
    else {
      tell(value);
      value = 0;
    }
  }
  if (text !== '') tell(value);
}
