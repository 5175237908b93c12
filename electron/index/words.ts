import { ftsPhrase } from '../../shared/text/tokens.ts';
import type { Db } from './database.ts';
import type { Parts } from './parts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What of a file is indexed, as tokens (see shared/text/tokens.ts). */
export interface NoteTokens {
  /** Name, title, aliases. */
  name: string;
  heading: string;
  tag: string;
  /** The whole file as it is. */
  body: string;
  /** Where its parts begin (see parts.ts); undefined where that cannot be told. */
  parts: Uint8Array | undefined;
}

/** Full text, and the small one of names, headings and tags alone. */
const tables = ['words', 'labels'];

/** Full text over our own tokens (contentless FTS5): no copy of the text is kept. */
export function createWords(db: Db, vocabulary: Vocabulary, parts: Parts) {
  const nextDoc = db.prepare<[], number>('SELECT coalesce(max(doc), 0) + 1 FROM files').pluck();
  const anyDoc = db.prepare<[], number | null>('SELECT max(doc) FROM files').pluck();
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const docOf = db.prepare<[number], number | null>('SELECT doc FROM files WHERE id = ?').pluck();
  const setDoc = db.prepare('UPDATE files SET doc = ? WHERE id = ?');
  const putWords = db.prepare('INSERT INTO words (rowid, body, name) VALUES (?, ?, ?)');
  const putLabels = db.prepare('INSERT INTO labels (rowid, name, heading, tag) VALUES (?, ?, ?, ?)');
  const dropWords = db.prepare('DELETE FROM words WHERE rowid = ?');
  const dropLabels = db.prepare('DELETE FROM labels WHERE rowid = ?');
  const match = db
    .prepare<[string], number>(
      'SELECT files.id FROM words JOIN files ON files.doc = words.rowid WHERE words MATCH ? ORDER BY words.rowid DESC',
    )
    .pluck();

  function remove(file: number): void {
    const doc = docOf.get(file);
    if (doc === null || doc === undefined) return;
    dropWords.run(doc);
    dropLabels.run(doc);
    parts.remove(doc);
    setDoc.run(null, file);
  }

  return {
    remove,
    /** Whether the full text holds anything. */
    any: () => anyDoc.get() !== null,
    /** Merge a little of what piled up: some milliseconds of work. Returns whether there may be more. */
    tidy(): boolean {
      return tables.some((table) => {
        const before = changes.get() as number;
        db.exec(`INSERT INTO ${table}(${table}, rank) VALUES ('merge', 120)`);
        // One change is the command itself (https://sqlite.org/fts5.html#the_merge_command).
        return (changes.get() as number) - before > 1;
      });
    },
    /** Write the words of a file anew, as the newest. */
    put(file: number, { name, heading, tag, body, parts: starts }: NoteTokens): void {
      remove(file);
      const doc = nextDoc.get() as number;
      putWords.run(doc, body, name);
      putLabels.run(doc, name, heading, tag);
      if (starts) parts.put(doc, starts);
      for (const tokens of [name, heading, tag, body]) vocabulary.addTokens(tokens);
      vocabulary.addHeadings(heading);
      setDoc.run(doc, file);
    },
    /** Files that may hold a term: a superset, to be verified. */
    holding(term: string): number[] {
      const phrase = ftsPhrase(term);
      return phrase === undefined ? [] : match.all(phrase);
    },
  };
}

export type Words = ReturnType<typeof createWords>;
