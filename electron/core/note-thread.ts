import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job, JobKind, Result } from './note-work.ts';

export interface NoteThreadData {
  vaultDir: string;
  indexFile: string;
}

/** `names`: version of the names that mentions are to be found by; what the index holds now is that version. */
export type ToNoteThread =
  | { kind: JobKind; ticket: number; jobs: Job<JobKind>[]; names: number | undefined }
  | { kind: 'stop' };

export type FromNoteThread =
  | { ticket: number; results: Result<JobKind>[] }
  | { ticket: number; error: string };

/** A thread that does jobs, batch after batch. */
export interface NoteThread {
  /** Rejects where the thread failed or has ended: the jobs can then be done elsewhere. */
  run<K extends JobKind>(kind: K, jobs: Job<K>[], names?: number): Promise<Result<K>[]>;
  stop(): Promise<void>;
}

/** Garbage is taken away sooner than Node would, so that the whole stays small. Names of 100,000 notes take 60 MB. */
const limits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 };

interface Waiting {
  resolve(results: Result<JobKind>[]): void;
  reject(error: Error): void;
}

export function startNoteThread(data: NoteThreadData): NoteThread {
  const worker = new Worker(workerFile(), { workerData: data, resourceLimits: limits });
  const waiting = new Map<number, Waiting>();
  let tickets = 0;
  let ended: Error | undefined;

  const exit = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(new Error('The thread that reads notes has ended'));
      resolve();
    });
  });
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('message', (message: FromNoteThread) => {
    const one = waiting.get(message.ticket);
    waiting.delete(message.ticket);
    if ('error' in message) one?.reject(new Error(message.error));
    else one?.resolve(message.results);
  });

  function end(error: Error): void {
    ended ??= error;
    for (const one of waiting.values()) one.reject(ended);
    waiting.clear();
  }

  return {
    run<K extends JobKind>(kind: K, jobs: Job<K>[], names?: number): Promise<Result<K>[]> {
      return new Promise<Result<K>[]>((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        const ticket = tickets++;
        waiting.set(ticket, { resolve: (results) => resolve(results as Result<K>[]), reject });
        const message: ToNoteThread = { kind, ticket, jobs, names };
        worker.postMessage(message);
      });
    },
    async stop() {
      const message: ToNoteThread = { kind: 'stop' };
      worker.postMessage(message);
      await exit;
    },
  };
}

/** Built, all parts lie flat in dist/. */
function workerFile(): string {
  const built = join(import.meta.dirname, 'note-worker.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'note-worker.ts');
}
