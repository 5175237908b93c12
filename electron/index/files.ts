import { linkKey } from '../../shared/link/resolve.ts';
import { basename, dirname, isNote, stem } from '../../shared/text/path.ts';
import type { Db } from './database.ts';
import { type FileStat, type FolderScan, type Folders, statAt } from './folders.ts';

export interface FileRow extends FileStat {
  id: number;
  path: string;
  note: 0 | 1;
  hash: string | null;
  name: string;
  title: string;
  date: string;
  draft: 0 | 1;
  doc: number | null;
}

/** What files are sorted by. */
export type SortedFile = Pick<FileRow, 'id' | 'path' | 'name' | 'modified' | 'created'>;

/** A file as a list of a folder shows it. */
export type ListedFile = Pick<FileRow, 'path' | 'name' | 'note' | 'title' | 'draft'>;

const columns = 'id, path, note, size, modified, created, ino, hash, name, title, date, draft, doc';

/** What a look at a folder changed: rows are there (or still there, of `removed`), contents are still to be read. */
export interface FolderChange {
  added: { id: number; path: string; note: boolean; name: string }[];
  /** Same path, other size or time. */
  changed: FileRow[];
  removed: FileRow[];
}

interface FolderDifference {
  added: { path: string; stat: FileStat }[];
  changed: { row: FileRow; stat: FileStat }[];
  removed: FileRow[];
}

/** The files as the index knows them, a row each. */
export function createFiles(db: Db, folders: Folders) {
  const byPath = db.prepare<[string], FileRow>(`SELECT ${columns} FROM files WHERE path = ?`);
  const byId = db.prepare<[number], FileRow>(`SELECT ${columns} FROM files WHERE id = ?`);
  const byIds = db.prepare<[string], FileRow>(
    `SELECT ${columns} FROM files WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const toSort = db.prepare<[string], SortedFile>(
    'SELECT id, path, name, modified, created FROM files WHERE id IN (SELECT value FROM json_each(?))',
  );
  const inFolder = db.prepare<[string], FileRow>(`SELECT ${columns} FROM files WHERE folder = ?`);
  const below = db.prepare<[string, string], FileRow>(
    `SELECT ${columns} FROM files WHERE path >= ? AND path < ? ORDER BY path`,
  );
  const paths = db.prepare<[], Pick<FileRow, 'id' | 'path'>>('SELECT id, path FROM files');
  const insert = db.prepare(
    `INSERT INTO files (path, folder, key, note, size, modified, created, ino, name, title)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const restat = db.prepare('UPDATE files SET size = ?, modified = ?, created = ?, ino = ? WHERE id = ?');
  const unsettle = db.prepare('UPDATE files SET size = min(size, 0) - 1 WHERE id = ?');
  const remove = db.prepare('DELETE FROM files WHERE id = ?');
  const candidates = db.prepare<[string], string>('SELECT path FROM files WHERE key = ?').pluck();
  const state = db.prepare<[number], Pick<FileRow, 'id' | 'path' | 'note' | 'hash' | 'doc'>>(
    'SELECT id, path, note, hash, doc FROM files WHERE id = ?',
  );
  const waitingFacts = db
    .prepare<[], number>('SELECT id FROM files WHERE note = 1 AND (hash IS NULL OR size < 0)')
    .pluck();
  const toRead = db.prepare<[string], Pick<FileRow, 'id' | 'path' | 'name' | 'hash' | 'size'>>(
    `SELECT files.id, files.path, name, hash, size FROM json_each(?) AS wanted CROSS JOIN files ON files.id = wanted.value`,
  );
  const waitingTextIds = db
    .prepare<[], number>('SELECT id FROM files WHERE doc IS NULL ORDER BY modified')
    .pluck();

  function add(path: string, { size, modified, created, ino }: FileStat): FolderChange['added'][number] {
    const note = isNote(path);
    const name = note ? stem(path) : basename(path);
    const folder = dirname(path);
    const { lastInsertRowid } = insert.run(
      path,
      folder,
      linkKey(path),
      note ? 1 : 0,
      size,
      modified,
      created,
      ino,
      name,
      name,
    );
    return { id: Number(lastInsertRowid), path, note, name };
  }

  function compare(scan: FolderScan): FolderDifference {
    const difference: FolderDifference = { added: [], changed: [], removed: [] };
    const known = new Map(inFolder.all(scan.path).map((row) => [row.path, row]));
    scan.names.forEach((name, index) => {
      const path = scan.path === '' ? name : `${scan.path}/${name}`;
      const stat = statAt(scan, index);
      const row = known.get(path);
      known.delete(path);
      if (!row) difference.added.push({ path, stat });
      else if (differs(row, stat)) difference.changed.push({ row, stat });
    });
    difference.removed.push(...known.values());
    return difference;
  }

  return {
    add,
    /** Bring the rows of the files of a walked folder in line with it; nothing where they are already. */
    follow(path: string): FolderChange {
      const scan = folders.walked(path);
      if (!scan) return { added: [], changed: [], removed: [] };
      const { added, changed, removed } = compare(scan);
      for (const { row, stat } of changed) {
        if (row.note) unsettle.run(row.id);
        else restat.run(stat.size, stat.modified, stat.created, stat.ino, row.id);
      }
      folders.followed(path);
      return {
        added: added.map(({ path: at, stat }) => add(at, stat)),
        changed: changed.map(({ row }) => row),
        removed,
      };
    },
    /** Remember a folder as it is, so that the next opening passes it by; where something differs, it does not. */
    settleFolder(scan: FolderScan): void {
      const { added, changed, removed } = compare(scan);
      if (added.length + changed.length + removed.length > 0) folders.touch(scan.path);
      else folders.putEven(scan);
    },
    get: (path: string) => byPath.get(path),
    byId: (id: number) => byId.get(id),
    /** Many at once, at a fraction of the cost; those that are not there are left out. */
    byIds: (ids: readonly number[]) =>
      new Map(byIds.all(JSON.stringify(ids)).map((row): [number, FileRow] => [row.id, row])),
    /** How far a file is taken in. */
    state: (id: number) => state.get(id),
    toSort: (ids: readonly number[]) => toSort.all(JSON.stringify(ids)),
    in: (path: string) => inFolder.all(path),
    /** What a folder holds, as soon as it was walked: titles are those known so far. */
    list(path: string): ListedFile[] {
      const rows = inFolder.all(path);
      const scan = folders.walked(path);
      if (!scan) return rows;
      const known = new Map(rows.map((row) => [row.path, row]));
      return scan.names.map((file): ListedFile => {
        const at = path === '' ? file : `${path}/${file}`;
        const name = isNote(file) ? stem(file) : file;
        return known.get(at) ?? { path: at, name, note: isNote(file) ? 1 : 0, title: name, draft: 0 };
      });
    },
    /** Files anywhere below a folder; '' is the whole vault. */
    below: (path: string) => (path === '' ? below.all('', '\u{10FFFF}') : below.all(`${path}/`, `${path}0`)),
    /** Every file's path alone. */
    paths: () => paths.all(),
    restat: (id: number, stat: FileStat) =>
      void restat.run(stat.size, stat.modified, stat.created, stat.ino, id),
    remove: (id: number) => void remove.run(id),
    /** Paths whose file name has this key: what `resolveLink` asks for. */
    candidates: (key: string): string[] => candidates.all(key),
    /** Ids of notes whose facts are still to be read. */
    waitingFacts: () => waitingFacts.all(),
    /** Some files as they are to be read, in the order of their ids as they are given. */
    toRead: (ids: readonly number[]) => toRead.all(JSON.stringify(ids)),
    /** Files that the full text does not hold yet; those changed last are the last. */
    waitingTextIds: () => waitingTextIds.all(),
    /** A note has to be read again, whatever its size and times; what is being read of it by now does not count. */
    unsettle: (id: number) => void unsettle.run(id),
    counts: folders.counts,
  };
}

export type Files = ReturnType<typeof createFiles>;

/** Whether a file may hold other bytes than when `row` was written. */
export function differs(row: FileStat, stat: FileStat): boolean {
  return row.size !== stat.size || row.modified !== stat.modified || row.ino !== stat.ino;
}
