import { isBusy, isFull, type Store } from '../index/store.ts';
import type { Intake } from './intake.ts';
import { breathe, slice } from './slices.ts';

/** How long a call of ours finds mentions again before the rest is left for later, in milliseconds. */
const ownShare = 20;
/** So long (ms) after a name came, mentions of it are found in all notes, unless they are asked for before. */
const after = 400;

interface RefreshingOptions {
  store: Store;
  intake: Intake;
  /** Find all mentions that are still to be found, when nothing else is done to the index. Never rejects. */
  all: () => Promise<unknown>;
  stopped: () => boolean;
}

/** Mentions in other notes, after a name came or went: a few at once, those that are asked for, and the rest behind. */
export function createRefreshing({ store, intake, all, stopped }: RefreshingOptions) {
  let timer: NodeJS.Timeout | undefined;

  function now(): Promise<unknown> {
    clearTimeout(timer);
    timer = undefined;
    return all();
  }

  return {
    /** As many as a call of ours has time for; returns whether there are more. Inside a transaction. */
    some(): boolean {
      const until = performance.now() + ownShare;
      for (const file of intake.stale()) {
        if (performance.now() > until) return true;
        intake.refresh(file);
      }
      return false;
    },
    /** The rest: what is asked of a note right after it was made comes first; and more names may come. */
    later(): void {
      clearTimeout(timer);
      timer = setTimeout(() => void now(), after).unref();
    },
    /**
     * What of the mentions of a note is still to be found, where full text says that it may be. Lets other calls in
     * between.
     */
    async of(target: number): Promise<void> {
      const waiting = intake.staleNaming(target);
      const named = intake.named(target);
      for (let next = 0; next < waiting.length && !stopped(); ) {
        try {
          store.transaction(() => {
            const until = performance.now() + slice;
            do intake.refreshOf(target, named, waiting[next++] as number);
            while (next < waiting.length && performance.now() < until);
          });
        } catch (error) {
          // Another process has the index in hand, or there is no room: what is known by now is told.
          if (isBusy(error) || isFull(error)) return;
          throw error;
        }
        if (next < waiting.length) await breathe();
      }
    },
    /** Resolves when nothing of it is left for later. */
    settled: async (): Promise<void> => void (timer && (await now())),
    stop: () => clearTimeout(timer),
  };
}
