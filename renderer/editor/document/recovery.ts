import type { Client } from '../../../shared/contract/rpc.ts';
import { createLocalCopies } from './local-copies.ts';
import type { RecoveryCopy } from './recovery-copy.ts';

/** Where unsaved text of this window waits for the next one. Nothing here throws or rejects. */
export interface Recovery {
  /** What this window, and windows that are gone, have of a note: the last of each, oldest first. */
  read(path: string): Promise<RecoveryCopy[]>;
  /** Put the text of this window away: in the page's storage at once, and in the core as soon as it can be reached. */
  write(path: string, copy: Pick<RecoveryCopy, 'text' | 'hash' | 'base'>): void;
  /** The text of this window is saved. */
  clear(path: string): void;
  /** These copies are in the text of this window, or in the file, by now. */
  adopt(path: string, copies: readonly RecoveryCopy[]): void;
  /** Notes with text of windows that are gone. */
  waiting(): Promise<string[]>;
  /** Put away for good what is left of a note. False where its history could not keep it: then it stays. */
  discard(path: string): Promise<boolean>;
}

export interface RecoveryOptions {
  storage: Storage | undefined;
  /** What tells this vault from others on the machine: its folder. */
  vault: string;
  /** The core keeps copies beyond this page and its address; without it, they are the storage's alone. */
  client?: Pick<Client, 'call'>;
  /** Names this window. */
  owner?: string;
}

export function createRecovery(options: RecoveryOptions): Recovery {
  const { storage, vault, client, owner = crypto.randomUUID() } = options;
  const local = createLocalCopies(storage, vault);
  /** Notes of which the core has our text. */
  const sent = new Set<string>();

  /** A core that cannot be reached, or has no room, has no copies: the storage's are left. */
  async function ask<T>(call: (core: Pick<Client, 'call'>) => Promise<T>): Promise<T | undefined> {
    try {
      return client && (await call(client));
    } catch {
      return undefined;
    }
  }

  function localCopies(path: string | undefined, present: readonly string[]) {
    return local
      .all()
      .filter((found) => path === undefined || found.path === path)
      .filter(({ copy }) => copy.owner === owner || !present.includes(copy.owner));
  }

  function clearCore(path: string, owners: string[]): void {
    if (owners.length > 0) void ask((core) => core.call('unsaved.clear', { path, owners }));
  }

  return {
    async read(path) {
      const found = await ask((core) => core.call('unsaved.read', { path, owner }));
      const mine = localCopies(path, found?.present ?? []).map(({ copy }) => copy);
      const theirs = (found?.copies ?? []).map((copy) => ({ ...copy, base: copy.base }));
      if (theirs.some((copy) => copy.owner === owner)) sent.add(path);
      return lastOfEach([...theirs, ...mine]);
    },
    write(path, copy) {
      local.write(path, { ...copy, owner, time: Date.now() });
      sent.add(path);
      void ask((core) => core.call('unsaved.put', { path, owner, ...copy }));
    },
    clear(path) {
      local.clear(path, owner);
      if (sent.delete(path)) clearCore(path, [owner]);
    },
    adopt(path, copies) {
      const others = copies.filter((copy) => copy.owner !== owner).map((copy) => copy.owner);
      for (const other of others) local.clear(path, other);
      clearCore(path, others);
    },
    async waiting() {
      const found = await ask((core) => core.call('unsaved.list', {}));
      const mine = localCopies(undefined, found?.present ?? []).filter(({ copy }) => copy.owner !== owner);
      return [...new Set([...(found?.copies ?? []), ...mine].map(({ path }) => path))];
    },
    async discard(path) {
      const found = await ask((core) => core.call('unsaved.list', {}));
      const mine = localCopies(path, found?.present ?? []).map(({ copy }) => copy);
      const texts = mine.map(({ text }) => text);
      const done = await ask((core) => core.call('unsaved.discard', { path, texts }));
      if (done) for (const copy of mine) local.clear(path, copy.owner);
      return done !== undefined;
    },
  };
}

function lastOfEach(copies: readonly RecoveryCopy[]): RecoveryCopy[] {
  const last = new Map<string, RecoveryCopy>();
  for (const copy of copies) {
    const before = last.get(copy.owner);
    if (!before || copy.time >= before.time) last.set(copy.owner, copy);
  }
  return [...last.values()].sort((a, b) => a.time - b.time);
}
