import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import { join as joinPath } from '../../shared/text/path.ts';
import { createFileAtomic, hashBytes, removeLeftovers, syncFolder, writeFileAtomic } from './atomic-write.ts';
import { onDisk } from './disk-error.ts';
import { type Lock, noLock } from './lock.ts';

/** Many files changed as one. Paths are relative to one folder; moves come first, writes name paths as they are after them. */
export interface FileChange {
  moves: { from: string; to: string }[];
  /** `before`: hash of the file as it was planned against, '' for one to be made. A file that is another by then is left alone. */
  writes: { path: string; before: string; text: string }[];
  /** Moved last, and only where no write was left alone: notes whose text stands in what was written. */
  last?: { from: string; to: string }[];
  /** Files that have another path afterwards, each by itself where a folder is moved: for who has to know of it. */
  moved?: { from: string; to: string }[];
}

/** Told when every step is done and the journal still stands: more than once where we are stopped here. */
type OnDone = (change: FileChange) => void;

const suffix = '.journal.json';
const final = new Set<ErrorCode>(['exists', 'invalid-path']);

/**
 * Apply a change so that a crash at any point is finished at the next start (`recoverJournals`).
 * A step that fails while we live takes back those before it; where even that fails, the journal stays for the next start.
 * @param root the folder that paths are relative to
 * @param journals folder that holds journals, made if absent
 * @param onDone what has to follow the files
 * @param lock held while a file is compared and replaced
 * @returns paths of writes that were left alone because the file had changed meanwhile
 * @throws AppError `exists` where a move would replace a file, `invalid-path` where a path leaves `root`, or of the disk
 */
export function applyChange(
  root: string,
  journals: string,
  change: FileChange,
  onDone: OnDone = () => {},
  lock: Lock = noLock,
): string[] {
  const begun = begin(root, journals, change, lock);
  for (const _step of begun.steps);
  return begun.end(onDone);
}

/**
 * The same, with others let through in between. Nothing can be called off any more: the journal is written at once.
 * @param rest called after each step, with how many are done
 */
export async function applyInSteps(
  root: string,
  journals: string,
  change: FileChange,
  rest: (done: number, total: number) => Promise<void> | undefined,
  onDone: OnDone = () => {},
  lock: Lock = noLock,
): Promise<string[]> {
  const begun = begin(root, journals, change, lock);
  const total = change.moves.length + change.writes.length;
  let done = 0;
  for (const _step of begun.steps) await rest(++done, total);
  return begun.end(onDone);
}

/** Write the journal. A step that fails takes back those before it. */
function begin(root: string, journals: string, change: FileChange, lock: Lock) {
  onDisk(journals, () => mkdirSync(journals, { recursive: true }));
  const file = join(journals, `${Date.now()}-${randomBytes(4).toString('hex')}${suffix}`);
  writeFileAtomic(file, JSON.stringify(change), 0o600);
  const undo: (() => void)[] = [];
  const skipped: string[] = [];
  function* steps(): Generator<void> {
    try {
      yield* stepsOf(root, change, undo, skipped, lock);
    } catch (error) {
      if (tookBack(undo)) rmSync(file, { force: true });
      throw error;
    }
  }
  return {
    steps: steps(),
    end(onDone: OnDone): string[] {
      onDone(change);
      rmSync(file, { force: true });
      syncFolder(journals);
      return skipped;
    },
  };
}

function tookBack(undo: (() => void)[]): boolean {
  try {
    for (const step of undo.reverse()) step();
    return true;
  } catch {
    return false;
  }
}

/**
 * Finish what a stopped process began. Returns the paths that were written or moved.
 * A journal that cannot be finished now (a full or read-only disk) stays; one that is none of ours is removed.
 * @param onTrouble told why a journal stays
 * @param onDone what has to follow the files
 * @param lock held while a file is compared and replaced
 */
export function recoverJournals(
  root: string,
  journals: string,
  onTrouble: (error: Error) => void = () => {},
  onDone: OnDone = () => {},
  lock: Lock = noLock,
): string[] {
  if (!existsSync(journals)) return [];
  const touched: string[] = [];
  const names = readdirSync(journals).sort();
  removeLeftovers(journals, names);
  for (const name of names) {
    if (!name.endsWith(suffix)) continue;
    const file = join(journals, name);
    try {
      const change = readChange(file);
      if (change) {
        for (const _step of stepsOf(root, change, [], [], lock));
        onDone(change);
        touched.push(...[...change.moves, ...(change.last ?? [])].flatMap((move) => [move.from, move.to]));
        touched.push(...change.writes.map((write) => write.path));
      }
      rmSync(file, { force: true });
    } catch (error) {
      // Nothing will ever make these steps right: what is done stays, the rest is left alone.
      if (error instanceof AppError && final.has(error.code)) rmSync(file, { force: true });
      onTrouble(error as Error);
    }
  }
  return touched;
}

function readChange(file: string): FileChange | undefined {
  try {
    const change = JSON.parse(readFileSync(file, 'utf8')) as FileChange;
    const { moves, writes, moved = [], last = [] } = change;
    return [moves, writes, moved, last].every(Array.isArray) ? change : undefined;
  } catch {
    // Journals are written whole, so an unreadable one is none of ours.
    return undefined;
  }
}

/**
 * Idempotent: each step looks whether it is done.
 * @param undo gets what takes each step back, in order
 * @param skipped gets the paths of writes that were left alone
 */
function* stepsOf(
  root: string,
  change: FileChange,
  undo: (() => void)[],
  skipped: string[],
  lock: Lock,
): Generator<void> {
  function moveBetween({ from, to }: { from: string; to: string }): void {
    const [source, target] = [within(root, from), within(root, to)];
    if (move(source, target)) undo.push(() => move(target, source));
  }
  for (const one of change.moves) {
    moveBetween(one);
    yield;
  }
  for (const write of change.writes) {
    const file = within(root, write.path, true);
    const old = readBytes(file);
    const after = hashBytes(Buffer.from(write.text));
    if (!old && write.before === '') {
      onDisk(file, () => mkdirSync(dirname(file), { recursive: true }));
      createFileAtomic(file, write.text);
      undo.push(() => hashOf(file) === after && rmSync(file, { force: true }));
    } else if (old && hashBytes(old) === write.before && replace(file, write.text, write.before, lock)) {
      undo.push(() => replace(file, old, after, lock));
    } else if (hashOf(file) !== after) skipped.push(write.path);
    yield;
  }
  if (skipped.length === 0) for (const one of change.last ?? []) moveBetween(one);
}

/** @returns false where the file is not the one with this hash: then it is left alone */
function replace(file: string, data: string | Uint8Array, before: string, lock: Lock): boolean {
  return writeFileAtomic(file, data, undefined, (rename) =>
    lock.hold(() => {
      if (hashOf(file) === before) rename();
    }),
  );
}

function hashOf(file: string): string | undefined {
  const bytes = readBytes(file);
  return bytes && hashBytes(bytes);
}

/**
 * A journal comes with the folder, which may have come from anywhere: no path of it may lead out.
 * @param through the file is written through where it is a link, so that its target counts
 */
function within(root: string, path: string, through = false): string {
  const inside = joinPath(path);
  const file = join(root, inside ?? '');
  if (!inside || !isBelow(realpathSync(root), realpathSync(nearest(through ? file : dirname(file))))) {
    throw new AppError('invalid-path', `${path} leads out of the folder`, { path });
  }
  return file;
}

const isBelow = (root: string, file: string) => file === root || file.startsWith(root + sep);

/** The path itself, or the folder above it that is there. */
const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)));

/** @returns whether anything was moved. A file that has come to stand at `to` is never replaced. */
function move(from: string, to: string): boolean {
  const [source, target] = [from, to].map((file) =>
    onDisk(file, () => lstatSync(file, { throwIfNoEntry: false })),
  );
  if (!source) return false;
  if (target && (target.ino !== source.ino || target.dev !== source.dev)) {
    throw new AppError('exists', `${to} is there already`, { path: to });
  }
  onDisk(to, () => {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    syncFolder(dirname(to));
    syncFolder(dirname(from));
  });
  return true;
}

function readBytes(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
