import type { Db } from './database.ts';
import type { NoteRows } from './note-rows.ts';
import { sameRows } from './same-rows.ts';
import { createTally } from './tally.ts';

type TagRow = NoteRows['tags'][number];

/** A tag in one of the ways in which it is written, and how many notes have it. */
export interface TagCount {
  tag: string;
  notes: number;
}

/** By key of a tag: how many notes write it how. */
type Spellings = Map<string, Map<string, number>>;

/** The tags of the notes, and how many notes have each: those are asked for at each letter of a tag that is being typed. */
export function createTagRows(db: Db) {
  const names = db.prepare<[number], string>('SELECT name FROM tags WHERE file = ?').pluck();
  const rows = db.prepare<[number], TagRow>('SELECT key, name FROM tags WHERE file = ?');
  const within = db.prepare<[number, number], TagRow>(
    'SELECT key, name FROM tags WHERE file > ? AND file <= ?',
  );
  const insert = db.prepare('INSERT OR IGNORE INTO tags (file, key, name) VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM tags WHERE file = ?');
  const tally = createTally(db, (): Spellings => new Map(), count);
  let list: { of: Spellings; tags: TagCount[] } | undefined;

  function count(spellings: Spellings, after: number, upTo: number, sign: 1 | -1): void {
    list = undefined;
    for (const { key, name } of within.all(after, upTo)) {
      const of = spellings.get(key) ?? new Map<string, number>();
      const notes = (of.get(name) ?? 0) + sign;
      if (notes > 0) spellings.set(key, of.set(name, notes));
      else if (of.delete(name) && of.size === 0) spellings.delete(key);
    }
  }

  function clear(file: number): void {
    tally.leaving(file);
    drop.run(file);
  }

  return {
    of: (file: number) => names.all(file),
    clear,
    /** @param fresh the note has none yet */
    put(file: number, tags: readonly TagRow[], fresh: boolean): void {
      // The first casing counts.
      const wanted = [...new Map(tags.toReversed().map(({ key, name }) => [key, { key, name }])).values()];
      if (!fresh && sameRows(rows.all(file), wanted)) return;
      if (!fresh) clear(file);
      for (const { key, name } of wanted) insert.run(file, key, name);
      tally.entered(file);
    },
    /** All tags, those of the most notes first. Other calls are let through when it is first asked for. */
    async all(): Promise<readonly TagCount[]> {
      const of = await tally.counts();
      if (list?.of !== of) list = { of, tags: sorted(of) };
      return list.tags;
    },
    /** The table is another by now. */
    forget: tally.forget,
  };
}

export type TagRows = ReturnType<typeof createTagRows>;

function sorted(spellings: Spellings): TagCount[] {
  const found = [...spellings].map(([key, of]) => ({
    key,
    tag: [...of.keys()].sort()[0] as string,
    notes: [...of.values()].reduce((sum, notes) => sum + notes, 0),
  }));
  return found
    .sort((a, b) => b.notes - a.notes || (a.key < b.key ? -1 : 1))
    .map(({ tag, notes }) => ({ tag, notes }));
}
