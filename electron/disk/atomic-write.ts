import { hash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { onDisk } from './disk-error.ts';

/** Names of temporary files begin so: not part of a vault, and removed when they are met at a start. */
export const temporaryPrefix = '.commonplace-tmp-';

/** Age (ms) after which a temporary file is nobody's, whatever its name says: process ids are used again. */
const abandonedAfter = 3_600_000;

/** SHA-256 of bytes, in hex: what `base` and the manifest compare. */
export function hashBytes(data: Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/**
 * Replace `file` whole: afterwards it is the old one or the new one, whenever the machine stops.
 * A symbolic link is written through; mode and owner of an existing file are kept.
 * @param mode of a new file (default 0o644)
 * @param commit called when the new bytes are safe and only the rename is left, which it is given: it leaves it where
 * the old file is no longer the one that was meant, so that what another program wrote during the sync is not lost
 * @returns whether the file was replaced
 * @throws AppError `no-space`, `no-access`, `not-found` (no such folder) …; the old file is then untouched
 */
export function writeFileAtomic(
  file: string,
  data: Uint8Array | string,
  mode = 0o644,
  commit: Commit = (rename) => rename(),
): boolean {
  return place(file, data, mode, commit, renameSync);
}

/**
 * Make a file that is not there yet, whole or not at all; what came to stand there meanwhile is never replaced.
 * @throws AppError `exists`, and as above
 */
export function createFileAtomic(file: string, data: Uint8Array | string, mode = 0o644): void {
  place(file, data, mode, (link) => link(), linkOrRename);
}

type Commit = (rename: () => void) => void;

function place(
  file: string,
  data: Uint8Array | string,
  mode: number,
  commit: Commit,
  put: (temporary: string, target: string) => void,
): boolean {
  return onDisk(file, () => {
    const staged = stage(file, data, mode);
    let done = false;
    try {
      fsyncSync(staged.fd);
      staged.close();
      commit(() => {
        put(staged.temporary, staged.target);
        done = true;
      });
    } finally {
      staged.close();
      if (!done) removeQuietly(staged.temporary);
    }
    syncFolder(dirname(staged.target));
    return done;
  });
}

interface Staged {
  /** Open, and not flushed yet. */
  fd: number;
  temporary: string;
  /** What the file is, where it is a link. */
  target: string;
  close(): void;
}

function stage(file: string, data: Uint8Array | string, mode: number): Staged {
  const target = throughLink(file);
  const before = statSync(target, { throwIfNoEntry: false });
  const name = `${temporaryPrefix}${process.pid}-${randomBytes(6).toString('hex')}`;
  const temporary = join(dirname(target), name);
  const fd = openSync(temporary, 'wx', mode);
  let open = true;
  const close = () => {
    if (open) closeSync(fd);
    open = false;
  };
  try {
    writeFileSync(fd, data);
    if (before) keepOwner(fd, before);
  } catch (error) {
    close();
    removeQuietly(temporary);
    throw error;
  }
  return { fd, temporary, target, close };
}

/** The new bytes of a file, beside it, for where many files are flushed together. */
export interface StagedFile {
  /** Open: to be flushed before `replace`. */
  fd: number;
  /** Folder that is to be flushed after `replace`. */
  folder: string;
  replace(): void;
  /** Takes away what was not put into place. To be called at last, in any case. */
  end(): void;
}

/**
 * Write new bytes beside a file that is there, as `writeFileAtomic` does, and leave the rest to the caller.
 * @throws AppError as `writeFileAtomic`; nothing is left behind then
 */
export function stageFile(file: string, data: Uint8Array | string): StagedFile {
  const { fd, temporary, target, close } = onDisk(file, () => stage(file, data, 0o644));
  let replaced = false;
  return {
    fd,
    folder: dirname(target),
    replace() {
      close();
      onDisk(file, () => renameSync(temporary, target));
      replaced = true;
    },
    end() {
      close();
      if (!replaced) removeQuietly(temporary);
    },
  };
}

/** Codes of disks that know no second name of one file. */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

function linkOrRename(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (!linkless.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    if (lstatSync(target, { throwIfNoEntry: false })) throw Object.assign(new Error(), { code: 'EEXIST' });
    renameSync(temporary, target);
    return;
  }
  removeQuietly(temporary);
}

/**
 * Remove temporary files that a stopped process left in `folder`; those of a process that lives stay.
 * @param names what is in the folder, where that is known
 */
export function removeLeftovers(folder: string, names: readonly string[] = namesIn(folder)): void {
  for (const name of names) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const file = join(folder, name);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    const owner = Number(/^\d+(?=-)/.exec(name.slice(temporaryPrefix.length))?.[0] ?? 0);
    if (!isAlive(owner) || Date.now() - stat.mtimeMs > abandonedAfter) removeQuietly(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing was written here yet, or it may not be read.
    return [];
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function keepOwner(fd: number, before: Stats): void {
  try {
    fchownSync(fd, before.uid, before.gid);
  } catch {
    // Only root may give a file away; its group may still be one of ours.
    keepGroup(fd, before);
  }
  fchmodSync(fd, before.mode & 0o7777);
}

function keepGroup(fd: number, { gid }: Stats): void {
  try {
    fchownSync(fd, fstatSync(fd).uid, gid);
  } catch {
    // Neither: then the mode is what can be kept.
  }
}

function throughLink(file: string): string {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  try {
    return realpathSync(file);
  } catch {
    return join(realpathSync(dirname(file)), basename(file));
  }
}

/** Make renames and new names in a folder durable. Not every system can; then there is nothing to do. */
export function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Windows cannot open a folder for this, and needs not.
  }
}

function removeQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was never made.
  }
}
