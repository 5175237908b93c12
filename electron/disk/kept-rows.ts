import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';

/** A row to be kept; without `text`, one to be forgotten. */
export interface RowChange {
  table: string;
  name: string;
  text: string | undefined;
}

export interface KeptRow {
  text: string;
  sum: number;
}

/**
 * Texts by table and name, in a file that can be deleted at any time. Nothing here ever fails: what cannot be read is
 * not there, what cannot be written is not kept, and a row whose bytes changed on the disk is no row.
 */
export interface KeptRows {
  get(table: string, name: string): KeptRow | undefined;
  /** At most so many rows in the order of their names, from this one on where it is there. */
  from(table: string, name: string, most: number): [name: string, row: KeptRow][];
  /** Names with checksums. */
  sums(table: string): [name: string, sum: number][];
  write(changes: readonly RowChange[]): void;
  /** Forget every table whose name begins so. */
  drop(prefix: string): void;
  close(): void;
}

const layout = 1;

/** @param stamp of whoever writes the rows: those of another one are forgotten */
export function openKeptRows(file: string, stamp: string): KeptRows {
  let open: Statements | undefined;
  let begun = false;
  /** Opened when it is first asked: most starts of the app have no need of it. */
  const begin = () => {
    begun = true;
    open = attempt(() => connect(file, stamp));
    if (open) return;
    // Noise, or a cut file: made anew once; where that fails too, nothing is kept.
    removeFile(file);
    open = attempt(() => connect(file, stamp));
  };
  const close = () => {
    const last = open;
    begun = true;
    open = undefined;
    attempt(() => last?.db.close());
  };
  /** A file that turns out to be damaged goes; one that other code has made anew meanwhile is left to it. */
  const tried = <T>(work: (statements: Statements) => T): T | undefined => {
    if (!begun) begin();
    if (!open) return undefined;
    try {
      if (open.stamp.get() === stamp) return work(open);
      close();
      return undefined;
    } catch (error) {
      if (/^SQLITE_(?:CORRUPT|NOTADB|IOERR)/.test((error as { code?: string }).code ?? '')) {
        close();
        removeFile(file);
      }
      return undefined;
    }
  };
  return {
    get: (table, name) => tried((each) => readRow(each, table, name)),
    from: (table, name, most) => tried((each) => readRows(each, table, name, most)) ?? [],
    sums: (table) => tried((each) => each.sums.all(each.idOf(table))) ?? [],
    write: (changes) => void tried((each) => writeRows(each, stamp, changes)),
    drop: (prefix) => void tried((each) => each.drop.run(prefix, `${prefix}\u{10FFFF}`)),
    close,
  };
}

type Statements = ReturnType<typeof prepare>;

/** Tables by number: their names are long. */
function prepare(db: Database.Database) {
  const find = db.prepare<[string], number>('SELECT id FROM tables WHERE name = ?').pluck();
  const make = db.prepare('INSERT OR IGNORE INTO tables (name) VALUES (?)');
  const ids = new Map<string, number>();
  return {
    db,
    stamp: db.prepare<[], string>('SELECT stamp FROM about').pluck(),
    idOf(table: string): number {
      let id = ids.get(table) ?? find.get(table);
      if (id === undefined) make.run(table);
      id ??= find.get(table) ?? 0;
      ids.set(table, id);
      return id;
    },
    get: db
      .prepare<[number, string], [number, string]>('SELECT sum, text FROM rows WHERE tab = ? AND name = ?')
      .raw(),
    from: db
      .prepare<[number, string, number], [string, number, string]>(
        'SELECT name, sum, text FROM rows WHERE tab = ? AND name >= ? ORDER BY name LIMIT ?',
      )
      .raw(),
    sums: db.prepare<[number], [string, number]>('SELECT name, sum FROM rows WHERE tab = ?').raw(),
    put: db.prepare('INSERT OR REPLACE INTO rows (tab, name, sum, text) VALUES (?, ?, ?, ?)'),
    remove: db.prepare('DELETE FROM rows WHERE tab = ? AND name = ?'),
    drop: db.prepare('DELETE FROM rows WHERE tab IN (SELECT id FROM tables WHERE name >= ? AND name < ?)'),
  };
}

function connect(file: string, stamp: string): Statements {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 2000 });
  try {
    // Rows are long: on small pages most of each would lie on a page of its own.
    db.pragma('page_size = 16384');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -8000');
    const version = db.pragma('user_version', { simple: true });
    db.transaction(() => {
      db.exec('CREATE TABLE IF NOT EXISTS about (stamp TEXT NOT NULL)');
      const said = db.prepare<[], string>('SELECT stamp FROM about').pluck().get();
      if (said === stamp && version === layout) return;
      db.exec('DROP TABLE IF EXISTS rows; DROP TABLE IF EXISTS tables; DELETE FROM about');
      db.exec(
        'CREATE TABLE tables (id INTEGER PRIMARY KEY, name TEXT UNIQUE);' +
          'CREATE TABLE rows (tab INTEGER, name TEXT, sum INTEGER, text TEXT, PRIMARY KEY (tab, name)) WITHOUT ROWID',
      );
      db.prepare('INSERT INTO about VALUES (?)').run(stamp);
      db.pragma(`user_version = ${layout}`);
    }).immediate();
    return prepare(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function readRow({ get, idOf }: Statements, table: string, name: string) {
  const [sum = 0, text = ''] = get.get(idOf(table), name) ?? [];
  return sum === sumOf(table, name, text) ? { text, sum } : undefined;
}

function readRows({ from, idOf }: Statements, table: string, first: string, most: number) {
  return from
    .all(idOf(table), first, most)
    .flatMap(([name, sum, text]): [string, KeptRow][] =>
      sum === sumOf(table, name, text) ? [[name, { text, sum }]] : [],
    );
}

function writeRows(
  { db, stamp, put, remove, idOf }: Statements,
  own: string,
  changes: readonly RowChange[],
): void {
  db.transaction(() => {
    if (stamp.get() !== own) return;
    for (const { table, name, text } of changes) {
      if (text === undefined) remove.run(idOf(table), name);
      else put.run(idOf(table), name, sumOf(table, name, text), text);
    }
  }).immediate();
}

/** The checksum of a row: of one that was damaged it is another. */
export const sumOf = (table: string, name: string, text: string): number =>
  crc32(text, crc32(`${table}\0${name}`));

function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    attempt(() => rmSync(file + suffix, { force: true, recursive: true }));
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
