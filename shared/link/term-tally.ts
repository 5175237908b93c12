/** How often one spelling of a term stands in one note. */
export interface TermCount {
  key: string;
  term: string;
  count: number;
}

/** One term over all notes. */
export interface Tallied {
  notes: number;
  mentions: number;
  /** How often it is written so. */
  spellings: Map<string, number>;
}

/** The terms of many notes, counted as notes come and go. */
export class TermTally {
  readonly #terms = new Map<string, Tallied>();

  get(key: string): Tallied | undefined {
    return this.#terms.get(key);
  }

  [Symbol.iterator](): MapIterator<[string, Tallied]> {
    return this.#terms[Symbol.iterator]();
  }

  /** All that one note says. */
  add(counts: readonly TermCount[]): void {
    for (const key of new Set(counts.map((one) => one.key))) this.#at(key).notes++;
    for (const one of counts) addSpelling(this.#at(one.key), one.term, one.count);
  }

  /** Just what was added of a note before. */
  remove(counts: readonly TermCount[]): void {
    for (const one of counts) addSpelling(this.#at(one.key), one.term, -one.count);
    for (const key of new Set(counts.map((one) => one.key))) {
      const known = this.#at(key);
      if (--known.notes === 0) this.#terms.delete(key);
    }
  }

  /** The same without some of the notes; this one stays as it is. */
  without(notes: Iterable<readonly TermCount[]>): TermTally {
    const left = new TermTally();
    for (const [key, tallied] of this) left.#terms.set(key, tallied);
    const own = new Set<string>();
    for (const counts of notes) {
      for (const { key } of counts) {
        const known = left.#terms.get(key);
        if (known && !own.has(key)) left.#terms.set(key, { ...known, spellings: new Map(known.spellings) });
        own.add(key);
      }
      left.remove(counts);
    }
    return left;
  }

  #at(key: string): Tallied {
    const known = this.#terms.get(key) ?? { notes: 0, mentions: 0, spellings: new Map() };
    this.#terms.set(key, known);
    return known;
  }
}

export function addSpelling(tallied: Tallied, term: string, count: number): void {
  tallied.mentions += count;
  const left = (tallied.spellings.get(term) ?? 0) + count;
  if (left > 0) tallied.spellings.set(term, left);
  else tallied.spellings.delete(term);
}
