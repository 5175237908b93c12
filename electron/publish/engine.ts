import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/contract/errors.ts';
import type { EngineReply, EngineRequest } from './engine-child.ts';

/** The embedded Hugo as a running process: one request at a time is worked on, in order. */
export interface Engine {
  request(work: Omit<EngineRequest, 'id'>, signal?: AbortSignal): Promise<EngineReply>;
  stop(): void;
}

/** A process or a thread, as far as it is talked to. */
interface Lane {
  post(request: EngineRequest): void;
  /** Whether it keeps our own process alive: somebody waits for an answer. An idle engine does not. */
  hold(busy: boolean): void;
  stop(): void;
}

type Events = { message: (reply: EngineReply) => void; exit: (reason: string) => void };

/** Start it. Its first answer takes about a second longer than the others. */
export function startEngine(): Engine {
  const waiting = new Map<number, { resolve(reply: EngineReply): void; reject(error: Error): void }>();
  let next = 0;
  let ended: string | undefined;

  function end(reason: string): void {
    ended ??= reason;
    for (const { reject } of waiting.values()) reject(new AppError('internal', ended));
    waiting.clear();
  }

  const lane = open({
    message(reply) {
      waiting.get(reply.id)?.resolve(reply);
      waiting.delete(reply.id);
    },
    exit: (reason) => end(`The embedded Hugo has ended: ${reason}`),
  });

  function stop(): void {
    end('The embedded Hugo was stopped');
    lane.stop();
  }

  // A build cannot be interrupted from outside; its process can.
  function cancel(id: number): void {
    waiting.get(id)?.reject(new AppError('cancelled', 'The build was cancelled'));
    stop();
  }

  return {
    request(work, signal) {
      if (signal?.aborted) return Promise.reject(new AppError('cancelled', 'The build was cancelled'));
      if (ended !== undefined) return Promise.reject(new AppError('internal', ended));
      const id = next++;
      const give = () => cancel(id);
      signal?.addEventListener('abort', give, { once: true });
      const { promise, resolve, reject } = Promise.withResolvers<EngineReply>();
      waiting.set(id, { resolve, reject });
      lane.hold(true);
      lane.post({ id, ...work });
      return promise.finally(() => {
        signal?.removeEventListener('abort', give);
        lane.hold(waiting.size > 0);
      });
    },
    stop,
  };
}

function childFile(): string {
  const built = join(import.meta.dirname, 'hugo-engine.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'engine-child.ts');
}

/** Electron's program is no Node that could be started again (its fuse is off): there it is a thread. */
const open = (events: Events): Lane => (process.versions.electron ? openThread(events) : openProcess(events));

function openProcess({ message, exit }: Events): Lane {
  const child = fork(childFile(), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (reply) => message(reply as EngineReply));
  child.on('error', (error) => exit(error.message));
  child.on('exit', (code, signal) => exit(`${signal ?? `exit code ${code}`}`));
  return {
    hold(busy) {
      for (const handle of [child, child.channel]) busy ? handle?.ref() : handle?.unref();
    },
    post: (request) => void child.send(request, (error) => error && exit(error.message)),
    stop: () => void child.kill('SIGKILL'),
  };
}

function openThread({ message, exit }: Events): Lane {
  const worker = new Worker(childFile());
  worker.on('message', message);
  worker.on('error', (error) => exit(String(error)));
  worker.on('exit', (code) => exit(`exit code ${code}`));
  return {
    hold: (busy) => void (busy ? worker.ref() : worker.unref()),
    post: (request) => worker.postMessage(request),
    stop: () => void worker.terminate(),
  };
}
