import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import type { RecoveryStore } from '../history/recovery.ts';
import type { NoteHistory } from './history.ts';

export interface UnsavedOptions {
  recovery: RecoveryStore;
  history: NoteHistory;
  clock: () => Date;
}

/** Unsaved text of windows: put here while it cannot be saved, and offered to the next window once its own is gone. */
export function createUnsaved({ recovery, history, clock }: UnsavedOptions) {
  /** Windows that are connected and have put something here: their text is in their own hands. */
  const present = new Set<string>();

  function meet(owner: string, gone: AbortSignal | undefined): void {
    if (!gone || gone.aborted || present.has(owner)) return;
    present.add(owner);
    gone.addEventListener('abort', () => present.delete(owner), { once: true });
  }

  const left = () => recovery.all().filter(({ owner }) => !present.has(owner));

  return {
    put(
      { path, owner, text, hash, base }: Params<'unsaved.put'>,
      context: CallContext,
    ): Result<'unsaved.put'> {
      meet(owner, context.gone);
      recovery.put({ path, owner, text, hash, base, time: clock().getTime() });
      return {};
    },
    clear({ path, owners }: Params<'unsaved.clear'>): Result<'unsaved.clear'> {
      for (const owner of owners) recovery.clear(path, owner);
      return {};
    },
    read({ path, owner }: Params<'unsaved.read'>): Result<'unsaved.read'> {
      const copies = recovery.all().filter((copy) => copy.path === path);
      return {
        copies: copies.filter((copy) => copy.owner === owner || !present.has(copy.owner)),
        present: [...present],
      };
    },
    list(): Result<'unsaved.list'> {
      return {
        copies: left().map(({ path, owner, time }) => ({ path, owner, time })),
        present: [...present],
      };
    },
    /** Put the texts of a note away for good; its history keeps them. */
    discard({ path, texts }: Params<'unsaved.discard'>): Result<'unsaved.discard'> {
      const copies = left().filter((copy) => copy.path === path);
      for (const text of [...texts, ...copies.map((copy) => copy.text)]) {
        if (!history.keepText(path, text, 'merge')) {
          throw new AppError('no-space', `The history could not take the text of ${path}`, { path });
        }
      }
      for (const { owner } of copies) recovery.clear(path, owner);
      return {};
    },
    moved: recovery.moved,
  };
}

export type Unsaved = ReturnType<typeof createUnsaved>;
