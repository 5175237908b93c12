import type { Store } from '../index/store.ts';
import { rest } from './slices.ts';

/** After so many writes of ours what they left in the full text is merged, so long (ms) after the last of them. */
const writesToTidy = 16;
const tidyAfter = 1_500;

interface TidyingOptions {
  store: Store;
  /** Do something to the index when nothing else does. */
  enqueue: <T>(work: () => Promise<T>) => Promise<T>;
  stopped: () => boolean;
}

/**
 * Merges what piled up in the full text, and gives back the room that it took, a little at a time, behind everything
 * else, and not while someone writes.
 */
export function createTidying({ store, enqueue, stopped }: TidyingOptions) {
  let untidy = 0;
  let lastWrite = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  async function now(): Promise<void> {
    const some = () => store.words.tidy() || store.spare.shrink();
    for (let more = true; more && !stopped(); await rest()) {
      if (performance.now() - lastWrite < tidyAfter) continue;
      more = await enqueue(async () => !stopped() && store.transaction(some)).catch(() => false);
    }
    if (!stopped()) await enqueue(async () => store.spare.emptyLog()).catch(() => undefined);
  }

  return {
    now,
    /** After a write of ours, each of which leaves a little in the full text. */
    later(): void {
      lastWrite = performance.now();
      if (++untidy < writesToTidy) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        untidy = 0;
        void now();
      }, tidyAfter).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
