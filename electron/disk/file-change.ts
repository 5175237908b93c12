import {
  existsSync,
  fsync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';
import { join as joinPath } from '../../shared/text/path.ts';
import {
  createFileAtomic,
  hashBytes,
  type StagedFile,
  stageFile,
  syncFolder,
  writeFileAtomic,
} from './atomic-write.ts';
import { diskError, onDisk } from './disk-error.ts';
import type { Lock } from './lock.ts';
import { makeFolder } from './make-folder.ts';

/** Many files changed as one. Paths are relative to one folder; moves come first, writes name paths as they are after them. */
export interface FileChange {
  moves: { from: string; to: string }[];
  /** `before`: hash of the file as it was planned against, '' for one to be made. A file that is another by then is left alone. */
  writes: { path: string; before: string; text: string }[];
  /** Written next, and only where no write was left alone: what they lose stands in what was written. */
  takes?: FileChange['writes'];
  /** Moved last, and only where no write was left alone: notes whose text stands in what was written. */
  last?: { from: string; to: string }[];
  /** Files that have another path afterwards, each by itself where a folder is moved: for who has to know of it. */
  moved?: { from: string; to: string }[];
}

/** Files that are written beside the old ones, then flushed together, then put into place. */
const together = 64;

/**
 * Idempotent: each step looks whether it is done.
 * @param undo gets what takes each step back, in order
 * @param skipped gets the paths of writes that were left alone
 */
export function* stepsOf(
  root: string,
  change: FileChange,
  undo: (() => void)[],
  skipped: string[],
  lock: Lock,
): Generator<Step> {
  const { moves, writes, takes = [], last = [] } = change;
  const resolve = within(root);
  const folders = new Set<string>();
  let done = 0;
  function moveBetween({ from, to }: { from: string; to: string }): void {
    const [source, target] = [resolve(from), resolve(to)];
    if (move(source, target)) undo.push(() => move(target, source));
  }
  /** Some files beside the old ones, flushed together, and put into place; the next ones are written during the flush. */
  function* writing(phase: FileChange['writes']): Generator<Step> {
    let staged: StagedWrite[] = [];
    let next: StagedWrite[] = [];
    function stage(from: number): void {
      for (const write of phase.slice(from, from + together)) {
        const one = writeOf(write, resolve(write.path, true));
        if (!create(one, undo)) next.push(...beside(one, skipped));
      }
    }
    try {
      stage(0);
      for (let at = 0; at < phase.length; at += together) {
        [staged, next] = [next, []];
        const flush = staged.map(({ fd }) => fd);
        yield* flushing(root, { flush, done, meanwhile: () => stage(at + together) });
        lock.hold(() => {
          for (const one of staged) if (!putInPlace(one, undo, lock)) skipped.push(one.path);
        });
        for (const one of staged) {
          one.end();
          folders.add(one.folder);
        }
        done += Math.min(together, phase.length - at);
        yield { flush: [], done };
      }
    } finally {
      for (const one of [...staged, ...next]) one.end();
    }
  }
  for (const one of moves) {
    moveBetween(one);
    yield { flush: [], done: ++done };
  }
  for (const phase of [writes, takes]) {
    if (skipped.length > 0) break;
    yield* writing(phase);
  }
  // Up to here the journal knows what is to be in them.
  for (const folder of folders) {
    syncFolder(folder);
    yield { flush: [], done };
  }
  if (skipped.length === 0) for (const one of last) moveBetween(one);
}

/** What fails in it is a failure of the disk. */
function* flushing(root: string, step: Step): Generator<Step> {
  try {
    yield step;
  } catch (error) {
    throw diskError(error, root);
  }
}

/** Files that are to be on disk before the next step, by their descriptors, and how much is done. */
export interface Step {
  flush: readonly number[];
  done: number;
  /** To be called once, while they are flushed or after it. */
  meanwhile?: () => void;
}

/** Run all steps. */
export function runThrough(steps: Generator<Step>): void {
  for (let step = steps.next(); !step.done; ) {
    try {
      for (const fd of step.value.flush) fsyncSync(fd);
      step.value.meanwhile?.();
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next();
  }
}

/** Run all steps, with a rest after each; files are flushed beside each other, which takes a fraction of the time. */
export async function runInPieces(
  steps: Generator<Step>,
  rest: (done: number) => Promise<void> | undefined,
): Promise<void> {
  for (let step = steps.next(); !step.done; ) {
    const { flush, done, meanwhile } = step.value;
    const flushes = flush.map((fd) => flushed(fd));
    const results = await Promise.allSettled([
      ...flushes,
      new Promise<void>((resolve) => resolve(meanwhile?.())),
    ]);
    const failed = results.find((result) => result.status === 'rejected');
    step = failed ? steps.throw(failed.reason) : steps.next();
    await rest(done);
  }
}

const flushed = promisify(fsync);

type Write = FileChange['writes'][number] & { file: string; after: string; old: Uint8Array | undefined };
type StagedWrite = Write & StagedFile;

function writeOf(write: FileChange['writes'][number], file: string): Write {
  return { ...write, file, after: hashBytes(Buffer.from(write.text)), old: readBytes(file) };
}

/** @returns false where there is none to be made */
function create({ file, text, before, after, old }: Write, undo: (() => void)[]): boolean {
  if (old || before !== '') return false;
  onDisk(file, () => makeFolder(dirname(file)));
  createFileAtomic(file, text);
  undo.push(() => hashOf(file) === after && rmSync(file, { force: true }));
  return true;
}

/** The new text beside the file, where that is the one that was meant. */
function beside(write: Write, skipped: string[]): StagedWrite[] {
  const { file, text, path, before, after, old } = write;
  if (old && hashBytes(old) === before) return [{ ...write, ...stageFile(file, text) }];
  if (hashOf(file) !== after) skipped.push(path);
  return [];
}

/** @returns false where the file has become another meanwhile: then it is left alone */
function putInPlace(write: StagedWrite, undo: (() => void)[], lock: Lock): boolean {
  const { file, before, after, old } = write;
  const now = hashOf(file);
  if (now !== before) return now === after;
  write.replace();
  if (old) undo.push(() => replace(file, old, after, lock));
  return true;
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
function within(root: string): (path: string, through?: boolean) => string {
  const real = realPath(root);
  return (path, through = false) => {
    const inside = joinPath(path);
    const file = join(root, inside ?? '');
    if (!inside || !isBelow(real, realPath(nearest(through ? file : dirname(file))))) {
      throw new AppError('invalid-path', `${path} leads out of the folder`, { path });
    }
    return file;
  };
}

/** In one call of the system; there it may give a drive that is a share another name, which is then the same for all. */
const realPath = realpathSync.native;

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
