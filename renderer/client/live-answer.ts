import type { EventName, Method, Params, Result } from '../../shared/contract/api.ts';
import { AppError, toErrorFrame } from '../../shared/contract/errors.ts';
import type { Client } from '../../shared/contract/rpc.ts';

export interface Answer<T> {
  data: T | undefined;
  error: AppError | undefined;
  /** True until the first answer, good or bad. */
  loading: boolean;
  /** Of a call that tells how far it is: while it runs, and where it was stopped. `data` is then what it found by then. */
  progress?: { done: number; total: number };
}

export interface LiveAnswer<T> {
  get(): Answer<T>;
  /** The question is asked while somebody listens, and the call is cancelled when nobody does. */
  subscribe(listener: () => void): () => void;
  refresh(): void;
  /** Leave it at what was found so far, until it is asked anew. */
  stop(): void;
}

/** Changes come in bursts: after one, wait this long (ms) before asking again. */
const settle = 120;
/** An answer that takes longer (ms) is not asked for at every save: the wait is so many times as long, but has an end. */
const dear = 100;
const times = 10;
const longest = 15_000;

/** A question to the core whose answer is asked for again after each of `events`. `onIdle`: nobody listens any more. */
export function createLiveAnswer<M extends Method>(
  client: Client,
  method: M,
  params: Params<M>,
  events: readonly EventName[],
  onIdle: () => void = () => {},
): LiveAnswer<Result<M>> {
  let answer: Answer<Result<M>> = { data: undefined, error: undefined, loading: true };
  let control: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale = false;
  let took = 0;
  /** The answer is whole; what is found on the way to the next one is less. */
  let whole = false;
  let stopped = false;
  let stops: (() => void)[] = [];
  const listeners = new Set<() => void>();

  function show(next: Answer<Result<M>>): void {
    answer = next;
    for (const listener of [...listeners]) listener();
  }

  function onProgress(done: number, total: number, soFar?: Result<M>): void {
    if (whole) return;
    show({ data: soFar ?? answer.data, error: undefined, loading: true, progress: { done, total } });
  }

  async function ask(): Promise<void> {
    const mine = new AbortController();
    control = mine;
    stale = false;
    const began = performance.now();
    try {
      const data = await client.call(method, params, { signal: mine.signal, onProgress });
      if (mine.signal.aborted) return;
      whole = true;
      took = performance.now() - began;
      show({ data, error: undefined, loading: false });
    } catch (error) {
      if (!mine.signal.aborted) show({ data: answer.data, error: asAppError(error), loading: false });
    }
    if (mine.signal.aborted) return;
    control = undefined;
    if (stale) void ask();
  }

  function refresh(): void {
    stopped = false;
    if (listeners.size === 0) return;
    if (control) stale = true;
    else void ask();
  }

  function refreshSoon(): void {
    const wait = took < dear ? settle : Math.min(took * times, longest);
    timer ??= setTimeout(() => {
      timer = undefined;
      refresh();
    }, wait);
  }

  /** A preference says how a window looks, not what stands in the vault. */
  function heard(data: object): void {
    if (!('preference' in data) && !stopped) refreshSoon();
  }

  function leave(): void {
    if (!control) return;
    control.abort();
    control = undefined;
    clearTimeout(timer);
    timer = undefined;
    stopped = true;
    show({ ...answer, loading: false });
  }

  function start(): void {
    stopped = false;
    stops = events.map((name) => client.on(name, heard));
    void ask();
  }

  function stop(): void {
    for (const off of stops) off();
    clearTimeout(timer);
    timer = undefined;
    control?.abort();
    control = undefined;
    onIdle();
  }

  return {
    get: () => answer,
    refresh,
    stop: leave,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const frame = toErrorFrame(error);
  return new AppError(frame.code, frame.message, frame.data);
}
