import type { RecoveryCopy } from './recovery-copy.ts';

/** Copies in the browser's storage: written at once, also in the last moment of a page, but of one address only. */
export interface LocalCopies {
  /** Of all windows that this storage belongs to. */
  all(): { path: string; copy: RecoveryCopy }[];
  write(path: string, copy: RecoveryCopy): void;
  clear(path: string, owner: string): void;
}

/** Owner of copies that say none: those of earlier versions of this app. */
const unnamed = 'earlier';

/**
 * Never throws: a store that is full or forbidden only means that there is no copy.
 * @param vault what tells this vault from others on the machine: its folder
 */
export function createLocalCopies(storage: Storage | undefined, vault: string): LocalCopies {
  const prefix = `commonplace:unsaved:${vault}:`;
  const key = (path: string, owner: string) => `${prefix}${owner}:${path}`;

  function keys(): string[] {
    const { length } = storage ?? { length: 0 };
    const names = Array.from({ length }, (_, index) => storage?.key(index) ?? '');
    return names.filter((name) => name.startsWith(prefix));
  }

  function parse(name: string): { path: string; copy: RecoveryCopy } | undefined {
    const [, owner = unnamed, path = name.slice(prefix.length)] =
      /^([\w-]{16,64}):(.*)$/s.exec(name.slice(prefix.length)) ?? [];
    const copy = attempt(() => parseCopy(storage?.getItem(name) ?? '', owner));
    return copy && { path, copy };
  }

  return {
    all: () => attempt(keys)?.flatMap((name) => parse(name) ?? []) ?? [],
    write(path, { owner, ...copy }) {
      const whole = attempt(() => {
        storage?.setItem(key(path, owner), JSON.stringify(copy));
        return true;
      });
      if (whole) return;
      attempt(() => storage?.setItem(key(path, owner), JSON.stringify({ ...copy, base: undefined })));
    },
    clear(path, owner) {
      attempt(() => storage?.removeItem(owner === unnamed ? prefix + path : key(path, owner)));
    },
  };
}

function parseCopy(json: string, owner: string): RecoveryCopy | undefined {
  const found = JSON.parse(json) as Partial<RecoveryCopy>;
  if (typeof found.text !== 'string' || typeof found.hash !== 'string') return undefined;
  const base = typeof found.base === 'string' ? found.base : undefined;
  return { owner, text: found.text, hash: found.hash, base, time: Number(found.time) || 0 };
}

/** Storage can be forbidden, full or hold something else under our key; none of that may stop an editor. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
