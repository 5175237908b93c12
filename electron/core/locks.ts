import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { onDisk } from '../disk/disk-error.ts';
import { type Lock, openLock, withoutWaiting } from '../disk/lock.ts';
import { vaultKey } from '../disk/vault-key.ts';

/** What processes on one vault do one after another. */
export interface Locks {
  /** Comparing a file with what it should be, and replacing it. A save does not wait long for anybody. */
  writing: Lock;
  /** A change of many files, with its journal. */
  changing: Lock;
  /** Finish what a stopped process began; a change that another process has in hand is not one. */
  recovering<T>(work: () => T[], onBusy: (error: unknown) => void): T[];
  close(): void;
}

/**
 * The locks of one vault, known by its real path.
 * @throws AppError where `vaultDir` is no folder that can be reached
 */
export function openLocks(stateDir: string, vaultDir: string): Locks {
  const real = onDisk(vaultDir, () => realpathSync(vaultDir));
  const key = vaultKey(real);
  const open = (name: string, patience: number) =>
    openLock(join(stateDir, 'locks', `${key}-${name}`), patience);
  const writing = withoutWaiting(open('write', 1_000));
  const changing = open('change', 10_000);
  return {
    writing,
    changing,
    recovering(work, onBusy) {
      try {
        return changing.hold(work);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'busy')) throw error;
        onBusy(error);
        return [];
      }
    },
    close() {
      writing.close();
      changing.close();
    },
  };
}
