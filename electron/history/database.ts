import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

export type Db = Database.Database;

/** Each note that comes or moves asks for the largest: without it, a folder of ten thousand would take minutes. */
const bySince = 'CREATE INDEX note_since ON note (since)';

/**
 * A note is a row for as long as it lives, whatever it is called: `since` tells which of those that had one path had it
 * last. Texts are stored once each, by the hash of their bytes.
 */
const schema = `
CREATE TABLE note (id INTEGER PRIMARY KEY, path TEXT NOT NULL, since INTEGER NOT NULL);
CREATE INDEX note_path ON note (path, since);
${bySince};
CREATE TABLE text (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  note INTEGER NOT NULL REFERENCES note (id),
  text INTEGER NOT NULL REFERENCES text (id),
  time INTEGER NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX snapshot_note ON snapshot (note, id);
CREATE INDEX snapshot_text ON snapshot (text);
CREATE TABLE pruned (time INTEGER NOT NULL);
`;
const schemaVersion = 2;

/** How long (ms) another process that writes is waited for: a save must not wait long for its history. */
const patience = 1_000;

/**
 * Open the history, or begin one. A file that cannot be read is put aside, never deleted: others may get something out
 * of it.
 * @throws where the folder cannot be written
 */
export function openDatabase(file: string): Db {
  // Notes may be private though the folder for such files is not.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return connect(file);
  } catch (error) {
    if (!isBroken(error)) throw error;
    putAside(file);
    return connect(file);
  }
}

/** Whether an error says that the file is damaged or no database. */
export function isBroken(error: unknown): boolean {
  const { code = '' } = error as { code?: unknown };
  // What we ask never changes, so a table that is missing or a row twice where there may be one is damage, too.
  return (
    error instanceof DamagedFile ||
    /^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT|IOERR_SHORT_READ)/.test(String(code))
  );
}

/** What tells one file from another of the same name. */
export function fileId(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

/** Rename a damaged file, with what SQLite keeps beside it. */
export function putAside(file: string): void {
  const aside = `${file}.broken-${Date.now()}`;
  rmSync(`${file}-shm`, { force: true });
  for (const suffix of ['', '-wal']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
}

class DamagedFile extends Error {}

function connect(file: string): Db {
  const db = new Database(file, { timeout: patience });
  try {
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    // A crash of the app loses nothing; one of the machine may lose the last versions, never the file.
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -4000');
    db.transaction(() => prepare(db)).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(db: Db): void {
  const version = db.pragma('user_version', { simple: true });
  if (version === schemaVersion) return;
  if (version === 1) {
    db.exec(bySince);
    db.pragma(`user_version = ${schemaVersion}`);
    return;
  }
  if (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0) {
    if (!(Number(version) > schemaVersion && Number(version) < 1_000))
      throw new DamagedFile('no history of ours');
    throw new Error(`the history was made by a newer version (${version})`);
  }
  db.exec(schema);
  db.pragma(`user_version = ${schemaVersion}`);
}
