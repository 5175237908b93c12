import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers, writeFileAtomic } from '../disk/atomic-write.ts';
import { vaultKey } from '../disk/vault-key.ts';

/** Where a vault was last, and how its folder is known again at another place. */
interface Place {
  path: string;
  /** Number of the folder on its file system, and when it was made: both stay as they are when it is moved. */
  ino: string;
  born: string;
}

interface VaultPlace {
  stateDir: string;
  /** Real path of its folder. */
  vaultDir: string;
  /** What is kept of a vault in a folder: files of SQLite, and folders. */
  kept: (vaultDir: string) => readonly string[];
  log: (line: string) => void;
}

/**
 * History, recovery copies and index of a vault are kept under the path of its folder. Where the folder was moved or
 * renamed they follow it; a copy of it gets none, as the first one still has them.
 */
export function followVault(options: VaultPlace): void {
  try {
    const before = follow(options);
    if (before !== undefined) options.log(`the vault was in ${before}: its history came along`);
  } catch (error) {
    options.log(`whether the vault has moved could not be found out: ${(error as Error).message}`);
  }
}

/** @returns where it was before; undefined where it has not moved */
function follow({ stateDir, vaultDir, kept }: VaultPlace): string | undefined {
  const places = join(stateDir, 'vaults');
  const own = join(places, `${vaultKey(vaultDir)}.json`);
  const now = placeOf(vaultDir);
  if (!now) return undefined;
  const known = readPlace(own);
  if (known?.ino === now.ino && known.born === now.born) return undefined;
  mkdirSync(places, { recursive: true });
  removeLeftovers(places);
  // Another folder where there was one already has come back from a backup: what is kept of it is at its place.
  const before = known ? undefined : formerPlace(places, now);
  if (before) moveKept(kept(before.path), kept(vaultDir));
  writeFileAtomic(own, JSON.stringify(now), 0o600);
  if (before) rmSync(join(places, `${vaultKey(before.path)}.json`), { force: true });
  return before?.path;
}

function formerPlace(places: string, now: Place): Place | undefined {
  for (const name of readdirSync(places)) {
    const place = name.endsWith('.json') ? readPlace(join(places, name)) : undefined;
    if (!place || place.ino !== now.ino || place.born !== now.born) continue;
    const there = placeOf(place.path);
    if (there?.ino !== now.ino || there.born !== now.born) return place;
  }
  return undefined;
}

/** Undefined where the folder is not there, or its file system does not know when it was made. */
function placeOf(path: string): Place | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stat || stat.birthtimeNs <= 0n) return undefined;
  return { path, ino: String(stat.ino), born: String(stat.birthtimeNs) };
}

function readPlace(file: string): Place | undefined {
  try {
    const { path, ino, born } = JSON.parse(readFileSync(file, 'utf8')) as Place;
    return { path, ino, born };
  } catch {
    // There is none yet, or it cannot be read: then nothing is known.
    return undefined;
  }
}

/** What SQLite keeps beside its files goes first: `-wal` holds what is not in the file yet. */
const suffixes = ['-wal', '-shm', ''];

/** What is there already stays; so it can be cut short anywhere, and done again. */
function moveKept(from: readonly string[], to: readonly string[]): void {
  for (const [index, source] of from.entries()) {
    const target = to[index];
    if (target === undefined || existsSync(target) || !existsSync(source)) continue;
    for (const suffix of suffixes) {
      if (existsSync(source + suffix)) renameSync(source + suffix, target + suffix);
    }
  }
}
