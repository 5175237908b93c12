import type { Client } from '../../shared/contract/rpc.ts';
import { createStore, type Store } from './store.ts';
import { type Listing, touchedFolders } from './tree.ts';

export interface TreeLoader {
  listings: Store<ReadonlyMap<string, Listing>>;
  /** Error of the root's listing. */
  error: Store<unknown>;
  /** Load these folders where they are not there yet, and forget those that are closed. */
  show(folders: readonly string[]): void;
  reload(): void;
  dispose(): void;
}

/** Changes come in bursts (ms). */
const settle = 100;

/** Keeps the listings of the open folders fresh. */
export function createTreeLoader(client: Client): TreeLoader {
  const listings = createStore<ReadonlyMap<string, Listing>>(new Map());
  const error = createStore<unknown>(undefined);
  let wanted = new Set(['']);
  let touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(path: string): Promise<void> {
    try {
      const listing = await client.call('folder.list', { path });
      if (wanted.has(path)) listings.set((all) => new Map(all).set(path, listing));
      if (path === '') error.set(undefined);
    } catch (problem) {
      if (path === '') error.set(problem);
      else if (wanted.has(path)) listings.set((all) => new Map(all).set(path, { folders: [], files: [] }));
    }
  }

  const off = client.on('vault.changed', ({ paths, moved }) => {
    for (const folder of touchedFolders(paths, moved, wanted)) touched.add(folder);
    timer ??= setTimeout(() => {
      timer = undefined;
      const now = touched;
      touched = new Set();
      for (const folder of now) void load(folder);
    }, settle);
  });

  const reload = () => {
    for (const path of wanted) void load(path);
  };
  // Which files are listed is a setting.
  const offSettings = client.on('settings.changed', ({ preference }) => {
    if (preference === undefined) reload();
  });

  return {
    listings,
    error,
    show(folders) {
      const next = new Set(['', ...folders]);
      const added = [...next].filter((path) => !wanted.has(path) || !listings.get().has(path));
      const gone = [...wanted].some((path) => !next.has(path));
      wanted = next;
      if (gone) listings.set((all) => new Map([...all].filter(([path]) => next.has(path))));
      for (const path of added) void load(path);
    },
    reload,
    dispose() {
      off();
      offSettings();
      clearTimeout(timer);
    },
  };
}
