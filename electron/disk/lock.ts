import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/contract/errors.ts';

/** What one process does at a time, of all that are at work on one vault. */
export interface Lock {
  /** @throws AppError `busy` where another process goes on holding it */
  hold<T>(work: () => T): T;
  /** The same for work that lets others through in between; those of this process are let in. */
  holdWhile<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** For where nobody else can be. */
export const noLock: Lock = { hold: (work) => work(), holdWhile: (work) => work(), close() {} };

/**
 * A lock that ends with its process, however that ends: SQLite's own, on a database that stays empty.
 * Where the file cannot be made, there is no lock, and work is done without: it must not hang on a cache.
 * @param patience how long (ms) another process is waited for
 */
export function openLock(file: string, patience: number): Lock {
  let db: Database.Database | undefined;
  let without = false;
  /** How many of this process are at it: the last one to end gives it free. */
  let holders = 0;

  function open(): Database.Database | undefined {
    if (db || without) return db;
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      db = new Database(file, { timeout: patience });
    } catch {
      without = true;
    }
    return db;
  }

  /** False where there is no lock to be had; throws where somebody else has it. */
  function take(): boolean {
    try {
      open()?.exec('BEGIN EXCLUSIVE');
      return db !== undefined;
    } catch (error) {
      if ((error as { code?: string }).code === 'SQLITE_BUSY') {
        throw new AppError('busy', 'Another process is at work on this vault');
      }
      without = true;
      return false;
    }
  }

  /** @returns whether the lock is to be given free once more; false where work is done without */
  function enter(): boolean {
    if (holders === 0 && !take()) return false;
    holders++;
    return true;
  }

  function leave(entered: boolean): void {
    if (entered && --holders === 0) db?.exec('ROLLBACK');
  }

  return {
    hold(work) {
      const entered = enter();
      try {
        return work();
      } finally {
        leave(entered);
      }
    },
    async holdWhile(work) {
      const entered = enter();
      try {
        return await work();
      } finally {
        leave(entered);
      }
    },
    close: () => db?.close(),
  };
}

/** The same; where somebody goes on holding it, the work is done all the same. */
export function withoutWaiting(lock: Lock): Lock {
  return {
    ...lock,
    hold(work) {
      let begun = false;
      try {
        return lock.hold(() => {
          begun = true;
          return work();
        });
      } catch (error) {
        if (begun || !(error instanceof AppError && error.code === 'busy')) throw error;
        return work();
      }
    },
  };
}
