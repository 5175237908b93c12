import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from './atomic-write.ts';
import { onDisk } from './disk-error.ts';

/** From so many files on, one flush of their whole file system is sooner done than one of each. */
const many = 16;

/**
 * See to it that files that were written are on the disk with their names, and stay there when the power goes. Where the
 * system has a way to flush a file system (Linux), many files are flushed by that; it tells of what could not be written
 * as `fsync` does.
 * @param names of files in `folder`, or below it
 * @throws AppError of the disk
 */
export function flushFiles(folder: string, names: readonly string[]): void {
  if (names.length >= many && flushSystem(folder)) return;
  for (const name of names) {
    const file = join(folder, name);
    onDisk(file, () => {
      const fd = openSync(file, 'r+');
      try {
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    });
  }
  for (const each of foldersOf(folder, names)) onDisk(each, () => syncFolder(each));
}

function foldersOf(folder: string, names: readonly string[]): Set<string> {
  const folders = new Set([folder]);
  for (const name of names) {
    for (let each = dirname(join(folder, name)); !folders.has(each); each = dirname(each)) folders.add(each);
  }
  return folders;
}

function flushSystem(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  const { status } = spawnSync('sync', ['-f', folder], { stdio: 'ignore', timeout: 120_000 });
  return status === 0;
}
