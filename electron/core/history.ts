import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { isNote } from '../../shared/text/path.ts';
import type { History } from '../history/history.ts';
import type { Entry, Reason } from '../history/keeper.ts';
import { decodeText, encodeText } from '../vault/text-file.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';

export interface NoteHistoryOptions {
  vault: Vault;
  history: History;
  clock: () => Date;
  log: (line: string) => void;
}

/** A note that goes on changing is kept again after so long (ms). */
const interval = 3 * 60_000;
/** How often (ms) the history is held to its limits. */
const pruneEvery = 86_400_000;

type Moves = readonly { from: string; to: string }[];
type TextOf = (path: string) => string | undefined;

/**
 * What is kept of notes, and when: before our first change of a note in a session and then every few minutes while it
 * changes, and before anything that changes notes in another way than by typing. No failure here stops a change.
 */
export function createNoteHistory({ vault, history, clock, log }: NoteHistoryOptions) {
  /** Notes that we have written: what we wrote last, and when their text was kept. */
  const written = new Map<string, { hash: string; kept: number }>();

  /** When the limits were looked at; undefined where nothing was kept yet. */
  let checked: number | undefined;

  function attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      log(`the history could not be kept: ${(error as Error).message}`);
      return false;
    }
  }

  function bytesOf(path: string): Uint8Array | undefined {
    try {
      return vault.readBytes(path);
    } catch {
      // It is not there, or cannot be read: then there is nothing to keep.
      return undefined;
    }
  }

  /** Read one after another, as often as they are asked for. */
  function entries(paths: readonly string[], textOf: TextOf): Iterable<Entry> {
    return {
      *[Symbol.iterator]() {
        for (const path of paths) {
          const text = textOf(path);
          const bytes = !isNote(path) ? undefined : text === undefined ? bytesOf(path) : Buffer.from(text);
          if (bytes) yield { path, bytes };
        }
      },
    };
  }

  /** Keep these notes as they are on disk now, all as one. */
  function keep(paths: readonly string[], reason: Reason, textOf: TextOf = () => undefined): void {
    const now = clock().getTime();
    attempt(() => history.keepAll(entries(paths, textOf), reason));
    if (checked !== undefined && now - checked > pruneEvery) pruneNowAndThen();
    checked ??= now;
  }

  function beforeEdit(path: string, base: string): number {
    const now = clock().getTime();
    const last = written.get(path);
    const ours = last === undefined || last.hash === base;
    if (last && ours && now - last.kept < interval) return last.kept;
    // What another program wrote since may stand nowhere else.
    keep([path], ours ? 'edit' : 'outside');
    return now;
  }

  /** Both sides of a conflict, before they are made into one text. */
  function keepConflict(path: string, text: string, error: unknown): void {
    if (!(error instanceof AppError && error.code === 'conflict')) return;
    attempt(() => history.keep(path, encodeText(text, false), 'merge'));
    keep([path], 'merge');
  }

  function pruneNowAndThen(): void {
    checked = clock().getTime();
    attempt(() => {
      const last = history.pruned();
      if (last === undefined || Math.abs(clock().getTime() - last) > pruneEvery) history.prune();
    });
  }

  function read(path: string, id: string): Uint8Array {
    const bytes = history.read(path, id);
    if (bytes) return bytes;
    throw new AppError('not-found', `${path} has no version ${id}`, { path, id });
  }

  return {
    /**
     * Keep these notes before something other than typing changes them; what it makes of them is kept again before the next edit.
     * @param textOf what stands in a note, its byte order mark included, where that was read already
     */
    keep(paths: readonly string[], reason: Reason, textOf?: TextOf): void {
      keep(paths, reason, textOf);
      for (const path of paths) written.delete(path);
    },
    /** Write a note with `write`, and keep first what is to be kept. */
    editing(path: string, text: string, base: string, write: () => NoteFile): NoteFile {
      const kept = beforeEdit(path, base);
      try {
        const file = write();
        written.set(path, { hash: file.hash, kept });
        return file;
      } catch (error) {
        keepConflict(path, text, error);
        throw error;
      }
    },
    moved(moves: Moves, told = false): void {
      attempt(() => history.moved(moves, told));
      for (const { from, to } of moves) {
        const known = written.get(from);
        written.delete(from);
        if (known) written.set(to, known);
      }
    },
    /** False where that failed. */
    keepText: (path: string, text: string, reason: Reason): boolean =>
      attempt(() => history.keep(path, encodeText(text, false), reason)),
    /** Keep what an editor had of a note when it found another text; what we wrote ourselves has its own times. */
    keepFormer({ path, text, reason, found }: Params<'history.keep'>): Result<'history.keep'> {
      const ours = found !== undefined && written.get(path)?.hash === found;
      return { kept: ours || this.keepText(path, text, reason) };
    },
    /** @throws AppError `not-found` where there neither is nor was such a note */
    list(path: string): Result<'history.list'> {
      const versions = history.list(path);
      if (versions.length > 0 || vault.stat(path) !== undefined) return versions;
      throw new AppError('not-found', `${path} is not in the vault`, { path });
    },
    /** The bytes of a version. @throws AppError `not-found` */
    bytes: read,
    /** The text of a version, as people see it. @throws AppError `not-found` */
    read: (path: string, id: string): Result<'history.read'> => ({ text: decodeText(read(path, id)).text }),
    /** Notes that had other texts and are gone, the last one first. */
    deleted: (): Result<'history.deleted'> => history.deleted((path) => vault.stat(path) !== undefined),
    close(): void {
      if (checked !== undefined) pruneNowAndThen();
      attempt(() => history.close());
    },
  };
}

export type NoteHistory = ReturnType<typeof createNoteHistory>;
