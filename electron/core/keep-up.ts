import { AppError } from '../../shared/contract/errors.ts';
import { isBusy, isDamaged, isFull, type Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { FolderScan } from '../vault/walk.ts';
import { createAnnouncing, type OnChange } from './announcing.ts';
import { createFilling, type Progress } from './filling.ts';
import { createIntake } from './intake.ts';
import { startNoteThread } from './note-thread.ts';
import { createRefreshing } from './refreshing.ts';
import { createSecondLook } from './second-look.ts';
import { breathe, createSlices, slice } from './slices.ts';
import { createTidying } from './tidying.ts';
import { startWalk } from './walking.ts';

export interface UpdateCount {
  added: number;
  changed: number;
  removed: number;
}

interface KeepUpOptions {
  vault: Vault;
  store: Store;
  /** File of the index. */
  indexFile: string;
  onChange: OnChange;
  /** Of what others changed: called before it is taken in; returns what else has to be. */
  onOutside?: (paths: readonly string[]) => readonly string[];
  /** What others change is told: then our own writes are worth a second look. */
  watched?: boolean;
  onProgress: (progress: Progress) => void;
  /** What others changed could not be taken in; it is tried again. */
  onTrouble: (error: Error) => void;
}

/** From so many paths on they are marked first, and then read as at an opening: by another thread. */
const many = 100;

/**
 * The one road from changed files to the index, whoever changed them: the first walk, the watcher, our own writes.
 * Long work is done in slices, with calls answered in between; a stop at any point leaves rows that say what is still
 * to be done.
 */
export function createKeepUp(options: KeepUpOptions) {
  const { vault, store, indexFile, onChange, onOutside, watched = false, onProgress, onTrouble } = options;
  const { files, folders } = store;
  const intake = createIntake(vault, store);
  const slices = createSlices(store, halted);
  const filling = createFilling({
    store,
    intake,
    slices,
    startThread: () => startNoteThread({ vaultDir: vault.dir, indexFile }),
    report,
    stopped: halted,
  });
  let progress: Progress = { phase: 'walking', done: 0, total: 0 };
  let stopped = false;
  /** Something could not be taken in: everything has to be looked at. */
  let behind = false;
  /** Of whoever waits for what is under way. */
  let asker: AbortSignal | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  /** What is left is seen from the rows, and done at the next occasion. */
  function halted(): boolean {
    return stopped || asker?.aborted === true;
  }

  /** @throws AppError `cancelled` where `signal` put an end to it */
  async function forAsker<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    asker = signal;
    try {
      const result = await work();
      if (signal?.aborted) throw new AppError('cancelled', 'What is left is taken in at the next look');
      return result;
    } finally {
      asker = undefined;
    }
  }

  function report(next: Progress): void {
    progress = next;
    onProgress(next);
  }

  /** A large change of our own, as long as it is under way. */
  let changing: Promise<unknown> | undefined;

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    // Half of a change is not worth taking in.
    const result = queue.then(() => changing).then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  const announce = createAnnouncing(store, onChange);

  /** False where the vault's folder is gone: then nothing is taken for deleted. */
  function present(): boolean {
    if (vault.present()) return true;
    report({ phase: 'lost', done: 0, total: 0 });
    return false;
  }

  /**
   * The tree: what differs from the rows of the folders is written to them, and is to be followed by the files. Returns
   * how many files went with their folders, and whether any folder came or went.
   */
  async function walk(quiet: boolean): Promise<{ removed: number; folders: boolean }> {
    if (!quiet) report({ phase: 'walking', done: 0, total: 0 });
    const seen = new Set<string>();
    let came = false;
    const scans = startWalk(vault.dir);
    try {
      while (!scans.done() && !halted()) {
        const different: FolderScan[] = [];
        for (const until = performance.now() + slice; performance.now() < until; ) {
          const scan = scans.next();
          if (!scan) break;
          seen.add(scan.path);
          vault.removeLeftovers(scan);
          if (!folders.isSame(scan)) different.push(scan);
        }
        if (different.length > 0) {
          came ||= different.some(({ path }) => !folders.has(path));
          await store.longTransaction(async () => {
            for (const scan of different) folders.putWalked(scan);
          });
        }
        if (!quiet) report({ phase: 'walking', done: seen.size, total: 0 });
        await breathe();
        await scans.more();
      }
    } finally {
      scans.stop();
    }
    // Folders of a vault that vanished meanwhile are not deleted.
    if (halted() || !present()) return { removed: 0, folders: came };
    const gone = folders.below('').filter((path) => !seen.has(path));
    return { removed: await forgetFolders(gone), folders: came || gone.length > 0 };
  }

  /** Rows for the files of what was walked. */
  async function follow(count: UpdateCount): Promise<void> {
    await slices.each(folders.waiting(), (path) => {
      const { added, changed, removed } = intake.follow(path);
      count.added += added.length;
      count.changed += changed.length;
      count.removed += removed.length;
    });
  }

  async function forgetFolders(paths: readonly string[]): Promise<number> {
    let removed = 0;
    await slices.each(paths, (path) => {
      for (const row of files.in(path)) {
        intake.gone(row);
        removed++;
      }
      folders.forget(path);
    });
    return removed;
  }

  async function update(quiet: boolean): Promise<UpdateCount> {
    if (!present()) return { added: 0, changed: 0, removed: 0 };
    behind = false;
    const walked = await walk(quiet);
    const count: UpdateCount = { added: 0, changed: 0, removed: walked.removed };
    // The tree can be shown already: it is listed by folders.
    const waiting = !quiet && folders.waiting().length > 0;
    if (waiting) report({ phase: 'facts', done: 0, total: files.counts().notes });
    if (waiting || count.removed > 0) onChange(null, false);
    if (waiting && store.isFresh()) filling.prepare(files.counts().notes);
    await follow(count);
    const differs = walked.folders || count.added + count.changed + count.removed > 0;
    const read = await fill(() => onChange(null, false));
    void tidying.now();
    if (present()) report({ phase: 'ready', done: 0, total: 0 });
    if (differs || read) onChange(null, false);
    return count;
  }

  /** Everything that the rows say is still to be done; `tell` is called on the way. Returns whether there was something. */
  async function fill(tell: () => void, onFacts?: () => void): Promise<boolean> {
    try {
      const unread = await filling.facts();
      if (unread > 0) tell();
      onFacts?.();
      const textless = await filling.text();
      if (textless > many) tell();
      await filling.mentions();
      return unread > 0 || textless > 0;
    } finally {
      filling.rest();
    }
  }

  const tidying = createTidying({ store, enqueue, stopped: () => stopped });

  function failed(error: Error): void {
    behind = true;
    onTrouble(error);
  }

  const refreshing = createRefreshing({
    store,
    intake,
    all: () => enqueue(filling.mentions).then(() => onChange(null, true), failed),
    stopped: () => stopped,
  });

  /** What others changed, and nobody began with yet: what comes meanwhile goes along. */
  let later: { paths: Set<string>; taken: Promise<void> } | undefined;

  function takeLater(paths: readonly string[]): Promise<void> {
    if (later) {
      for (const path of paths) later.paths.add(path);
      return later.taken;
    }
    const wanted = new Set(paths);
    const taken = enqueue(async () => {
      later = undefined;
      if (present()) await takeSlowly([...wanted], false);
    }).catch(failed);
    later = { paths: wanted, taken };
    return taken;
  }

  /** Resolves when the facts of what changed are in; never rejects. */
  function takeFacts(paths: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      void enqueue(() => takeSlowly(paths, true, resolve))
        .catch(failed)
        .finally(resolve);
    });
  }

  async function takeSlowly(paths: readonly string[], here: boolean, onFacts?: () => void): Promise<void> {
    const all = [...new Set(here ? paths : [...paths, ...(onOutside?.(paths) ?? [])])];
    const steps = (await slices.map(all, intake.unfold)).flat();
    const changed: string[] = [];
    const isMuch = steps.length >= many || intake.isMuch(steps);
    const take = isMuch ? intake.markPath : intake.takePath;
    await slices.each(steps, (path) => void changed.push(...take(path)));
    await fill(() => onChange(null, here), onFacts);
    if (steps.length >= many) void tidying.now();
    else tidying.later();
    await slices.each([...intake.foldersOf(all)], intake.unsettle);
    announce(changed, here);
    // Of very much at once the system does not always tell all.
    if (steps.length >= many) await update(true);
    else if (progress.phase !== 'ready' && present()) report({ phase: 'ready', done: 0, total: 0 });
  }

  /**
   * Make a change of our own in the index. Where another process holds it, it is damaged, or its disk is full, the paths
   * follow later: the files are written all the same.
   */
  function attempt(paths: readonly string[], work: () => void): boolean {
    try {
      store.transaction(() => {
        work();
        for (const folder of intake.foldersOf(paths)) intake.unsettle(folder);
      });
      if (watched) second.wrote(paths);
      return true;
    } catch (error) {
      if (isBusy(error)) void takeLater(paths);
      else if (isDamaged(error) || isFull(error)) failed(error as Error);
      else throw error;
      return false;
    }
  }

  /**
   * Take in these paths at once: our own writes. Returns the paths that changed.
   * @param ours whether what was found is what was written
   */
  function take(paths: readonly string[], ours = () => true): string[] {
    let taken = [...paths];
    let more = false;
    const done = attempt(paths, () => {
      taken = paths.flatMap(intake.takePath);
      more = refreshing.some();
    });
    if (!done) return taken;
    announce(taken, ours());
    tidying.later();
    if (more) refreshing.later();
    return taken;
  }

  /** A note that was told of: told again with its facts, as such if they are of that text and not of another program's. */
  async function takeMarked(path: string): Promise<void> {
    await fill(() => {});
    tidying.later();
    const ours = intake.isWritten(path);
    // Undefined where it was written once more: that is told of when it is in.
    if (ours !== undefined) announce([path], ours, ours);
  }

  const second = createSecondLook({ vault, store }, takeLater);

  return {
    progress: () => progress,
    /** Walk the vault and take in what differs. A quiet walk is told of where it finds something. */
    update: (quiet = false, signal?: AbortSignal) => enqueue(() => forAsker(signal, () => update(quiet))),
    /** Forget everything and take in the whole vault anew. */
    rebuild: (signal?: AbortSignal) =>
      enqueue(() =>
        forAsker(signal, async () => {
          await store.longTransaction(async () => store.clear());
          return update(false);
        }),
      ),
    take,
    /**
     * Take in a note that was just written, with this hash. One that is too much for this thread is told of at once, and
     * taken in by the other one: true then.
     */
    takeWritten(path: string, hash: string): boolean {
      if (!intake.isMuch([path])) take([path], () => files.get(path)?.hash === hash);
      else if (attempt([path], () => intake.markWritten(path, hash))) {
        onChange([path], true);
        void enqueue(() => takeMarked(path)).catch(failed);
        return true;
      }
      return false;
    },
    /** Take in these paths in slices: what others changed. Never rejects. */
    takeLater,
    /**
     * Make a large change of our own with `work`, and take in its paths: the disk tells of it file by file, which waits.
     * Resolves when the facts are in; full text and mentions follow. Rejects where `work` does.
     */
    async change(paths: readonly string[], work: () => Promise<unknown>): Promise<void> {
      filling.prepare(paths.length);
      const done = work();
      const all = Promise.allSettled([changing, done]).then(() => {
        if (changing === all) changing = undefined;
      });
      changing = all;
      // Before what the disk tells of it: all of it is to be taken in at once.
      const taken = takeFacts(paths);
      try {
        await done;
      } finally {
        await taken;
      }
    },
    /** All mentions of a note, before they are asked for: after a name came, the rest of them is found behind the call. */
    findMentionsOf: refreshing.of,
    /** Something could not be taken in: `update` is wanted. */
    behind: () => behind,
    /** Nothing that was asked for is under way any more. */
    async idle(): Promise<void> {
      await enqueue(async () => undefined);
      await refreshing.settled();
    },
    present,
    async stop(): Promise<void> {
      stopped = true;
      tidying.stop();
      refreshing.stop();
      second.stop();
      await queue;
      await filling.stop();
    },
  };
}

export type KeepUp = ReturnType<typeof createKeepUp>;
