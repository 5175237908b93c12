/** Text that has not reached the disk yet. */
export interface RecoveryCopy {
  text: string;
  /** Hash of what it began from. */
  hash: string;
  /** What it began from; undefined where there was no room to keep it. */
  base: string | undefined;
  /** When it was put away. */
  time: number;
}

/** Where unsaved text waits for the next start. Never throws: a full store only means that there is no copy. */
export interface Recovery {
  read(path: string): RecoveryCopy | undefined;
  write(path: string, copy: RecoveryCopy): void;
  clear(path: string): void;
}

/** @param vault what tells this vault from others on the machine: its folder */
export function createRecovery(storage: Storage | undefined, vault: string): Recovery {
  const key = (path: string) => `commonplace:unsaved:${vault}:${path}`;
  return {
    read(path) {
      return attempt(() => parseCopy(storage?.getItem(key(path)) ?? undefined));
    },
    write(path, copy) {
      const whole = attempt(() => {
        storage?.setItem(key(path), JSON.stringify(copy));
        return true;
      });
      if (!whole) attempt(() => storage?.setItem(key(path), JSON.stringify({ ...copy, base: undefined })));
    },
    clear(path) {
      attempt(() => storage?.removeItem(key(path)));
    },
  };
}

function parseCopy(json: string | undefined): RecoveryCopy | undefined {
  if (json === undefined) return undefined;
  const found = JSON.parse(json) as Partial<RecoveryCopy>;
  if (typeof found.text !== 'string' || typeof found.hash !== 'string') return undefined;
  const base = typeof found.base === 'string' ? found.base : undefined;
  return { text: found.text, hash: found.hash, base, time: Number(found.time) || 0 };
}

/** Storage can be forbidden, full or hold something else under our key; none of that may stop an editor. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
