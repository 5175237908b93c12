import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { breathe, slice } from './slices.ts';

/** How a call that does much lets others through, tells how far it is, and is called off. */
export interface Pace {
  /** Wait for a moment where it is time to. */
  rest(done: number, total: number): Promise<void> | undefined;
  /** @throws AppError `cancelled` where the caller wants no more of it */
  check(): void;
}

export function createPace({ signal, progress }: CallContext): Pace {
  let until = performance.now() + slice;
  return {
    rest(done, total) {
      if (performance.now() < until) return undefined;
      progress(done, total);
      return breathe().then(() => {
        until = performance.now() + slice;
      });
    },
    check() {
      if (signal.aborted) throw new AppError('cancelled', 'It was called off; nothing was changed');
    },
  };
}
