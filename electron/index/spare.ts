import { statSync } from 'node:fs';
import type { Db } from './database.ts';

/** Pages that are moved at once: some milliseconds of work. */
const step = 96;
/** Fewer free pages than this, and than an eighth of all, are kept for what is written next. */
const fewPages = 256;
const keptShare = 1 / 8;
/** A log of fewer bytes is left as it is. */
const smallLog = 1 << 20;

/** What the file of the index, and the log beside it, take on the disk and no longer need. */
export function createSpare(db: Db) {
  let shrinking = false;
  const count = (pragma: string) => db.pragma(pragma, { simple: true }) as number;

  function logSize(): number {
    return statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  return {
    /** Give some free pages back to the system, where there are many. Returns whether there are more. In a transaction. */
    shrink(): boolean {
      const free = count('freelist_count');
      const much = free > fewPages && free > count('page_count') * keptShare;
      shrinking = free > 0 && (shrinking || much);
      if (!shrinking) return false;
      db.pragma(`incremental_vacuum(${step})`);
      const left = count('freelist_count');
      shrinking = left > 0 && left < free;
      return shrinking;
    },
    /** Write what is in a long log to the file, and empty it; not where another process reads, nor in a transaction. */
    emptyLog(): void {
      if (logSize() < smallLog) return;
      const timeout = count('busy_timeout');
      db.pragma('busy_timeout = 0');
      try {
        db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.pragma(`busy_timeout = ${timeout}`);
      }
    },
  };
}

export type Spare = ReturnType<typeof createSpare>;
