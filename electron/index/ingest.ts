import { linkKey } from '../../shared/link/resolve.ts';
import { fold } from '../../shared/text/fold.ts';
import type { FileRow } from './files.ts';
import type { FileStat } from './folders.ts';
import type { Mention } from './name-set.ts';
import type { NameRow, NoteRows } from './note-rows.ts';
import { spellNames } from './pinyin.ts';
import type { Store } from './store.ts';
import type { NoteTokens } from './words.ts';

/**
 * What must happen to the tables when a file comes, changes or goes. Each function is called inside a transaction.
 * Other notes whose mentions must be found again, since a name came or went, are listed in the table `stale`.
 */
export function createIngest(store: Store) {
  const { files, facts, links, mentions, searchFacts, terms, words } = store;
  const stale = store.db.prepare('INSERT OR IGNORE INTO stale (file, terms) VALUES (?, 0)');
  const unstale = store.db.prepare('DELETE FROM stale WHERE file = ?');
  const unspoken = store.db.prepare('INSERT OR REPLACE INTO stale (file, terms) VALUES (?, 1)');
  const staleFiles = store.db.prepare<[], number>('SELECT file FROM stale ORDER BY file').pluck();
  const anyStale = store.db.prepare<[], 1>('SELECT 1 FROM stale LIMIT 1').pluck();
  const staleTerms = store.db.prepare<[number], 0 | 1>('SELECT terms FROM stale WHERE file = ?').pluck();

  const othersNamed = store.db
    .prepare<[string, number], number>('SELECT count(*) FROM names WHERE folded = ? AND file != ?')
    .pluck();

  function markStale(others: readonly number[], file: number): void {
    for (const other of others) if (other !== file) stale.run(other);
  }

  function nameCame(file: number, { text }: NameRow): void {
    facts.namesChanged();
    mentions.addName(text, file);
    if (words.any() && mentions.isName(text)) markStale(words.holding(text), file);
  }

  function nameWent(file: number, { text }: NameRow): void {
    facts.namesChanged();
    // A name of too many notes is mentioned nowhere: one less may bring its mentions back.
    const shared = mentions.isName(text) && (othersNamed.get(fold(text), file) as number) > 0;
    markStale(shared ? words.holding(text) : mentions.filesNaming(file, text), file);
    mentions.removeName(text, file);
  }

  function renamed(file: number, before: NameRow[], after: NameRow[]): void {
    const folded = (rows: NameRow[]) => new Set(rows.map((row) => fold(row.text)));
    const had = folded(before);
    const has = folded(after);
    for (const row of before) if (!has.has(fold(row.text))) nameWent(file, row);
    for (const row of after) if (!had.has(fold(row.text))) nameCame(file, row);
  }

  return {
    /** A file that is on disk: links that were waiting for its name find it. */
    arrived(row: { id: number; path: string; note: boolean; name: string }): void {
      facts.namesChanged();
      if (!row.note) facts.putName(row, '', undefined);
      links.changed(linkKey(row.path));
    },

    /** The same of a note that nothing is known of, and that is as `stat` says; false, and nothing done, where it is not. */
    putFirst(row: { id: number; path: string }, rows: NoteRows, stat: FileStat): boolean {
      if (!facts.putFirst(row, rows, stat)) return false;
      searchFacts.put(row.id, rows, true);
      for (const name of rows.names) nameCame(row.id, name);
      return true;
    },

    putFacts(row: { id: number; path: string; hash: string | null }, rows: NoteRows): void {
      const fresh = row.hash === null;
      const before = fresh ? [] : facts.names(row.id);
      facts.put(row, rows, fresh);
      searchFacts.put(row.id, rows, fresh);
      if (!fresh) words.remove(row.id);
      renamed(row.id, before, rows.names);
    },

    /** A note that could not be read as text: known by its name. */
    putUnread(row: { id: number; name: string }, hash: string, problem: string): void {
      const before = facts.names(row.id);
      facts.putName(row, hash, problem);
      searchFacts.clear(row.id);
      mentions.clear(row.id);
      terms.clear(row.id);
      words.remove(row.id);
      renamed(row.id, before, [{ kind: 'name', text: row.name }]);
    },

    /** Full text of a note whose facts are in; of an attachment, of its name. */
    putText(file: number, tokens: NoteTokens): void {
      words.put(file, tokens);
      // Dear to find, and not needed as soon as the names; here, as the thread that makes tokens has the greater part.
      facts.putPinyin(file, spellNames(facts.unspelt(file)));
    },

    /** Mentions and terms of a note are found later. */
    leaveUnspoken: (file: number) => void unspoken.run(file),

    /** Mentions, and terms where they were looked for; nothing is left to be found in the note. */
    putSpoken(file: number, found: readonly Mention[], packed: string | undefined): void {
      mentions.put(file, found);
      if (packed !== undefined) terms.put(file, packed);
      unstale.run(file);
    },

    /** Notes whose mentions have to be found (again). */
    stale: () => staleFiles.all(),
    /** Those of them whose full text holds a name of this note. */
    staleNaming(file: number): number[] {
      if (anyStale.get() === undefined) return [];
      const names = facts.names(file).filter(({ text }) => mentions.isName(text));
      const holding = new Set(names.flatMap(({ text }) => words.holding(text)));
      return [...holding].filter((other) => other !== file && staleTerms.get(other) !== undefined);
    },
    /** Whether that is so of one note, and whether terms are to be found too. */
    staleTerms: (file: number) => staleTerms.get(file),
    /** There is nothing to find in it. */
    unstale: (file: number) => void unstale.run(file),

    gone(row: FileRow): void {
      facts.namesChanged();
      if (row.note) for (const name of facts.names(row.id)) nameWent(row.id, name);
      words.remove(row.id);
      mentions.clear(row.id);
      terms.clear(row.id);
      facts.clear(row.id);
      searchFacts.clear(row.id);
      mentions.drop(row.id);
      files.remove(row.id);
      unstale.run(row.id);
      links.changed(linkKey(row.path));
    },
  };
}
