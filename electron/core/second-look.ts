import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';

/** Longer (ms) than the system gathers events before it tells of them. */
const delay = 1_500;
/** More of our own writes than this at once are a change that no other program comes in between. */
const most = 2_000;

export interface SecondLook {
  /** We have just written here. */
  wrote(paths: readonly string[]): void;
  stop(): void;
}

/**
 * Look once more at what we wrote. Where another program takes such a file away at once, its coming and its going cancel
 * each other in what the system tells, and nobody would learn of it.
 * @param onDifferent told which files are not what the index says
 */
export function createSecondLook(
  { vault, store }: { vault: Vault; store: Store },
  onDifferent: (paths: string[]) => void,
): SecondLook {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function differs(path: string): boolean {
    const row = store.files.get(path);
    const stat = vault.stat(path);
    if (stat === 'folder') return false;
    return row?.size !== stat?.size || row?.modified !== stat?.modified;
  }

  function look(): void {
    timer = undefined;
    if (!vault.present()) return;
    const different = [...waiting].filter(differs);
    waiting.clear();
    if (different.length > 0) onDifferent(different);
  }

  return {
    wrote(paths) {
      if (waiting.size + paths.length > most) return;
      for (const path of paths) waiting.add(path);
      clearTimeout(timer);
      timer = setTimeout(look, delay).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
