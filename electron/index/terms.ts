import type { Term } from '../../shared/link/topics.ts';
import type { Db } from './database.ts';

/** How often one spelling of a term stands in a note. */
export interface TermCount {
  key: string;
  term: string;
  count: number;
}

export interface TermRow extends TermCount {
  file: number;
}

/** The key is left out where it is the term in lower case. */
type PackedTerm = [term: string, count: number, key?: string];

/** The terms of one text by spelling, as the index keeps them; '' where there are none. */
export function packTerms(terms: readonly Term[]): string {
  return terms.length === 0 ? '' : pack(countTerms(terms));
}

function countTerms(terms: readonly Term[]): TermCount[] {
  const counts = new Map<string, TermCount>();
  for (const { key, term } of terms) {
    const known = counts.get(term);
    if (known) known.count++;
    else counts.set(term, { key, term, count: 1 });
  }
  return [...counts.values()];
}

/** Terms that recur inside Chinese prose, packed into a row a note: discovery, which counts them, asks for all. */
export function createTerms(db: Db) {
  const clear = db.prepare('DELETE FROM terms WHERE file = ?');
  const put = db.prepare('INSERT OR REPLACE INTO terms (file, packed) VALUES (?, ?)');
  const all = db.prepare<[], { file: number; packed: string }>('SELECT file, packed FROM terms');
  return {
    clear: (file: number) => void clear.run(file),
    /** @param packed as `packTerms` gives it */
    put(file: number, packed: string): void {
      if (packed === '') clear.run(file);
      else put.run(file, packed);
    },
    all: (): TermRow[] => all.all().flatMap(({ file, packed }) => unpack(file, packed)),
  };
}

export type Terms = ReturnType<typeof createTerms>;

function pack(terms: readonly TermCount[]): string {
  return JSON.stringify(
    terms.map(
      ({ key, term, count }): PackedTerm => (key === term.toLowerCase() ? [term, count] : [term, count, key]),
    ),
  );
}

function unpack(file: number, packed: string): TermRow[] {
  return (JSON.parse(packed) as PackedTerm[]).map(([term, count, key = term.toLowerCase()]) => {
    return { key, term, file, count };
  });
}
