import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { temporaryPrefix } from '../disk/atomic-write.ts';

export interface FileStat {
  size: number;
  /** Milliseconds, with their fraction: two writes within one millisecond differ. */
  modified: number;
  created: number;
  ino: number;
}

export interface FolderScan {
  /** Relative to the vault; '' is its root. */
  path: string;
  files: ({ name: string } & FileStat)[];
  folders: string[];
  /** Names that could not be looked at. */
  unreadable: string[];
  /** Names of temporary files that a write has not taken away: yet, or any more. */
  leftovers: string[];
}

/**
 * Every folder of a vault, parents before children, in the order of the disk.
 * Left out: names that begin with `.`, linked folders (they would show a note twice, or lead out),
 * links to files outside, and what is neither file nor folder.
 * @param dir real path of the vault
 * @throws the error of `node:fs` where the root itself cannot be read
 */
export function* walkVault(dir: string, from = ''): Generator<FolderScan> {
  const waiting = [from];
  while (waiting.length > 0) {
    const path = waiting.pop() as string;
    const scan = scanFolder(dir, path);
    if (!scan) continue;
    for (let index = scan.folders.length - 1; index >= 0; index--) {
      waiting.push(childPath(path, scan.folders[index] as string));
    }
    yield scan;
  }
}

/** One folder, without those below it; undefined where it is gone or may not be read (the root then throws). */
export function scanFolder(dir: string, path: string): FolderScan | undefined {
  const scan: FolderScan = { path, files: [], folders: [], unreadable: [], leftovers: [] };
  const folder = join(dir, path);
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (path === '') throw error;
    return undefined;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(temporaryPrefix)) scan.leftovers.push(entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) scan.folders.push(entry.name);
    else addFile(scan, dir, folder, entry);
  }
  return scan;
}

function addFile(scan: FolderScan, dir: string, folder: string, entry: import('node:fs').Dirent): void {
  if (!entry.isFile() && !entry.isSymbolicLink()) return;
  try {
    const file = join(folder, entry.name);
    if (entry.isSymbolicLink() && !realpathSync(file).startsWith(dir + sep)) return;
    const stat = statSync(file);
    if (stat.isFile()) scan.files.push({ name: entry.name, ...toFileStat(stat) });
  } catch {
    scan.unreadable.push(entry.name);
  }
}

/** What `walkVault` would say of one path: a file, a folder, or nothing. */
export function statPath(dir: string, path: string): FileStat | 'folder' | undefined {
  const file = join(dir, path);
  try {
    if (isBehindLink(dir, path)) return undefined;
    const own = lstatSync(file);
    if (own.isDirectory()) return 'folder';
    if (own.isSymbolicLink() && !realpathSync(file).startsWith(dir + sep)) return undefined;
    const stat = own.isSymbolicLink() ? statSync(file) : own;
    return stat.isFile() ? toFileStat(stat) : undefined;
  } catch {
    return undefined;
  }
}

/** A linked folder on the way is no part of the vault, wherever it leads. */
function isBehindLink(dir: string, path: string): boolean {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    if (lstatSync(join(dir, path.slice(0, at))).isSymbolicLink()) return true;
  }
  return false;
}

export function toFileStat(stat: Stats): FileStat {
  // Some file systems have no time of birth and say 0, or a time after the last change.
  const created = stat.birthtimeMs > 0 ? Math.min(stat.birthtimeMs, stat.mtimeMs) : stat.mtimeMs;
  return { size: stat.size, modified: stat.mtimeMs, created, ino: stat.ino };
}

function childPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
