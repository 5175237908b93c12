import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { hashBytes, syncFolder, temporaryPrefix, writeFileAtomic } from '../disk/atomic-write.ts';
import { onDisk } from '../disk/disk-error.ts';
import { flushFiles } from '../disk/flush-files.ts';
import { lockBlog, stateFolder, stateName } from './lock.ts';
import { manifestName } from './manifest.ts';

/** One file of the blog to be written (`data`) or deleted (no `data`). Paths are relative to the blog, with `/`. */
export interface FileStep {
  path: string;
  data: Uint8Array | undefined;
  /** Hash of the file as it was planned against; undefined where there was none. */
  before: string | undefined;
}

interface Journal {
  /** Folder of the trash for this run, relative to the state folder. */
  trash: string;
  steps: { path: string; staged: string | null; before: string | null; after: string | null }[];
  manifest: string;
  /** Folders so deep in the blog stay where they are empty: `content/posts` is 2. */
  keepFolders?: number;
}

/** Called with the name of each point at which the machine may stop; tests throw from it. */
export type Checkpoint = (point: string) => void;

const journalName = 'journal.json';

/**
 * Bring a blog from one state to the next. Whenever the machine stops, each file is the old one or the new one,
 * whole, and `recoverBlog` finishes or forgets the rest. What is overwritten or deleted is in the trash first.
 * @throws AppError `conflict` where a file is not as it was planned against; nothing is changed then
 */
export function applySteps(
  root: string,
  steps: readonly FileStep[],
  manifest: string,
  options: { now: Date; checkpoint?: Checkpoint; keepFolders?: number },
): void {
  const checkpoint = options.checkpoint ?? (() => {});
  const unlock = lockBlog(root);
  try {
    recoverLocked(root);
    const state = stateFolder(root);
    const staged = stage(root, state, steps, manifest, options.now, checkpoint);
    const journal = { ...staged, keepFolders: options.keepFolders ?? 2 };
    checkHashes(root, steps);
    checkpoint('checked');
    writeFileAtomic(join(state, journalName), JSON.stringify(journal));
    checkpoint('journal');
    perform(root, state, journal, checkpoint);
    clear(state);
  } finally {
    unlock();
  }
}

/** Finish what a stopped process began, where it had begun; remove what it had only prepared. */
export function recoverBlog(root: string): boolean {
  if (!existsSync(join(root, stateName))) return false;
  const unlock = lockBlog(root);
  try {
    return recoverLocked(root);
  } finally {
    unlock();
  }
}

function recoverLocked(root: string): boolean {
  const state = stateFolder(root);
  const file = join(state, journalName);
  const unfinished = existsSync(file);
  if (unfinished) perform(root, state, JSON.parse(readFileSync(file, 'utf8')) as Journal, () => {});
  clear(state);
  for (const folder of [root, state]) removeDrafts(folder);
  return unfinished;
}

/** Files that a stopped process had only begun to write. Whoever holds the lock is the only one that writes there. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(temporaryPrefix)) rmSync(join(folder, name), { force: true });
  }
}

function stage(
  root: string,
  state: string,
  steps: readonly FileStep[],
  manifest: string,
  now: Date,
  checkpoint: Checkpoint,
): Journal {
  const folder = join(state, 'stage');
  mkdirSync(folder, { recursive: true });
  const refuse = createEscapeCheck(root);
  const names: string[] = [];
  const staged = steps.map((step, i) => {
    refuse(step.path);
    const { data } = step;
    if (data) {
      const file = join(folder, String(i));
      onDisk(file, () => writeFileSync(file, data));
      names.push(String(i));
    }
    checkpoint(`staged ${i}`);
    return {
      path: step.path,
      staged: data ? `stage/${i}` : null,
      before: step.before ?? null,
      after: data ? hashBytes(data) : null,
    };
  });
  // The journal speaks of them: before it stands, they are safe, all of them together.
  flushFiles(folder, names);
  checkpoint('staged');
  return { trash: `trash/${now.toISOString().replaceAll(':', '-')}`, steps: staged, manifest };
}

function checkHashes(root: string, steps: readonly FileStep[]): void {
  for (const { path, before } of steps) {
    if (hashOf(join(root, path)) !== before) {
      throw new AppError('conflict', `${path} changed while it was being published`, { path });
    }
  }
}

/**
 * Idempotent: each step looks whether it is done, and leaves alone a file that is neither the old nor the new one, and
 * one that was put into place and brought back to what it was, by git for one.
 */
function perform(root: string, state: string, journal: Journal, checkpoint: Checkpoint): void {
  const isLeft = ({ path, staged, before, after }: Journal['steps'][number]) => {
    const now = hashOf(join(root, path)) ?? null;
    return now !== after && now === before && (staged === null || existsSync(join(state, staged)));
  };
  const left = journal.steps.filter(isLeft);
  const replaced = left.filter(({ before }) => before !== null).map(({ path }) => path);
  keepAll(root, state, journal.trash, replaced, checkpoint);
  const touched = new Set<string>();
  for (const [i, step] of left.entries()) {
    const file = join(root, step.path);
    // The flush may have taken long enough for somebody to change it.
    if (isLeft(step)) {
      if (step.staged === null) remove(root, file, journal.keepFolders ?? 2);
      else replace(join(state, step.staged), file);
      touched.add(dirname(file));
    }
    checkpoint(`done ${i}`);
  }
  // The journal stays until all of it is safe: each folder is flushed once, not once a file.
  for (const folder of new Set([...touched].map(standing))) onDisk(folder, () => syncFolder(folder));
  checkpoint('flushed');
  writeFileAtomic(join(root, manifestName), journal.manifest);
  checkpoint('manifest');
}

/** The folder, or where it is gone the nearest one above that is there. */
function standing(folder: string): string {
  return existsSync(folder) ? folder : standing(dirname(folder));
}

/** Copy files of the blog to the trash: none of them may go before all copies are on the disk. */
function keepAll(root: string, state: string, trash: string, paths: string[], checkpoint: Checkpoint): void {
  if (paths.length === 0) return;
  for (const [i, path] of paths.entries()) {
    const copy = join(state, trash, path);
    onDisk(copy, () => {
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(root, path), copy);
    });
    checkpoint(`kept ${i}`);
  }
  flushFiles(
    state,
    paths.map((path) => join(trash, path)),
  );
  checkpoint('kept');
}

function replace(staged: string, file: string): void {
  onDisk(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    renameSync(staged, file);
  });
}

/** Delete a file, and the bundle's folder where nothing is left in it; `content/posts` stays. */
function remove(root: string, file: string, keepFolders: number): void {
  onDisk(file, () => rmSync(file, { force: true }));
  let folder = dirname(file);
  while (folder !== root && relative(root, folder).split(sep).length > keepFolders) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
    folder = dirname(folder);
  }
}

function clear(state: string): void {
  rmSync(join(state, journalName), { force: true });
  rmSync(join(state, 'stage'), { recursive: true, force: true });
}

/** No step may leave the blog, or write through a link that someone put there. */
function createEscapeCheck(root: string): (path: string) => void {
  const inside = new Map<string, boolean>();
  const isInside = (folder: string): boolean => {
    const known = inside.get(folder);
    if (known !== undefined) return known;
    const real = existsSync(folder) ? realpathSync(folder) : undefined;
    const is = real === undefined ? isInside(dirname(folder)) : real === root || real.startsWith(root + sep);
    inside.set(folder, is);
    return is;
  };
  return (path) => {
    if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
      throw new AppError('invalid-path', `${path} is no path in the blog`, { path });
    }
    const file = join(root, path);
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new AppError('invalid-path', `${path} is a link to somewhere else`, { path });
    }
    if (!isInside(dirname(file))) {
      throw new AppError('invalid-path', `${path} lies outside the blog`, { path });
    }
  };
}

/** Hash of a file, undefined where there is none. */
export function hashOf(file: string): string | undefined {
  try {
    return hashBytes(readFileSync(file));
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ENOTDIR'
    ) {
      return undefined;
    }
    throw error;
  }
}
