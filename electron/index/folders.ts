import { isNote } from '../../shared/text/path.ts';
import type { Db } from './database.ts';

/** One folder as the disk shows it. */
export interface FolderScan {
  path: string;
  names: string[];
  /** Four numbers a file, in the order of `names`: size, modified, created, ino. */
  stats: Float64Array;
}

export interface FileStat {
  size: number;
  modified: number;
  created: number;
  ino: number;
}

/** How a folder's row stands to the rows of its files. */
const state = {
  /** The walk wrote it, and the rows have to follow it. */
  walked: 0,
  /** Both say the same. */
  even: 1,
  /** The rows are newer: the next walk looks again. */
  touched: 2,
};

interface FolderRow {
  state: number;
  names: string;
  stats: Uint8Array;
}

interface Counts {
  notes: number;
  attachments: number;
  /** Of the notes. */
  bytes: number;
}

/** Between names, since no name can hold it. */
const divider = '/';

/**
 * The tree, a row a folder: names, sizes and times of all its files packed into one value. A first opening writes these
 * rows alone before the tree is shown, and later ones compare them alone.
 */
export function createFolders(db: Db) {
  const read = db.prepare<[string], FolderRow>('SELECT state, names, stats FROM folders WHERE path = ?');
  const put = db.prepare(
    `INSERT INTO folders (path, state, names, stats, notes, attachments, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET state = excluded.state, names = excluded.names, stats = excluded.stats,
       notes = excluded.notes, attachments = excluded.attachments, bytes = excluded.bytes`,
  );
  const known = db.prepare<[string], number>('SELECT 1 FROM folders WHERE path = ?').pluck();
  const setState = db.prepare('UPDATE folders SET state = ? WHERE path = ?');
  const waiting = db.prepare<[], string>('SELECT path FROM folders WHERE state = 0 ORDER BY path').pluck();
  const make = db.prepare(
    "INSERT OR IGNORE INTO folders (path, state, names, stats, notes, attachments, bytes) VALUES (?, 2, '', x'', 0, 0, 0)",
  );
  const touch = db.prepare(
    `UPDATE folders SET state = 2, (notes, attachments, bytes) = (
       SELECT coalesce(sum(note), 0), count(*) - coalesce(sum(note), 0), coalesce(sum(note * max(size, 0)), 0)
       FROM files WHERE folder = folders.path
     ) WHERE path = ?`,
  );
  const below = db
    .prepare<[string, string], string>('SELECT path FROM folders WHERE path >= ? AND path < ?')
    .pluck();
  const directly = db
    .prepare<[string, string, string], string>(
      `SELECT path FROM folders WHERE path >= ? AND path < ? AND instr(substr(path, length(?) + 1), '/') = 0 AND path != ''`,
    )
    .pluck();
  const sums =
    'coalesce(sum(notes), 0) AS notes, coalesce(sum(attachments), 0) AS attachments, coalesce(sum(bytes), 0) AS bytes';
  const countBelow = db.prepare<[string, string, string], Counts>(
    `SELECT ${sums} FROM folders WHERE path = ? OR (path >= ? AND path < ?)`,
  );
  const countAll = db.prepare<[], Counts>(`SELECT ${sums} FROM folders`);
  const drop = db.prepare('DELETE FROM folders WHERE path = ?');

  function write({ path, names, stats }: FolderScan, as: number): void {
    const counts: Counts = { notes: 0, attachments: 0, bytes: 0 };
    names.forEach((name, index) => {
      if (isNote(name)) {
        counts.notes++;
        counts.bytes += stats[index * 4] ?? 0;
      } else counts.attachments++;
    });
    put.run(path, as, names.join(divider), bytesOf(stats), counts.notes, counts.attachments, counts.bytes);
  }

  return {
    has: (path: string) => known.get(path) !== undefined,
    /** Whether the index knows the folder to be just so, its files included. */
    isSame({ path, names, stats }: FolderScan): boolean {
      const row = read.get(path);
      return (
        row?.state === state.even && bytesOf(stats).equals(row.stats) && names.join(divider) === row.names
      );
    },
    /** What a walk met; the rows of the files follow later. */
    putWalked: (scan: FolderScan) => write(scan, state.walked),
    /** The rows of the files say the same. */
    putEven: (scan: FolderScan) => write(scan, state.even),
    /** Folders that were walked, and whose files have to follow: in order, so that rows of files take little room. */
    waiting: () => waiting.all(),
    followed: (path: string) => void setState.run(state.even, path),
    /** What the walk met in a folder whose files have still to follow; undefined of any other. */
    walked(path: string): FolderScan | undefined {
      const row = read.get(path);
      if (row?.state !== state.walked) return undefined;
      return { path, names: row.names === '' ? [] : row.names.split(divider), stats: numbersOf(row.stats) };
    },
    /** A folder is there; nothing is said of its files. */
    make: (path: string) => void make.run(path),
    /** The rows of its files are newer than its own, which no longer tells what is in it: the next walk looks again. */
    touch(path: string): void {
      make.run(path);
      touch.run(path);
    },
    forget: (path: string) => void drop.run(path),
    below: (path: string) => (path === '' ? below.all('', '\u{10FFFF}') : below.all(`${path}/`, `${path}0`)),
    /** Folders directly in a folder. */
    in: (path: string) =>
      path === '' ? directly.all('', '\u{10FFFF}', '') : directly.all(`${path}/`, `${path}0`, `${path}/`),
    notesBelow: (path: string) => (countBelow.get(path, `${path}/`, `${path}0`) as Counts).notes,
    counts: () => countAll.get() as Counts,
  };
}

export type Folders = ReturnType<typeof createFolders>;

/** The `index`-th file of a folder. */
export function statAt({ stats }: FolderScan, index: number): FileStat {
  const at = index * 4;
  const [size = 0, modified = 0, created = 0, ino = 0] = stats.subarray(at, at + 4);
  return { size, modified, created, ino };
}

const bytesOf = (stats: Float64Array) => Buffer.from(stats.buffer, stats.byteOffset, stats.byteLength);

/** Copied: what SQLite gives may begin at any byte. */
function numbersOf(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer);
}
