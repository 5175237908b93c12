import type { Db } from './database.ts';

/** Files counted at once, before other calls are let through. */
const step = 300;

/** What is counted so far: of all files up to one. */
interface Counting {
  counts: Int32Array;
  upTo: number;
  version: unknown;
}

export interface TargetTally {
  /**
   * How often each file is pointed to, at the place of its id, as far as one is; not to be changed, and old once a row
   * is written. Other calls are let through while it counts.
   */
  counts(): Promise<Int32Array>;
  /** What stands of a file in the table is about to be taken out. */
  leaving(file: number): void;
  /** It stands there now. */
  entered(file: number): void;
  /** Nothing points to this one any more. */
  dropped(target: number): void;
  /** The table is another by now. */
  forget(): void;
}

/**
 * How often the files of a vault are pointed to in a table of rows from file to target: counted over all when first asked
 * for, and kept up since.
 * @param rows selects `target` and `count` of a range of files: after one, up to another
 */
export function createTargetTally(db: Db, rows: string): TargetTally {
  const lastFile = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  const within = db.prepare<[number, number], { target: number; count: number }>(rows);
  let counting: Counting | undefined;

  /** What is counted by now, anew where another process wrote. */
  function current(): Counting {
    const version = db.pragma('data_version', { simple: true });
    if (counting && counting.version === version) return counting;
    counting = { counts: new Int32Array((lastFile.get() as number) + 1), upTo: 0, version };
    return counting;
  }

  function count(now: Counting, after: number, upTo: number, sign: 1 | -1): void {
    for (const { target, count } of within.all(after, upTo)) {
      if (target >= now.counts.length) now.counts = longer(now.counts, target);
      now.counts[target] = (now.counts[target] as number) + sign * count;
    }
  }

  /** Whether more is to be counted. */
  function goOn(): boolean {
    const now = current();
    if (now.upTo === Number.POSITIVE_INFINITY) return false;
    count(now, now.upTo, now.upTo + step, 1);
    now.upTo = now.upTo + step >= (lastFile.get() as number) ? Number.POSITIVE_INFINITY : now.upTo + step;
    return now.upTo !== Number.POSITIVE_INFINITY;
  }

  function change(file: number, sign: 1 | -1): void {
    if (counting && file <= counting.upTo) count(counting, file - 1, file, sign);
  }

  return {
    async counts() {
      while (goOn()) await new Promise((resolve) => setImmediate(resolve));
      return current().counts;
    },
    leaving: (file) => change(file, -1),
    entered: (file) => change(file, 1),
    dropped(target) {
      if (counting && target < counting.counts.length) counting.counts[target] = 0;
    },
    forget(): void {
      counting = undefined;
    },
  };
}

function longer(counts: Int32Array, place: number): Int32Array {
  const more = new Int32Array(Math.ceil((place + 1) * 1.2));
  more.set(counts);
  return more;
}
