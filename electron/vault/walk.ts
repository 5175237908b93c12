import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { temporaryPrefix } from '../disk/atomic-write.ts';
import { diskError } from '../disk/disk-error.ts';

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
  /** Names of its files, in the order of the disk. */
  names: string[];
  /** Four numbers a file, in the order of `names`: size, modified, created, ino. Flat, so that it is cheap to make, to compare and to keep. */
  stats: Float64Array;
  folders: string[];
  /** Names of temporary files that a write has not taken away: yet, or any more. */
  leftovers: string[];
}

/**
 * Every folder of a vault, parents before children, in the order of the disk.
 * Left out: names that begin with `.`, linked folders (they would show a note twice, or lead out),
 * links to files outside, and what is neither file nor folder.
 * @param dir real path of the vault
 * @throws AppError where the root itself cannot be read
 */
export function* walkVault(dir: string, from = ''): Generator<FolderScan> {
  const waiting = [from];
  while (waiting.length > 0) {
    const path = waiting.pop() as string;
    const scan = scanFolder(dir, path);
    if (!scan) continue;
    waiting.push(...foldersIn(scan).reverse());
    yield scan;
  }
}

/** Paths of the folders in a folder. */
export const foldersIn = ({ path, folders }: FolderScan): string[] =>
  folders.map((name) => (path === '' ? name : `${path}/${name}`));

/** One folder, without those below it; undefined where it is gone or may not be read (the root then throws). */
export function scanFolder(dir: string, path: string): FolderScan | undefined {
  const folder = join(dir, path);
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (path === '') throw diskError(error, dir);
    return undefined;
  }
  const stats = new Float64Array(entries.length * 4);
  const scan: FolderScan = { path, names: [], stats, folders: [], leftovers: [] };
  // Every path is joined here a hundred thousand times: `join` would take a tenth of the walk.
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  for (const entry of entries) {
    const { name } = entry;
    if (name.charCodeAt(0) === 46) {
      if (name.startsWith(temporaryPrefix)) scan.leftovers.push(name);
    } else if (entry.isFile()) addFile(scan, prefix + name, name);
    else if (entry.isDirectory()) scan.folders.push(name);
    else if (entry.isSymbolicLink()) addLink(scan, dir, prefix + name, name);
  }
  scan.stats = stats.subarray(0, scan.names.length * 4);
  return scan;
}

function addFile(scan: FolderScan, file: string, name: string): void {
  let stat: Stats | undefined;
  try {
    stat = statSync(file);
  } catch {
    return;
  }
  if (!stat.isFile()) return;
  const at = scan.names.push(name) * 4 - 4;
  scan.stats[at] = stat.size;
  scan.stats[at + 1] = stat.mtimeMs;
  scan.stats[at + 2] = createdOf(stat);
  scan.stats[at + 3] = stat.ino;
}

function addLink(scan: FolderScan, dir: string, file: string, name: string): void {
  try {
    if (!realpathSync(file).startsWith(dir + sep)) return;
  } catch {
    return;
  }
  addFile(scan, file, name);
}

/**
 * Folders that are there and may not be looked into: what lies in them is not known. One folder is looked at at each
 * step: undefined where it is open.
 */
export function* closedFolders(dir: string): Generator<string | undefined> {
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    let closed = false;
    try {
      const entries = readdirSync(join(dir, path), { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
      for (const { name } of folders) waiting.push(path === '' ? name : `${path}/${name}`);
    } catch (error) {
      closed = (error as NodeJS.ErrnoException).code !== 'ENOENT';
    }
    yield closed ? path : undefined;
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
  return { size: stat.size, modified: stat.mtimeMs, created: createdOf(stat), ino: stat.ino };
}

/** Some file systems have no time of birth and say 0, or a time after the last change. */
function createdOf({ birthtimeMs, mtimeMs }: Stats): number {
  return birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs;
}
