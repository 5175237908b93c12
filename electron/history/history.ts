import { join } from 'node:path';
import { vaultKey } from '../disk/vault-key.ts';
import { type Db, fileId, isBroken, openDatabase, putAside } from './database.ts';
import { createKeeper, type Entry, type Keeper, type Reason } from './keeper.ts';
import { unpack } from './packed-text.ts';

/** One text that a note had. */
export interface Snapshot {
  id: string;
  /** When it was kept, in milliseconds since 1970: it stood in the note until then. */
  time: number;
  /** Size of the text. */
  bytes: number;
  reason: Reason;
}

export interface Limits {
  /** Age in milliseconds after which a text is let go of. */
  age: number;
  /** So many of each note stay whatever their age. */
  newest: number;
  /** Bytes that the whole history may take on disk: beyond that, the oldest go first. */
  size: number;
}

export interface HistoryOptions {
  clock: () => Date;
  limits?: Partial<Limits>;
}

const defaults: Limits = { age: 90 * 86_400_000, newest: 3, size: 500_000_000 };

interface Open {
  db: Db;
  id: string | undefined;
  keep: Keeper;
}

/** How many rows one round lets go of where the history is too large. */
const pruneStep = '(SELECT max(20, count(*) / 50) FROM snapshot)';

/** The texts that notes had, by note. Nothing of it is on disk, and no file is made, before the first `keep`. */
export interface History {
  /** Keep a text; one that is the newest of its note already is not kept again. Returns its id; nothing to lose (an empty text) has none. */
  keep(path: string, bytes: Uint8Array, reason: Reason): string | undefined;
  /** Keep many as one: all of them or none. They may be gone through twice. */
  keepAll(entries: Iterable<Entry>, reason: Reason): void;
  /** Newest first. */
  list(path: string): Snapshot[];
  /** The text of one id of this note. */
  read(path: string, id: string): Uint8Array | undefined;
  /**
   * Notes have other paths from now on; what they had goes with them.
   * @param told another process may have said so already: then what is newer at the other path is the note itself
   */
  moved(moves: readonly { from: string; to: string }[], told?: boolean): void;
  /** The newest text of every note that `isThere` says is gone, the last one kept first. */
  deleted(isThere: (path: string) => boolean): { path: string; id: string; time: number }[];
  /** Let go of what is beyond the limits. */
  prune(): void;
  /** When `prune` ran last, in milliseconds; undefined where never. */
  pruned(): number | undefined;
  close(): void;
}

/** File of the history of one vault: keyed by the real path of its folder. */
export function historyFile(stateDir: string, vaultDir: string): string {
  return join(stateDir, 'history', `${vaultKey(vaultDir)}.sqlite`);
}

/** Open the history in `file`, made when first needed. Calls throw where it cannot be read or written. */
export function openHistory(file: string, { clock, limits = {} }: HistoryOptions): History {
  const most = { ...defaults, ...limits };
  let open: Open | undefined;

  function database(create: boolean): Open | undefined {
    const id = fileId(file);
    // A file that was deleted or replaced under us is not the one to write to.
    if (open && open.id !== id) close();
    if (!open && (create || id !== undefined)) {
      const db = openDatabase(file);
      let keeper: Keeper | undefined;
      const keep: Keeper = (...args) => {
        // Where a table is missing, it shows at the first text to be kept.
        keeper ??= createKeeper(db);
        return keeper(...args);
      };
      open = { db, id: fileId(file), keep };
    }
    return open;
  }

  function close(): void {
    open?.db.close();
    open = undefined;
  }

  /** Run `work`; where the file turns out to be damaged, it is put aside and the work done on a new one. */
  function withDatabase<T>(create: boolean, work: (at: Open) => T): T | undefined {
    const at = database(create);
    try {
      return at && work(at);
    } catch (error) {
      if (!isBroken(error)) throw error;
      close();
      putAside(file);
      const fresh = database(create);
      return fresh && work(fresh);
    }
  }

  const write = <T>(work: (at: Open) => T, create = true) =>
    withDatabase(create, (at) => at.db.transaction(() => work(at)).immediate());

  const read = <T>(work: (db: Db) => T) => withDatabase(false, ({ db }) => work(db));

  return {
    keep: (path, bytes, reason) => write((at) => at.keep({ path, bytes }, reason, clock().getTime())),
    keepAll(entries, reason) {
      const time = clock().getTime();
      write((at) => {
        for (const entry of entries) at.keep(entry, reason, time);
      });
    },
    list: (path) => read((db) => db.prepare(listSql).all(path) as Snapshot[]) ?? [],
    read(path, id) {
      const row = read(
        (db) => db.prepare(readSql).get(path, id) as { hash: Buffer; data: Buffer } | undefined,
      );
      return row && unpack(row);
    },
    moved(moves, told = false) {
      if (moves.length === 0) return;
      write(({ db }) => {
        const move = db.prepare(told ? moveOnceSql : moveSql);
        for (const { from, to } of moves) move.run({ from, to });
      }, false);
    },
    deleted(isThere) {
      const rows = read((db) => db.prepare(newestSql).all() as { path: string; id: string; time: number }[]);
      return (rows ?? []).filter(({ path }) => !isThere(path));
    },
    prune: () => void write(({ db }) => prune(db, most, clock().getTime()), false),
    pruned: () =>
      read((db) => db.prepare('SELECT max(time) FROM pruned').pluck().get() as number | null) ?? undefined,
    close,
  };
}

const snapshotColumns =
  'CAST(snapshot.id AS TEXT) AS id, snapshot.time AS time, text.size AS bytes, snapshot.reason AS reason';

const listSql = `
SELECT ${snapshotColumns} FROM note JOIN snapshot ON snapshot.note = note.id JOIN text ON text.id = snapshot.text
WHERE note.path = ? ORDER BY snapshot.id DESC`;

const readSql = `
SELECT text.hash, text.data FROM note JOIN snapshot ON snapshot.note = note.id JOIN text ON text.id = snapshot.text
WHERE note.path = ? AND CAST(snapshot.id AS TEXT) = ?`;

const moveSql = `
UPDATE note SET path = @to, since = (SELECT max(since) + 1 FROM note)
WHERE id = (SELECT id FROM note WHERE path = @from ORDER BY since DESC LIMIT 1)`;

const moveOnceSql = `${moveSql} AND NOT EXISTS (SELECT 1 FROM note AS other WHERE other.path = @to AND other.since > note.since)`;

const newestSql = `
SELECT note.path AS path, CAST(max(snapshot.id) AS TEXT) AS id, snapshot.time AS time
FROM note JOIN snapshot ON snapshot.note = note.id GROUP BY note.path ORDER BY max(snapshot.id) DESC`;

function prune(db: Db, { age, newest, size }: Limits, now: number): void {
  const beyond = `SELECT id FROM (SELECT id, time, row_number() OVER (PARTITION BY note ORDER BY id DESC) AS place FROM snapshot)`;
  db.prepare(`DELETE FROM snapshot WHERE id IN (${beyond} WHERE place > ? AND time < ?)`).run(
    newest,
    now - age,
  );
  dropUnused(db);
  // The newest of every note go last.
  for (const place of [newest, 0]) {
    const drop = db.prepare(
      `DELETE FROM snapshot WHERE id IN (${beyond} WHERE place > ? ORDER BY id LIMIT ${pruneStep})`,
    );
    while (sizeOf(db) > size && drop.run(place).changes > 0) dropUnused(db);
  }
  db.exec('DELETE FROM pruned');
  db.prepare('INSERT INTO pruned VALUES (?)').run(now);
  db.pragma('incremental_vacuum');
}

function dropUnused(db: Db): void {
  db.exec('DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM snapshot WHERE snapshot.text = text.id)');
  db.exec('DELETE FROM note WHERE NOT EXISTS (SELECT 1 FROM snapshot WHERE snapshot.note = note.id)');
}

/** Bytes in use, in whole pages. */
function sizeOf(db: Db): number {
  const [pages, free, page] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
    Number(db.pragma(name, { simple: true })),
  );
  return ((pages ?? 0) - (free ?? 0)) * (page ?? 0);
}
