import { linkKey } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import { type NameRow, namesOf } from './facts.ts';
import type { FileRow } from './files.ts';
import type { Store } from './store.ts';

/** A note as it was read, ready to be taken in. */
export interface ReadNote {
  text: string;
  hash: string;
  facts: NoteFacts;
  date: string;
}

/**
 * What must happen to the tables when a file comes, changes or goes. Each function is called inside a transaction.
 * Other notes whose mentions must be found again, since a name came or went, are listed in the table `stale`.
 */
export function createIngest(store: Store) {
  const { files, facts, links, mentions, searchFacts, terms, words } = store;
  const stale = store.db.prepare('INSERT OR IGNORE INTO stale (file) VALUES (?)');
  const unstale = store.db.prepare('DELETE FROM stale WHERE file = ?');
  const staleFiles = store.db.prepare<[], number>('SELECT file FROM stale').pluck();
  const dropMentions = store.db.prepare('DELETE FROM mentions WHERE target = ?');

  const othersNamed = store.db
    .prepare<[string, number], number>('SELECT count(*) FROM names WHERE folded = ? AND file != ?')
    .pluck();

  function markStale(others: readonly number[], file: number): void {
    for (const other of others) if (other !== file) stale.run(other);
  }

  function nameCame(file: number, { text }: NameRow): void {
    facts.namesChanged();
    mentions.addName(text, file);
    if (mentions.isName(text)) markStale(words.holding(text), file);
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
      links.arrived(linkKey(row.path));
    },

    putFacts(row: FileRow, note: ReadNote): void {
      const before = facts.names(row.id);
      facts.put(row, note.facts, note.hash, note.date);
      searchFacts.put(row.id, note.facts);
      words.remove(row.id);
      renamed(row.id, before, namesOf(row.name, note.facts));
    },

    /** A note that could not be read as text: known by its name. */
    putUnread(row: FileRow, hash: string, problem: string): void {
      const before = facts.names(row.id);
      facts.putName(row, hash, problem);
      searchFacts.clear(row.id);
      mentions.clear(row.id);
      terms.clear(row.id);
      words.remove(row.id);
      renamed(row.id, before, [{ kind: 'name', text: row.name }]);
    },

    /** Full text, mentions and terms of a note whose facts are in; of an attachment, its name. */
    putText(row: FileRow, text: string): void {
      words.put(row.id, {
        names: facts.names(row.id).map((name) => name.text),
        headings: facts.headings(row.id).map(({ text: heading }) => heading),
        tags: facts.tags(row.id),
        body: text,
      });
      facts.spell(row.id);
      if (!row.note) return;
      const prose = facts.prose(row.id);
      mentions.update(row.id, text, prose);
      terms.put(row.id, text, prose);
    },

    stale: () => staleFiles.all(),
    /** Find the mentions of a stale note again; undefined where it can no longer be read. */
    refresh(file: number, text: string | undefined): void {
      if (text !== undefined) mentions.update(file, text, facts.prose(file));
      unstale.run(file);
    },

    gone(row: FileRow): void {
      facts.namesChanged();
      if (row.note) for (const name of facts.names(row.id)) nameWent(row.id, name);
      words.remove(row.id);
      mentions.clear(row.id);
      terms.clear(row.id);
      facts.clear(row.id);
      searchFacts.clear(row.id);
      dropMentions.run(row.id);
      files.remove(row.id);
      unstale.run(row.id);
      links.gone(row.id, linkKey(row.path));
    },
  };
}
