import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';
import type { FileStat } from './folders.ts';
import type { Links } from './links.ts';
import { type HeadingRow, type NameRow, type NoteRows, unpackHeadings } from './note-rows.ts';
import { unpackBlocks } from './pack.ts';
import { sameRows } from './same-rows.ts';
import type { TagRows } from './tag-rows.ts';

/** Everything that one note says, written and taken away as a whole. */
export function createFactStore(db: Db, links: Links, tags: TagRows) {
  const dropNames = db.prepare('DELETE FROM names WHERE file = ?');
  const dropNote = db.prepare('DELETE FROM notes WHERE id = ?');
  const names = db.prepare<[number], NameRow>('SELECT kind, text FROM names WHERE file = ?');
  const unspelt = db.prepare<[number], NameRow>(
    "SELECT kind, text FROM names WHERE file = ? AND pinyin = ''",
  );
  const aliases = db.prepare<[string], { file: number; text: string }>(
    "SELECT file, text FROM json_each(?) CROSS JOIN names ON names.file = value AND names.kind = 'alias'",
  );
  const headings = db.prepare<[number], string>('SELECT headings FROM notes WHERE id = ?').pluck();
  const blocks = db.prepare<[number], Uint8Array>('SELECT blocks FROM notes WHERE id = ?').pluck();
  const blocksOf = db.prepare<[string], { id: number; blocks: Uint8Array }>(
    'SELECT id, blocks FROM notes WHERE id IN (SELECT value FROM json_each(?))',
  );
  const prose = db.prepare<[number], Uint8Array>('SELECT prose FROM notes WHERE id = ?').pluck();
  const putName = db.prepare(
    "INSERT OR IGNORE INTO names (file, kind, text, folded, pinyin) VALUES (?, ?, ?, ?, '')",
  );
  const putPinyin = db.prepare('UPDATE names SET pinyin = ? WHERE file = ? AND kind = ? AND text = ?');
  const putNote = db.prepare(
    'INSERT OR REPLACE INTO notes (id, prose, blocks, headings, links) VALUES (?, ?, ?, ?, ?)',
  );
  const setFile = 'UPDATE files SET hash = ?, title = ?, date = ?, draft = ?, problem = ? WHERE id = ?';
  const putFile = db.prepare(setFile);
  const putFirst = db.prepare(
    `${setFile} AND hash IS NULL AND size = ? AND modified = ? AND created = ? AND ino = ?`,
  );

  function writeNames(file: number, rows: NoteRows['names'], fresh: boolean): void {
    const wanted = rows.map(({ kind, text }) => ({ kind, text }));
    if (!fresh && sameRows(names.all(file), wanted)) return;
    if (!fresh) dropNames.run(file);
    for (const { kind, text, folded } of rows) putName.run(file, kind, text, folded);
  }

  function clear(file: number): void {
    for (const statement of [dropNames, dropNote]) statement.run(file);
    tags.clear(file);
    links.clear(file);
  }

  function write(file: { id: number; path: string }, rows: NoteRows, fresh: boolean): void {
    renamed?.add(file.id);
    writeNames(file.id, rows.names, fresh);
    tags.put(file.id, rows.tags, fresh);
    if (fresh || !links.isSame(file.id, rows.links)) links.put(file, rows.links, fresh);
    putNote.run(file.id, rows.prose, rows.blocks, rows.headings, rows.packedLinks);
  }

  /** Grows when a name comes, goes or changes: lists made of names are then read again. */
  let namesRevision = 0;
  /** Files whose names may have changed after the last answer; undefined: any file's may have. */
  let renamed: Set<number> | undefined;

  function cleared(file: number): void {
    clear(file);
    renamed?.add(file);
  }

  return {
    clear: cleared,
    namesRevision: () => namesRevision,
    namesChanged: () => namesRevision++,
    /** The tables are others by now. */
    forgetNames(): void {
      namesRevision++;
      renamed = undefined;
    },
    /** Ids of the files whose names may have changed since this was last asked; undefined: of all, so read them all. */
    takeRenamed(): ReadonlySet<number> | undefined {
      const files = renamed;
      renamed = new Set();
      return files;
    },
    names: (file: number) => names.all(file),
    tags: tags.of,
    /** All tags, those of the most notes first. */
    allTags: tags.all,
    /** Of those of the files that have any. */
    aliasesOf(files: readonly number[]): Map<number, string[]> {
      const found = new Map<number, string[]>();
      for (const { file, text } of aliases.all(JSON.stringify(files))) {
        const known = found.get(file);
        if (known) known.push(text);
        else found.set(file, [text]);
      }
      return found;
    },
    headings: (file: number) => unpackHeadings(headings.get(file)),
    /** The same, undefined where nothing was read of the note yet. */
    knownHeadings(file: number): HeadingRow[] | undefined {
      const packed = headings.get(file);
      return packed === undefined ? undefined : unpackHeadings(packed);
    },
    /** As they are packed, of many at once. */
    packedBlocks: (files: readonly number[]) =>
      new Map(blocksOf.all(JSON.stringify(files)).map((row): [number, Uint8Array] => [row.id, row.blocks])),
    blocks: (file: number) => unpackBlocks(blocks.get(file) ?? null),
    /** Names that are not spelt, or that nothing can be spelt of. */
    unspelt: (file: number) => unspelt.all(file),
    packedProse: (file: number) => prose.get(file) ?? new Uint8Array(0),
    /**
     * Write the facts of a note; of what may well be the same as before, only what differs.
     * @param fresh nothing was written of it before
     */
    put(file: { id: number; path: string }, rows: NoteRows, fresh: boolean): void {
      write(file, rows, fresh);
      putFile.run(rows.hash, rows.title, rows.date, rows.draft ? 1 : 0, rows.problem ?? null, file.id);
    },
    /** Write the facts of a note that nothing was written of, unless it is another by now than `stat` says; returns whether. */
    putFirst(file: { id: number; path: string }, rows: NoteRows, stat: FileStat): boolean {
      const { hash, title, date, draft, problem = null } = rows;
      const { size, modified, created, ino } = stat;
      const said = [hash, title, date, draft ? 1 : 0, problem, file.id, size, modified, created, ino];
      if (putFirst.run(said).changes === 0) return false;
      write(file, rows, true);
      return true;
    },
    /** A file that is known by its name alone: an attachment, or a note too large or too broken to read. */
    putName(file: { id: number; name: string }, hash: string, problem: string | undefined): void {
      cleared(file.id);
      putName.run(file.id, 'name', file.name, fold(file.name));
      putFile.run(hash, file.name, '', 0, problem ?? null, file.id);
    },
    /** How names are spelt in Latin letters; dear to find, and not needed as soon as the names. */
    putPinyin(file: number, spelt: readonly (NameRow & { pinyin: string })[]): void {
      for (const { kind, text, pinyin } of spelt) putPinyin.run(pinyin, file, kind, text);
      if (spelt.length === 0) return;
      namesRevision++;
      renamed?.add(file);
    },
  };
}

export type FactStore = ReturnType<typeof createFactStore>;
