import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onDisk } from '../disk/disk-error.ts';
import { vaultKey } from '../disk/vault-key.ts';
import { lookUps, schema, schemaVersion } from './schema.ts';

export type Db = Database.Database;

/** File of the index of one vault: keyed by the real path of its folder, so that one data folder serves many vaults. */
export function indexFile(dataDir: string, vaultDir: string): string {
  return join(dataDir, `index-${vaultKey(vaultDir)}.sqlite`);
}

/**
 * Open the index, or make it anew where it is absent, of another version, or not readable: it is only a cache.
 * @throws AppError `no-access`, `no-space` where `dataDir` cannot be written
 */
export function openDatabase(file: string, dataDir: string): Db {
  onDisk(dataDir, () => mkdirSync(dataDir, { recursive: true }));
  try {
    const db = connect(file);
    if (db.pragma('user_version', { simple: true }) === schemaVersion) {
      // A first opening was cut short.
      for (const name of missingLookUps(db)) makeLookUp(db, name);
      return db;
    }
    if (isEmpty(db)) return create(db);
    db.close();
  } catch {
    // Noise, a cut file, or a folder: made anew below, where a failure that remains is told.
  }
  removeDatabase(file);
  return create(connect(file));
}

/** A second look at an index that is there; it sees what is committed. */
export function openReadOnly(file: string): Db {
  return new Database(file, { readonly: true, timeout: 10_000 });
}

/** Delete an index with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true, recursive: true });
}

function connect(file: string): Db {
  const db = new Database(file, { timeout: 10_000 });
  // Of a new file alone, and before its first page: what merging leaves free can be given back.
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32000');
  // Pages that change again and again are written to the file itself less often.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma('temp_store = MEMORY');
  return db;
}

/** Names of the look-ups that are not there. */
export function missingLookUps(db: Db): string[] {
  const there = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'").pluck().all());
  return Object.keys(lookUps).filter((name) => !there.has(name));
}

export function makeLookUp(db: Db, name: string): void {
  db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${lookUps[name]}`);
}

export function dropLookUps(db: Db): void {
  for (const name of Object.keys(lookUps)) db.exec(`DROP INDEX IF EXISTS ${name}`);
}

function isEmpty(db: Db): boolean {
  return db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

/** Two processes may come here at once: the second finds the tables made. */
function create(db: Db): Db {
  db.transaction(() => {
    if (!isEmpty(db)) return;
    db.exec(schema);
    for (const name of Object.keys(lookUps)) makeLookUp(db, name);
    db.pragma(`user_version = ${schemaVersion}`);
  }).immediate();
  return db;
}
