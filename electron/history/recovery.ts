import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers, writeFileAtomic } from '../disk/atomic-write.ts';
import { onDisk } from '../disk/disk-error.ts';
import { vaultKey } from '../disk/vault-key.ts';

/** Text of a note that could not be written into its file, or not yet. */
export interface RecoveryCopy {
  path: string;
  /** The window that holds the text; each has its own copy of a note. */
  owner: string;
  text: string;
  /** Hash of what it began from. */
  hash: string;
  /** What it began from, where it is known. */
  base?: string;
  /** When it was put away, in milliseconds since 1970. */
  time: number;
}

/** Texts that wait for a disk with room, a right to write, or the next start: a file each, whole and durable. */
export interface RecoveryStore {
  put(copy: RecoveryCopy): void;
  clear(path: string, owner: string): void;
  /** All that there is, oldest first. What cannot be read is left where it is. */
  all(): RecoveryCopy[];
  /** Notes have other paths from now on. */
  moved(moves: readonly { from: string; to: string }[]): void;
}

/** Folder of what waits for one vault: keyed by the real path of its folder. */
export function recoveryFolder(stateDir: string, vaultDir: string): string {
  return join(stateDir, 'recovery', vaultKey(vaultDir));
}

/** @param dir a folder of its own, made when it is first needed */
export function openRecovery(dir: string): RecoveryStore {
  removeLeftovers(dir);
  const fileOf = (path: string, owner: string) =>
    join(dir, `${hash('sha256', path, 'hex').slice(0, 24)}-${owner}.json`);

  function put(copy: RecoveryCopy): void {
    onDisk(dir, () => mkdirSync(dir, { recursive: true, mode: 0o700 }));
    writeFileAtomic(fileOf(copy.path, copy.owner), JSON.stringify(copy), 0o600);
  }

  function clear(path: string, owner: string): void {
    const file = fileOf(path, owner);
    onDisk(file, () => rmSync(file, { force: true }));
  }

  function all(): RecoveryCopy[] {
    if (!existsSync(dir)) return [];
    const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
    return names.flatMap((name) => readCopy(join(dir, name)) ?? []).sort((a, b) => a.time - b.time);
  }

  return {
    put,
    clear,
    all,
    moved(moves) {
      const now = new Map(moves.map(({ from, to }) => [from, to]));
      const copies = moves.length === 0 ? [] : all();
      const going = copies.filter(({ path }) => now.has(path));
      const come = going.map((copy) => ({ ...copy, path: now.get(copy.path) ?? copy.path }));
      const taken = new Set(come.map(({ path, owner }) => fileOf(path, owner)));
      // The same window may have text of the note that was there: that one waits under another name.
      for (const copy of copies) {
        const stays = !now.has(copy.path) && taken.has(fileOf(copy.path, copy.owner));
        if (stays) put({ ...copy, owner: besides(copy.owner, hash('sha256', copy.text, 'hex').slice(0, 8)) });
      }
      // All of them twice for a moment: notes may have changed places, and the process may stop in between.
      for (const copy of come) put({ ...copy, owner: besides(copy.owner, 'moving') });
      for (const { path, owner } of going) clear(path, owner);
      for (const copy of come) put(copy);
      for (const { path, owner } of come) clear(path, besides(owner, 'moving'));
    },
  };
}

/** A name of no window: names have 64 characters at most. */
const besides = (owner: string, what: string) => `${owner.slice(0, 50)}-${what}`;

function readCopy(file: string): RecoveryCopy | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<RecoveryCopy>;
    const { path, owner, text, hash: from, time } = found;
    const strings = [path, owner, text, from].every((each) => typeof each === 'string');
    return strings && typeof time === 'number' ? (found as RecoveryCopy) : undefined;
  } catch {
    return undefined;
  }
}
