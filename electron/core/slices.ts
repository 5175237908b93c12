import type { Store } from '../index/store.ts';

/** How long the core works before it lets calls through, in milliseconds. */
export const slice = 12;
/** How long one transaction of such work goes on. */
const batch = 500;

/** Long work on the index, in slices: calls are answered in between, and what they write goes along. */
export function createSlices(store: Store, stopped: () => boolean) {
  return {
    /** What comes of each, where nothing is written. */
    async map<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
      const results: R[] = [];
      for (let next = 0; next < items.length && !stopped(); await breathe()) {
        const until = performance.now() + slice;
        do results.push(work(items[next++] as T));
        while (next < items.length && performance.now() < until);
      }
      return results;
    },
    /** @param tell how many are done, after each slice */
    async each<T>(
      items: readonly T[],
      work: (item: T) => void,
      tell?: (done: number) => void,
    ): Promise<void> {
      let next = 0;
      while (next < items.length && !stopped()) {
        await store.longTransaction(async () => {
          const commitAt = performance.now() + batch;
          while (next < items.length && !stopped() && performance.now() < commitAt) {
            tell?.(next);
            const until = performance.now() + slice;
            do work(items[next++] as T);
            while (next < items.length && performance.now() < until);
            await breathe();
          }
        });
        // Another process that waits to write comes in between two transactions.
        await pause();
      }
    },
  };
}

export type Slices = ReturnType<typeof createSlices>;

export const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 3));
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
/** What nobody waits for leaves most of the time to others; it keeps no process from ending. */
export const rest = () => new Promise<void>((resolve) => setTimeout(resolve, 30).unref());
