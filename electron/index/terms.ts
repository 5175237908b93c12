import { type Term, termsOf } from '../../shared/link/topics.ts';
import type { Span } from '../../shared/note/facts.ts';
import type { Db } from './database.ts';

export interface TermRow {
  key: string;
  term: string;
  file: number;
  count: number;
}

/** Terms that recur inside Chinese prose, a row for each spelling in each note: what discovery counts. */
export function createTerms(db: Db) {
  const clear = db.prepare('DELETE FROM terms WHERE file = ?');
  const put = db.prepare(
    'INSERT INTO terms (key, file, term, count) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1',
  );
  const all = db.prepare<[], TermRow>('SELECT key, term, file, count FROM terms ORDER BY key');
  return {
    clear: (file: number) => clear.run(file),
    put(file: number, text: string, prose: readonly Span[]): void {
      clear.run(file);
      for (const term of termsOf(text, prose) as Term[]) put.run(term.key, file, term.term);
    },
    all: () => all.all(),
  };
}

export type Terms = ReturnType<typeof createTerms>;
