import type { Store } from '../index/store.ts';

/** More changed paths than this are told as "everything". */
const namedPaths = 200;
/** Of so many paths it is remembered what was told of them last. */
const toldLimit = 2_000;

/**
 * Called after what was taken in is committed.
 * @param paths null: too many to name
 * @param here all of it was asked of us
 * @param again the texts were told of before, and only what the index says of them is new
 */
export type OnChange = (paths: string[] | null, here: boolean, again?: boolean) => void;

/**
 * Tells what changed, once: the watcher tells again of our own writes, and tells first of another process's, whose rows
 * are in the index already.
 */
export function createAnnouncing({ files, folders }: Pick<Store, 'files' | 'folders'>, onChange: OnChange) {
  const told = new Map<string, string>();

  function stateOf(path: string): string {
    const row = files.get(path);
    if (row) return `${row.size} ${row.modified} ${row.hash}`;
    return folders.has(path) ? 'folder' : 'gone';
  }

  return (paths: readonly string[], here: boolean, again = false): void => {
    if (paths.length > toldLimit) {
      onChange(null, here);
      return;
    }
    const fresh = [...new Set(paths)].filter((path) => {
      const state = stateOf(path);
      if (told.get(path) === state) return false;
      told.delete(path);
      told.set(path, state);
      return true;
    });
    for (const path of told.keys()) {
      if (told.size <= toldLimit) break;
      told.delete(path);
    }
    if (fresh.length > 0) onChange(fresh.length > namedPaths ? null : fresh, here, again);
  };
}
