import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { refuse } from '../../shared/words/refusal.ts';
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
  const folder = stateFolder(root);
  const file = join(folder, 'lock');
  for (;;) {
    try {
      onDisk(file, () => makeWhole(file, join(folder, `lock-${process.pid}`), identity(process.pid)));
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'exists') throw error;
    }
    if (isHeld(file)) throw refuse('busy', 'publishing', { path: root });
    rmSync(file, { force: true });
  }
}

/** Who dies while it makes the lock leaves none, or a whole one. */
function makeWhole(file: string, draft: string, text: string): void {
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
  } catch (error) {
    // Disks without hard links: the number alone, written in one piece.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    writeFileSync(file, text, { flag: 'wx' });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A process by its number and, where the system tells (Linux), the time of its start: numbers come again. */
function identity(pid: number): string {
  const stat = readQuietly(`/proc/${pid}/stat`);
  // The second field, a name in brackets, may hold anything; the 22nd is the start.
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${pid} ${start}`;
}

function isHeld(file: string): boolean {
  const text = readQuietly(file);
  const pid = Number(text.split(' ')[0]);
  // Publishing holds the lock without a pause: one of our own number is of an earlier process that had it.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return identity(pid) === text;
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
