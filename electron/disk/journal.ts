import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import { removeLeftovers, syncFolder, writeFileAtomic } from './atomic-write.ts';
import { onDisk } from './disk-error.ts';
import { type FileChange, runInPieces, runThrough, type Step, stepsOf } from './file-change.ts';
import { type Lock, noLock } from './lock.ts';
import { makeFolder } from './make-folder.ts';

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
  runThrough(begun.steps);
  return begun.end(onDone);
}

/**
 * The same, with others let through in between, and files flushed beside each other. Nothing can be called off any
 * more: the journal is written at once.
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
  const total = change.moves.length + change.writes.length + (change.takes?.length ?? 0);
  await runInPieces(begun.steps, (done) => rest(done, total));
  return begun.end(onDone);
}

/** Write the journal. A step that fails takes back those before it. */
function begin(root: string, journals: string, change: FileChange, lock: Lock) {
  onDisk(journals, () => makeFolder(journals));
  const file = join(journals, `${Date.now()}-${randomBytes(4).toString('hex')}${suffix}`);
  writeFileAtomic(file, JSON.stringify(change), 0o600);
  const undo: (() => void)[] = [];
  const skipped: string[] = [];
  function* steps(): Generator<Step> {
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
        runThrough(stepsOf(root, change, [], [], lock));
        onDone(change);
        touched.push(...[...change.moves, ...(change.last ?? [])].flatMap((move) => [move.from, move.to]));
        touched.push(...[...change.writes, ...(change.takes ?? [])].map((write) => write.path));
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
    const { moves, writes, takes = [], moved = [], last = [] } = change;
    return [moves, writes, takes, moved, last].every(Array.isArray) ? change : undefined;
  } catch {
    // Journals are written whole, so an unreadable one is none of ours.
    return undefined;
  }
}
