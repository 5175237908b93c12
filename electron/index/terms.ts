import { type TermCount, TermTally } from '../../shared/link/term-tally.ts';
import type { Term } from '../../shared/link/topics.ts';
import type { Db } from './database.ts';

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

/** So many rows are counted at once, before other calls are let through. */
const chunk = 300;

/** What is counted so far: of all notes up to one. */
interface Counting {
  tally: TermTally;
  upTo: number;
  version: unknown;
}

/**
 * Terms that recur inside Chinese prose, packed into a row a note. Discovery wants them counted over all notes: that is
 * done once, when first asked for, and kept up since.
 */
export function createTerms(db: Db) {
  const clear = db.prepare('DELETE FROM terms WHERE file = ?');
  const put = db.prepare('INSERT OR REPLACE INTO terms (file, packed) VALUES (?, ?)');
  const of = db.prepare<[number], string>('SELECT packed FROM terms WHERE file = ?').pluck();
  const after = db.prepare<[number], { file: number; packed: string }>(
    `SELECT file, packed FROM terms WHERE file > ? ORDER BY file LIMIT ${chunk}`,
  );
  let counting: Counting | undefined;

  function termsOf(file: number): TermCount[] {
    const packed = of.get(file);
    return packed === undefined ? [] : unpack(packed);
  }

  /** What is counted by now, anew where another process wrote. */
  function current(): Counting {
    const version = db.pragma('data_version', { simple: true });
    if (counting && counting.version === version) return counting;
    counting = { tally: new TermTally(), upTo: -1, version };
    return counting;
  }

  /** Whether more is to be counted. */
  function goOn(): boolean {
    const now = current();
    if (now.upTo === Number.POSITIVE_INFINITY) return false;
    const rows = after.all(now.upTo);
    for (const { packed } of rows) now.tally.add(unpack(packed));
    now.upTo = rows.length < chunk ? Number.POSITIVE_INFINITY : (rows.at(-1)?.file ?? 0);
    return now.upTo !== Number.POSITIVE_INFINITY;
  }

  return {
    clear(file: number): void {
      if (counting && file <= counting.upTo) counting.tally.remove(termsOf(file));
      clear.run(file);
    },
    /** @param packed as `packTerms` gives it */
    put(file: number, packed: string): void {
      if (counting && file <= counting.upTo) {
        counting.tally.remove(termsOf(file));
        if (packed !== '') counting.tally.add(unpack(packed));
      }
      if (packed === '') clear.run(file);
      else put.run(file, packed);
    },
    of: termsOf,
    /** Counted over all notes; other calls are let through in between. Not to be changed, and old once one of these comes. */
    async tally(): Promise<TermTally> {
      while (goOn()) await new Promise((resolve) => setImmediate(resolve));
      return current().tally;
    },
    /** The table is another by now. */
    forget(): void {
      counting = undefined;
    },
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

function unpack(packed: string): TermCount[] {
  return (JSON.parse(packed) as PackedTerm[]).map(([term, count, key = term.toLowerCase()]) => {
    return { key, term, count };
  });
}
