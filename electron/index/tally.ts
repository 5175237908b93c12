import type { Db } from './database.ts';

/** Files counted at once, before other calls are let through. */
const step = 300;

/** What is counted so far: of all files up to one. */
interface Counting<C> {
  counts: C;
  upTo: number;
  version: unknown;
}

export interface Tally<C> {
  /** All counts, to be changed by nobody else, and old once a row is written. Other calls are let through while it counts. */
  counts(): Promise<C>;
  /** What is counted by now, if anything is. */
  current(): C | undefined;
  /** What stands of a file in the table is about to be taken out. */
  leaving(file: number): void;
  /** It stands there now. */
  entered(file: number): void;
  /** The table is another by now. */
  forget(): void;
}

/**
 * Counts over the rows that the files of a vault have in a table: made over all when first asked for, and kept up since.
 * @param none the counts of no file, where ids go up to `last`
 * @param count counts the rows of a range of files, after one and up to another, `sign` times
 */
export function createTally<C>(
  db: Db,
  none: (last: number) => C,
  count: (counts: C, after: number, upTo: number, sign: 1 | -1) => void,
): Tally<C> {
  const lastFile = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  let counting: Counting<C> | undefined;

  /** What is counted by now, anew where another process wrote. */
  function current(): Counting<C> {
    const version = db.pragma('data_version', { simple: true });
    if (counting && counting.version === version) return counting;
    counting = { counts: none(lastFile.get() as number), upTo: 0, version };
    return counting;
  }

  /** Whether more is to be counted. */
  function goOn(): boolean {
    const now = current();
    if (now.upTo === Number.POSITIVE_INFINITY) return false;
    count(now.counts, now.upTo, now.upTo + step, 1);
    now.upTo = now.upTo + step >= (lastFile.get() as number) ? Number.POSITIVE_INFINITY : now.upTo + step;
    return now.upTo !== Number.POSITIVE_INFINITY;
  }

  function change(file: number, sign: 1 | -1): void {
    if (counting && file <= counting.upTo) count(counting.counts, file - 1, file, sign);
  }

  return {
    async counts() {
      while (goOn()) await new Promise((resolve) => setImmediate(resolve));
      return current().counts;
    },
    current: () => counting?.counts,
    leaving: (file) => change(file, -1),
    entered: (file) => change(file, 1),
    forget(): void {
      counting = undefined;
    },
  };
}
