import { join } from 'node:path';
import type { Change, Events } from '../../shared/contract/api.ts';
import type { Handlers } from '../../shared/contract/rpc.ts';
import { createEmitter, type Emitter } from '../../shared/text/emitter.ts';
import { recoverJournals } from '../disk/journal.ts';
import { vaultKey } from '../disk/vault-key.ts';
import { historyFile, openHistory } from '../history/history.ts';
import { openRecovery, recoveryFolder } from '../history/recovery.ts';
import { indexFile, removeDatabase } from '../index/database.ts';
import { isDamaged, openStore } from '../index/store.ts';
import { openSettings } from '../vault/settings.ts';
import { openVault } from '../vault/vault.ts';
import { createAttachments } from './attachments.ts';
import { createBacklinks } from './backlinks.ts';
import { createChanges } from './changes.ts';
import { createCheck } from './check.ts';
import { createCompletion } from './complete/completion.ts';
import { createEmojiCompletion } from './complete/emoji.ts';
import { createPropertyCompletion } from './complete/properties.ts';
import { createDigest } from './digest.ts';
import { createExcludedIds, readExcluded } from './excluded.ts';
import type { Progress } from './filling.ts';
import { createFinder } from './finder.ts';
import { createGraph } from './graph.ts';
import { createHandlers } from './handlers.ts';
import { createNoteHistory } from './history.ts';
import { createIgnored } from './ignored.ts';
import { createImageSizes } from './image-sizes.ts';
import { createIndexCheck } from './index-check.ts';
import { createKeepUp, type UpdateCount } from './keep-up.ts';
import { openLocks } from './locks.ts';
import { createLookUp } from './look-up.ts';
import { createNotes } from './notes.ts';
import { createOutsideMoves } from './outside-moves.ts';
import { createPreferences } from './preferences.ts';
import { createPublishing } from './publishing.ts';
import { createReplacing } from './replacing.ts';
import { statusOf } from './status.ts';
import { createTopics } from './topics.ts';
import { createUnsaved } from './unsaved.ts';
import { followVault } from './vault-place.ts';
import { startWatching } from './watching.ts';

export interface CoreOptions {
  vaultDir: string;
  /** Folder for the index: a cache. */
  dataDir: string;
  /** Folder for preferences and history, which are no cache. Default: `dataDir`. */
  stateDir?: string;
  /** The vault was made from the template on this start. */
  starter?: boolean;
  /** False for one command on the command line: what changes meanwhile is met at the next opening. */
  watch?: boolean;
  /** The index was damaged while it was open, and is removed: a core that is opened now makes a new one. */
  onDamage?: () => void;
  clock?: () => Date;
  log?: (line: string) => void;
}

export interface Core {
  handlers: Handlers;
  events: Pick<Emitter<Events>, 'on'>;
  /** Resolves once everything that is on disk now has been taken in, with what the opening found to be new; rejects where that failed. */
  settled(): Promise<UpdateCount>;
  dispose(): Promise<void>;
}

/**
 * Everything behind the contract, for one vault. The one place that wires: each part gets what it needs and no more.
 * Resolves as soon as calls can be answered; taking in the vault goes on behind.
 * @throws AppError where the folder or the index cannot be opened
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const {
    vaultDir,
    dataDir,
    stateDir = dataDir,
    watch = true,
    clock = () => new Date(),
    log = () => {},
  } = options;
  const locks = openLocks(stateDir, vaultDir);
  const vault = openVault(vaultDir, locks.writing);
  const journals = join(vault.dir, '.commonplace', 'journal');
  followVault({
    stateDir,
    vaultDir: vault.dir,
    kept: (dir) => [recoveryFolder(stateDir, dir), indexFile(dataDir, dir), historyFile(stateDir, dir)],
    log,
  });
  const history = createNoteHistory({
    vault,
    history: openHistory(historyFile(stateDir, vault.dir), { clock }),
    clock,
    log,
  });
  const unsaved = createUnsaved({
    recovery: openRecovery(recoveryFolder(stateDir, vault.dir)),
    history,
    clock,
  });
  const moved = (moves: Change['moved'], told?: boolean) => {
    history.moved(moves, told);
    unsaved.moved(moves);
  };
  const unfinished = (error: unknown) =>
    log(`a change that was cut short could not be finished: ${(error as Error).message}`);
  const recovered = locks.recovering(
    () =>
      recoverJournals(
        vault.dir,
        journals,
        unfinished,
        ({ moved: moves = [] }) => moved(moves),
        locks.writing,
      ),
    unfinished,
  );
  if (recovered.length > 0) log(`finished a change of ${recovered.length} files that was cut short`);

  const file = indexFile(dataDir, vault.dir);
  const store = openStore(file, dataDir);
  const settings = openSettings(vault.dir);
  const events = createEmitter<Events>();
  /** A damaged index goes now, while it is open, so that the next start finds none and makes a new one. */
  const trouble = (what: string, error: Error) => {
    log(`${what}: ${error.message}`);
    if (!isDamaged(error)) return;
    removeDatabase(file);
    options.onDamage?.();
  };
  let revision = 0;
  const status = () => statusOf(vault, store, keepUp.progress(), revision, options.starter ?? false);
  const keepUp = createKeepUp({
    vault,
    store,
    indexFile: file,
    onChange: (paths, here, again = false) =>
      events.emit('vault.changed', { revision: ++revision, paths, here, again, moved: changes.takeMoves() }),
    watched: watch,
    onOutside: (paths) => {
      const moves = outside.find(paths);
      changes.movedOutside(moves);
      return moves.map(({ from }) => from);
    },
    onProgress: tellNowAndThen(() => events.emit('vault.progressed', status())),
    onTrouble: (error) => trouble('taking in a change failed', error),
  });
  const outside = createOutsideMoves({ vault, store });
  const ignored = createIgnored(settings);
  const images = createImageSizes(vault, store);
  const notes = createNotes({
    vault,
    store,
    settings,
    keepUp,
    history,
    clock,
    revision: () => revision,
    saw: outside.saw,
  });
  const backlinks = createBacklinks(vault, store, ignored, () => readExcluded(store, settings));
  const excluded = createExcludedIds(store, settings);
  const topics = createTopics({
    vault,
    store,
    backlinks,
    ignored,
    excluded,
  });
  const publishing = createPublishing({
    vault,
    store,
    settings,
    events,
    write: notes.write,
    taken: keepUp.takeLater,
    clock,
    log,
    cache: join(dataDir, `publish-${vaultKey(vault.dir)}.sqlite`),
    watch,
  });
  const changes = createChanges({
    vault,
    store,
    settings,
    keepUp,
    ignored,
    history,
    clock,
    journals,
    locks,
    moved: (moves, told) => {
      moved(moves, told);
      outside.moved(moves);
    },
  });
  const finder = createFinder({ vault, store, topics, notes, settings, keepUp });
  const handlers = createHandlers({
    vault,
    store,
    settings,
    keepUp,
    notes,
    backlinks,
    topics,
    digest: createDigest({ vault, store, ignored, clock, sharing: publishing.sharing }),
    graph: createGraph({ store, finder, ignored, excluded, revision: () => revision }),
    changes,
    attachments: createAttachments({ vault, store, settings, keepUp, clock }),
    completion: createCompletion({ vault, store, settings, finder }),
    completeProperty: createPropertyCompletion(store),
    completeEmoji: createEmojiCompletion(),
    lookUp: createLookUp({ vault, store, settings, ignored, images }),
    images,
    publishing: publishing.calls,
    finder,
    replacing: createReplacing({ vault, store, topics, notes, finder, changes }),
    check: createCheck(vault, store, notes),
    indexCheck: createIndexCheck({ vault, keepUp, file, dataDir }),
    preferences: createPreferences(join(stateDir, 'preferences'), vault.dir),
    history,
    unsaved,
    now: outside.now,
    events,
    clock,
    status,
  });

  const opening = keepUp.update();
  opening.catch((error: Error) => trouble('taking in the vault failed', error));
  const onSettings = () => events.emit('settings.changed', {});
  const watching = watch
    ? await startWatching({ dir: vault.dir, keepUp, settings, onSettings, log })
    : undefined;

  return {
    handlers: watched(handlers, (error) => trouble('the index failed a call', error)),
    events,
    async settled() {
      const count = await opening;
      await keepUp.idle();
      return count;
    },
    async dispose() {
      await publishing.dispose();
      await watching?.stop();
      await keepUp.stop();
      history.close();
      locks.close();
      store.db.close();
    },
  };
}

/** The same calls; a failure that tells of a damaged index is told on its way. */
function watched(handlers: Handlers, onDamage: (error: Error) => void): Handlers {
  const entries = Object.entries(handlers) as [string, (params: unknown, context: unknown) => unknown][];
  const calls = entries.map(([method, call]) => [
    method,
    async (params: unknown, context: unknown) => {
      try {
        return await call(params, context);
      } catch (error) {
        if (isDamaged(error)) onDamage(error as Error);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(calls) as Handlers;
}

/** Progress for people: at each new phase, and a few times a second. */
function tellNowAndThen(tell: () => void): (progress: Progress) => void {
  let phase = '';
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - last < 120) return;
    phase = progress.phase;
    last = now;
    tell();
  };
}
