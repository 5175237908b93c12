import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { onDisk } from '../disk/disk-error.ts';

/** Folder in the blog for what must not be committed: lock, stage, journal, trash. It ignores itself. */
export const stateName = '.commonplace-publish';

/** Make the state folder of a blog and return its path. */
export function stateFolder(root: string): string {
  const folder = join(root, stateName);
  onDisk(folder, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.gitignore'), '*\n');
  });
  return folder;
}

/**
 * Take the lock of a blog; the return value gives it back. The lock of a process that is gone is taken over.
 * @throws AppError `busy` while another process publishes into it
 */
export function lockBlog(root: string): () => void {
  const file = join(stateFolder(root), 'lock');
  for (;;) {
    try {
      onDisk(file, () => writeFileSync(file, String(process.pid), { flag: 'wx' }));
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'exists') throw error;
    }
    if (isHeld(file))
      throw new AppError('busy', `Another process is publishing into ${root}`, { path: root });
    rmSync(file, { force: true });
  }
}

function isHeld(file: string): boolean {
  const pid = Number(readQuietly(file));
  // Publishing holds the lock without a pause: one of our own number is of an earlier process that had it.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
