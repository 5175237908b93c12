import type { VaultStatus } from '../../../shared/contract/api.ts';
import type { Say } from './messages.ts';
import type { Output } from './paint.ts';

export interface Progress {
  show(status: Pick<VaultStatus, 'phase' | 'done' | 'total'>): void;
  /** Take the line away. */
  end(): void;
}

/** Nothing is said of work that takes no longer than this, in milliseconds. */
const patience = 500;

/** Progress on standard error: one line that changes on a terminal, a line now and then in a log. */
export function createProgress(stream: Output, say: Say): Progress {
  const every = stream.isTTY ? 100 : 5000;
  let next = performance.now() + (stream.isTTY ? patience : every);
  let shown = false;
  return {
    show({ phase, done, total }) {
      const now = performance.now();
      if (phase === 'lost' || now < next) return;
      next = now + every;
      const count = total > 0 ? ` ${done}/${total}` : done > 0 ? ` ${done}` : '';
      const line = `${say(`progress.${phase}`)}${count}`;
      stream.write(stream.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
      shown = stream.isTTY === true;
    },
    end() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
