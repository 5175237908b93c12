import * as v from 'valibot';
import { type Calls, callSchemas, type EventName, type Events, type Method } from './api.ts';
import { AppError, type ErrorFrame, fromErrorFrame, toErrorFrame } from './errors.ts';
import { type MayBePacked, packText, unpackText } from './long-text.ts';
import type { Port } from './port.ts';

/** What passes through a port, either way. The `text` of `params` and `result` is bytes where it is long. */
export type Frame =
  | { kind: 'call'; id: number; method: string; params: unknown }
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; error: ErrorFrame }
  | { kind: 'cancel'; id: number }
  | { kind: 'progress'; id: number; done: number; total: number; soFar?: unknown }
  | { kind: 'event'; name: string; data: unknown };

/** Given to a handler beside its params. */
export interface CallContext {
  signal: AbortSignal;
  /**
   * Tell the caller how far a long call has come; `total` 0 where it is not known.
   * @param soFar the answer as it stands by now, of the shape of the whole
   */
  progress(done: number, total: number, soFar?: unknown): void;
  /** Aborted when the caller has gone away; absent for a caller that is here for one call. */
  gone?: AbortSignal;
}

export type Handler<M extends Method> = (
  params: Calls[M]['params'],
  context: CallContext,
) => MayBePacked<Calls[M]['result']> | Promise<MayBePacked<Calls[M]['result']>>;

export type Handlers = { [M in Method]?: Handler<M> };

export interface CallOptions<T = unknown> {
  signal?: AbortSignal;
  /** @param soFar the answer as it stands by now, from calls that tell it */
  onProgress?: (done: number, total: number, soFar?: T) => void;
}

export interface Client {
  /** Ask for something. Rejects with `AppError`; `cancelled` where `signal` was aborted, `disconnected` where the port closed. */
  call<M extends Method>(
    method: M,
    params: Calls[M]['params'],
    options?: CallOptions<Calls[M]['result']>,
  ): Promise<Calls[M]['result']>;
  /** Listen to an event; the return value stops listening. */
  on<E extends EventName>(name: E, listener: (data: Events[E]) => void): () => void;
  /** Called once when the port has closed. */
  onClose(listener: () => void): void;
  close(): void;
}

type Pending = {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress?: (done: number, total: number, soFar?: never) => void;
};

/** The asking side of a port. */
export function createClient(port: Port): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  const closeListeners = new Set<() => void>();
  let nextId = 1;
  let closed = false;

  port.onMessage((message) => {
    const frame = message as Frame;
    if (frame.kind === 'event') {
      for (const listener of [...(listeners.get(frame.name) ?? [])]) listener(frame.data as never);
      return;
    }
    const call = pending.get(frame.id);
    if (!call) return;
    if (frame.kind === 'progress') {
      call.onProgress?.(frame.done, frame.total, frame.soFar as never);
      return;
    }
    pending.delete(frame.id);
    if (frame.kind === 'result') call.resolve(unpackText(frame.result));
    else if (frame.kind === 'error') call.reject(fromErrorFrame(frame.error));
  });

  port.onClose(() => {
    closed = true;
    for (const call of pending.values()) call.reject(disconnected());
    pending.clear();
    for (const listener of closeListeners) listener();
  });

  return {
    call(method, params, options = {}) {
      if (closed) return Promise.reject(disconnected());
      if (options.signal?.aborted) return Promise.reject(cancelled());
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const abort = () => {
          if (!pending.delete(id)) return;
          port.post({ kind: 'cancel', id } satisfies Frame);
          reject(cancelled());
        };
        const settle = () => options.signal?.removeEventListener('abort', abort);
        options.signal?.addEventListener('abort', abort, { once: true });
        pending.set(id, {
          resolve(value) {
            settle();
            resolve(value as never);
          },
          reject(error) {
            settle();
            reject(error);
          },
          onProgress: options.onProgress,
        });
        port.post({
          kind: 'call',
          id,
          method,
          params: port.takesBytes ? packText(params) : params,
        } satisfies Frame);
      });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (data: never) => void);
      return () => set.delete(listener as (data: never) => void);
    },
    onClose(listener) {
      closeListeners.add(listener);
    },
    close: () => port.close(),
  };
}

export interface Service {
  /** Send an event to the other side. */
  emit<E extends EventName>(name: E, data: Events[E]): void;
  /** Resolves when no call is running any more, answered or not. */
  settled(): Promise<void>;
  close(): void;
}

/** The answering side of a port: params are checked against the contract before a handler sees them. */
export function serve(port: Port, handlers: Handlers): Service {
  const running = new Map<number, AbortController>();
  const gone = new AbortController();
  const answers = new Set<Promise<void>>();

  async function answer(id: number, method: string, params: unknown): Promise<void> {
    const control = new AbortController();
    running.set(id, control);
    try {
      const result = await run(handlers, method, params, {
        signal: control.signal,
        progress(done, total, soFar) {
          if (control.signal.aborted) return;
          const told = { kind: 'progress', id, done, total } satisfies Frame;
          port.post(soFar === undefined ? told : ({ ...told, soFar } satisfies Frame));
        },
        gone: gone.signal,
      });
      if (!control.signal.aborted)
        port.post({
          kind: 'result',
          id,
          result: port.takesBytes ? packText(result) : result,
        } satisfies Frame);
    } catch (error) {
      if (!control.signal.aborted) {
        port.post({ kind: 'error', id, error: toErrorFrame(error) } satisfies Frame);
      }
    } finally {
      running.delete(id);
    }
  }

  port.onMessage((message) => {
    const frame = message as Partial<Extract<Frame, { kind: 'call' }>> | { kind: 'cancel'; id: number };
    if (typeof frame !== 'object' || frame === null || typeof frame.id !== 'number') return;
    if (frame.kind === 'cancel') running.get(frame.id)?.abort();
    if (frame.kind !== 'call') return;
    const answered = answer(frame.id, String(frame.method), unpackText(frame.params));
    answers.add(answered);
    void answered.then(() => answers.delete(answered));
  });
  port.onClose(() => {
    gone.abort();
    for (const control of running.values()) control.abort();
  });

  return {
    emit: (name, data) => port.post({ kind: 'event', name, data } satisfies Frame),
    async settled() {
      await Promise.all(answers);
    },
    close: () => port.close(),
  };
}

/** Check the params of one call and run its handler, where no port is in between. */
export async function invoke(...call: Parameters<typeof run>): Promise<unknown> {
  return unpackText(await run(...call));
}

async function run(
  handlers: Handlers,
  method: string,
  params: unknown,
  context: CallContext,
): Promise<unknown> {
  if (!Object.hasOwn(callSchemas, method)) throw new AppError('unsupported', `No such call: ${method}`);
  const name = method as Method;
  const handler = handlers[name] as ((params: unknown, context: CallContext) => unknown) | undefined;
  if (!handler) throw new AppError('unsupported', `This host does not answer ${method}`);
  const checked = v.safeParse(callSchemas[name].params, params);
  if (!checked.success) {
    const issue = checked.issues[0];
    throw new AppError('invalid-params', `${method}: ${issue.message}`, { path: v.getDotPath(issue) ?? '' });
  }
  return handler(checked.output, context);
}

const disconnected = () => new AppError('disconnected', 'The connection to the core has closed');
const cancelled = () => new AppError('cancelled', 'The call was cancelled');
