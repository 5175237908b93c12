import type { Db } from './database.ts';
import { createTally, type Tally } from './tally.ts';

export interface TargetTally extends Omit<Tally<unknown>, 'counts' | 'current'> {
  /**
   * How often each file is pointed to, at the place of its id, as far as one is; not to be changed, and old once a row
   * is written. Other calls are let through while it counts.
   */
  counts(): Promise<Int32Array>;
  /** Nothing points to this one any more. */
  dropped(target: number): void;
}

/**
 * How often the files of a vault are pointed to in a table of rows from file to target.
 * @param rows selects `target` and `count` of a range of files: after one, up to another
 */
export function createTargetTally(db: Db, rows: string): TargetTally {
  const within = db.prepare<[number, number], { target: number; count: number }>(rows);
  const tally = createTally(
    db,
    (last): { of: Int32Array } => ({ of: new Int32Array(last + 1) }),
    (counts, after, upTo, sign) => {
      for (const { target, count } of within.all(after, upTo)) {
        if (target >= counts.of.length) counts.of = longer(counts.of, target);
        counts.of[target] = (counts.of[target] as number) + sign * count;
      }
    },
  );
  return {
    ...tally,
    counts: async () => (await tally.counts()).of,
    dropped(target) {
      const counts = tally.current()?.of;
      if (counts && target < counts.length) counts[target] = 0;
    },
  };
}

function longer(counts: Int32Array, place: number): Int32Array {
  const more = new Int32Array(Math.ceil((place + 1) * 1.2));
  more.set(counts);
  return more;
}
