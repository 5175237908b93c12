import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
// Its native part goes with the last thread that has it, and loads in no later one: this thread keeps it.
import '@parcel/watcher';
import { AppError, fromErrorFrame } from '../../shared/contract/errors.ts';
import type { Port } from '../../shared/contract/port.ts';
import type { FromWorker, ToWorker } from './core-server.ts';
import { overMessagePort } from './message-port.ts';
import { findPlaces } from './places.ts';

/** What the worker hands to the core. */
export interface CoreData {
  vaultDir: string;
  /** Folder for the index: a cache. */
  dataDir: string;
  /** Folder for preferences. Default: `dataDir`. */
  stateDir?: string;
  /** The vault was made from the template on this start. */
  starter?: boolean;
}

export interface StartOptions extends CoreData {
  /** Code of the worker, where it is not the core's own. */
  workerFile?: string;
}

export interface CoreHost {
  /** A new channel to the core. It ends when the core does; connect again to reach the one that took its place. */
  connect(): Port;
  /** Told when the core has ended by itself and will not be started again. */
  onExit(listener: (error: Error) => void): void;
  dispose(): Promise<void>;
}

/** A core that ends by itself is started again, unless it did so less than this long (ms) ago. */
const crashWindow = 60_000;
/** One that asks to be started again, and does so once more within this time (ms), has as good as crashed. */
const wantedWindow = 5_000;
/** What is young is swept sooner than Node would: half of the memory that a first opening takes otherwise. */
const maxYoungGenerationSizeMb = 12;
/** Time (ms) that a core has to put its things away. */
const stopGrace = 10_000;

/**
 * Run the core in a worker thread.
 * @throws AppError where it cannot open the vault: `not-found`, `no-access`, `invalid-path` …
 */
export async function startCore({ workerFile, ...data }: StartOptions): Promise<CoreHost> {
  const file = workerFile ?? findPlaces().worker;
  const channels = new Set<MessagePort>();
  const exitListeners = new Set<(error: Error) => void>();
  let lastCrash = Number.NEGATIVE_INFINITY;
  let lastWanted = Number.NEGATIVE_INFINITY;
  let disposed = false;
  let current = launch(file, data);
  await current.ready;
  watch();

  function watch(): void {
    void current.ended.then((error) => {
      if (disposed) return;
      const now = performance.now();
      const wanted = current.again() && now - lastWanted > wantedWindow;
      if (wanted) lastWanted = now;
      else if (now - lastCrash < crashWindow) return giveUp(error);
      else lastCrash = now;
      current = launch(file, data);
      current.ready.then(watch, giveUp);
    });
  }

  function giveUp(error: Error): void {
    for (const listener of exitListeners) listener(error);
  }

  return {
    connect() {
      const { port1, port2 } = new MessageChannel();
      if (current.running()) tell(current.worker, { kind: 'connect', port: port2 });
      else port2.close();
      channels.add(port1);
      port1.on('close', () => channels.delete(port1));
      return overMessagePort(port1);
    },
    onExit: (listener) => void exitListeners.add(listener),
    async dispose() {
      disposed = true;
      for (const channel of channels) channel.close();
      await current.stop();
    },
  };
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message, message.kind === 'connect' ? [message.port] : []);
}

/** Start the thread: `ready` rejects where its core cannot start; `ended` never rejects. */
function launch(file: string, data: CoreData) {
  const worker = new Worker(file, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb } });
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  const { promise: ended, resolve: end } = Promise.withResolvers<Error>();
  let reason: Error = new AppError('internal', 'The core has ended');
  let running = true;
  let again = false;
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') resolve();
    else if (message.kind === 'again') again = true;
    else {
      reason = fromErrorFrame(message.error);
      reject(reason);
    }
  });
  worker.on('error', (error) => {
    reason = error instanceof Error ? error : new Error(String(error));
  });
  worker.on('exit', () => {
    running = false;
    reject(reason);
    end(reason);
  });

  return {
    worker,
    ready,
    ended,
    running: () => running,
    again: () => again,
    async stop(): Promise<void> {
      tell(worker, { kind: 'stop' });
      const timer = setTimeout(() => void worker.terminate(), stopGrace);
      await ended;
      clearTimeout(timer);
    },
  };
}
