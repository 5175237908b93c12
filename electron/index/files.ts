import { linkKey } from '../../shared/link/resolve.ts';
import { basename, dirname, isNote, stem } from '../../shared/text/path.ts';
import type { Db } from './database.ts';

export interface FileStat {
  size: number;
  modified: number;
  created: number;
  ino: number;
}

/** One folder as the disk shows it. */
export interface FolderScan {
  path: string;
  files: ({ name: string } & FileStat)[];
  folders: string[];
}

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

const columns = 'id, path, note, size, modified, created, ino, hash, name, title, date, draft, doc';

/** Stands where no folder is known to be as it was; even an empty folder packs to more. */
const unsettled = '';

/** What one look at a folder changed: rows are there (or gone) already, contents are still to be read. */
export interface FolderChange {
  added: FileRow[];
  /** Same path, other size or time. */
  changed: FileRow[];
  removed: FileRow[];
}

interface FolderDifference {
  added: { path: string; stat: FileStat }[];
  changed: { row: FileRow; stat: FileStat }[];
  removed: FileRow[];
}

/** The tree as the index knows it. */
export function createFiles(db: Db) {
  const byPath = db.prepare<[string], FileRow>(`SELECT ${columns} FROM files WHERE path = ?`);
  const byId = db.prepare<[number], FileRow>(`SELECT ${columns} FROM files WHERE id = ?`);
  const inFolder = db.prepare<[string], FileRow>(`SELECT ${columns} FROM files WHERE folder = ?`);
  const below = db.prepare<[string, string], FileRow>(
    `SELECT ${columns} FROM files WHERE path >= ? AND path < ? ORDER BY path`,
  );
  const insert = db.prepare(
    `INSERT INTO files (path, folder, key, note, size, modified, created, ino, name, title)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
  );
  const restat = db.prepare('UPDATE files SET size = ?, modified = ?, created = ?, ino = ? WHERE id = ?');
  const unsettle = db.prepare('UPDATE files SET size = -1 WHERE id = ?');
  const remove = db.prepare('DELETE FROM files WHERE id = ?');
  const folder = db.prepare<[string], { path: string; packed: string }>(
    'SELECT * FROM folders WHERE path = ?',
  );
  const putFolder = db.prepare('INSERT OR REPLACE INTO folders (path, packed) VALUES (?, ?)');
  const foldersBelow = db
    .prepare<[string, string], string>('SELECT path FROM folders WHERE path >= ? AND path < ?')
    .pluck();
  const foldersIn = db
    .prepare<[string, string, string], string>(
      `SELECT path FROM folders WHERE path >= ? AND path < ? AND instr(substr(path, length(?) + 1), '/') = 0 AND path != ''`,
    )
    .pluck();
  const notesBelow = db
    .prepare<[string, string], number>(
      'SELECT coalesce(sum(note), 0) FROM files WHERE path >= ? AND path < ?',
    )
    .pluck();
  const dropFolder = db.prepare('DELETE FROM folders WHERE path = ?');
  const candidates = db.prepare<[string], string>('SELECT path FROM files WHERE key = ?').pluck();
  const waitingFacts = db.prepare<[], FileRow>(
    `SELECT ${columns} FROM files WHERE note = 1 AND (hash IS NULL OR size < 0)`,
  );
  const waitingText = db.prepare<[], FileRow>(
    `SELECT ${columns} FROM files WHERE doc IS NULL ORDER BY modified`,
  );

  function add(path: string, stat: FileStat): FileRow {
    const note = isNote(path) ? 1 : 0;
    const name = note ? stem(path) : basename(path);
    return insert.get(
      path,
      dirname(path),
      linkKey(path),
      note,
      stat.size,
      stat.modified,
      stat.created,
      stat.ino,
      name,
      name,
    ) as FileRow;
  }

  function compare(scan: FolderScan): FolderDifference {
    const difference: FolderDifference = { added: [], changed: [], removed: [] };
    const known = new Map(inFolder.all(scan.path).map((row) => [row.path, row]));
    for (const file of scan.files) {
      const path = scan.path === '' ? file.name : `${scan.path}/${file.name}`;
      const row = known.get(path);
      known.delete(path);
      if (!row) difference.added.push({ path, stat: file });
      else if (differs(row, file)) difference.changed.push({ row, stat: file });
    }
    difference.removed.push(...known.values());
    return difference;
  }

  /** Take in one folder of a walk. Costs one read where nothing changed. */
  function applyFolder(scan: FolderScan): FolderChange {
    const packed = pack(scan);
    if (folder.get(scan.path)?.packed === packed) return { added: [], changed: [], removed: [] };
    const { added, changed, removed } = compare(scan);
    for (const { row, stat } of changed) {
      if (row.note) unsettle.run(row.id);
      else restat.run(stat.size, stat.modified, stat.created, stat.ino, row.id);
    }
    putFolder.run(scan.path, packed);
    return {
      added: added.map(({ path, stat }) => add(path, stat)),
      changed: changed.map(({ row }) => row),
      removed,
    };
  }

  /** Remember a folder as it is, so that the next opening passes it by; where something differs, it does not. */
  function settleFolder(scan: FolderScan): void {
    const { added, changed, removed } = compare(scan);
    putFolder.run(scan.path, added.length + changed.length + removed.length > 0 ? unsettled : pack(scan));
  }

  return {
    add,
    applyFolder,
    settleFolder,
    get: (path: string) => byPath.get(path),
    byId: (id: number) => byId.get(id),
    in: (path: string) => inFolder.all(path),
    /** Files anywhere below a folder; '' is the whole vault. */
    below: (path: string) => (path === '' ? below.all('', '\u{10FFFF}') : below.all(`${path}/`, `${path}0`)),
    foldersBelow: (path: string) =>
      path === '' ? foldersBelow.all('', '\u{10FFFF}') : foldersBelow.all(`${path}/`, `${path}0`),
    /** Folders directly in a folder. */
    foldersIn: (path: string) =>
      path === '' ? foldersIn.all('', '\u{10FFFF}', '') : foldersIn.all(`${path}/`, `${path}0`, `${path}/`),
    notesBelow: (path: string) => notesBelow.get(`${path}/`, `${path}0`) as number,
    /** A folder's row no longer tells what is in it: the next walk looks again. */
    unsettleFolder: (path: string) => putFolder.run(path, unsettled),
    /** A folder is gone. */
    forgetFolder: (path: string) => dropFolder.run(path),
    restat: (id: number, stat: FileStat) => restat.run(stat.size, stat.modified, stat.created, stat.ino, id),
    remove: (id: number) => remove.run(id),
    /** Paths whose file name has this key: what `resolveLink` asks for. */
    candidates: (key: string): string[] => candidates.all(key),
    waitingFacts: () => waitingFacts.all(),
    waitingText: () => waitingText.all(),
    counts: () =>
      db
        .prepare<[], { notes: number; attachments: number; bytes: number }>(
          `SELECT coalesce(sum(note), 0) AS notes, count(*) - coalesce(sum(note), 0) AS attachments,
                  coalesce(sum(CASE WHEN note THEN size END), 0) AS bytes FROM files`,
        )
        .get() as { notes: number; attachments: number; bytes: number },
  };
}

export type Files = ReturnType<typeof createFiles>;

/** Whether a file may hold other bytes than when `row` was written. */
export function differs(row: FileStat, stat: FileStat): boolean {
  return row.size !== stat.size || row.modified !== stat.modified || row.ino !== stat.ino;
}

function pack(scan: FolderScan): string {
  const files = scan.files.map((file) => `${file.name}\0${file.size}\0${file.modified}\0${file.ino}`);
  return `${files.join('\n')}\n\n${scan.folders.join('\n')}`;
}
