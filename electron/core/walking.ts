import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FolderScan, foldersIn, scanFolder } from '../vault/walk.ts';

/** So long (ms) one thread walks alone: a second one takes some time to start. */
const usual = 150;
/** Folders that are handed to it at once at most, and how many handfuls it has before it. */
const handful = 16;
const ahead = 2;

/** A walk over all folders of a vault, some steps at a time. */
export interface Walk {
  /** The next folder; undefined where none can be had at this moment. Throws where the root cannot be read. */
  next(): FolderScan | undefined;
  /** Resolves when `next` has something, or all is done. */
  more(): Promise<void>;
  done(): boolean;
  stop(): void;
}

/**
 * As `walkVault`, by two threads where that takes long: looking at a hundred thousand files is what an opening of a
 * known vault consists of. Folders come in no order.
 * @param dir real path of the vault
 * @param alone how long (ms) it goes without the other thread
 */
export function startWalk(dir: string, alone = usual): Walk {
  const began = performance.now();
  const waiting: string[] = [''];
  const arrived: FolderScan[] = [];
  /** What the other thread has in hand, oldest first. */
  const handed: string[][] = [];
  let worker: Worker | undefined;
  let ready = false;
  let failed = false;
  let wake: (() => void) | undefined;

  function start(): Worker {
    const other = new Worker(workerFile(), { workerData: dir });
    other.on('message', (scans: FolderScan[]) => {
      if (ready) handed.shift();
      ready = true;
      for (const scan of scans) arrived.push(scan);
      handOut();
      wake?.();
    });
    other.on('error', goOn);
    other.on('exit', goOn);
    return other;
  }

  /** What the other thread had is done here. */
  function goOn(): void {
    failed = true;
    waiting.push(...handed.splice(0).flat());
    wake?.();
  }

  function handOut(): void {
    if (!failed) worker ??= start();
    while (ready && !failed && handed.length < ahead && waiting.length >= 4) {
      const folders = waiting.splice(0, Math.min(handful, Math.floor(waiting.length / 3)));
      handed.push(folders);
      worker?.postMessage(folders);
    }
  }

  function below(scan: FolderScan): FolderScan {
    waiting.push(...foldersIn(scan));
    return scan;
  }

  return {
    next() {
      const other = arrived.pop();
      if (other) return below(other);
      if (performance.now() - began > alone) handOut();
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const scan = scanFolder(dir, path);
        if (scan) return below(scan);
      }
      return undefined;
    },
    more: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (arrived.length + waiting.length > 0 || handed.length === 0) resolve();
      }),
    done: () => arrived.length + waiting.length + handed.length === 0,
    stop() {
      failed = true;
      worker?.removeAllListeners().on('error', () => undefined);
      worker?.postMessage(null);
    },
  };
}

/** Built, all parts lie flat in dist/. */
function workerFile(): string {
  const built = join(import.meta.dirname, 'walk-worker.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'walk-worker.ts');
}
