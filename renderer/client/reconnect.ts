import type { EventName, Events, VaultStatus } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Port } from '../../shared/contract/port.ts';
import { type Client, createClient } from '../../shared/contract/rpc.ts';

/** `connecting`: lost, and trying again. `closed`: for good. */
export type ConnectionState = 'connecting' | 'open' | 'closed';

/** A client that comes back by itself. While it is not open, calls are refused with `disconnected`. */
export interface Connection extends Client {
  state(): ConnectionState;
  /** Called after each change; the return value stops listening. */
  onState(listener: (state: ConnectionState) => void): () => void;
}

export interface ConnectOptions {
  open(): Promise<Port>;
  /** The host has another vault open by now: what this page shows and holds is not of it. */
  onElsewhere(): void;
  /** Time (ms) to wait before the n-th attempt to come back, from 0. */
  delay?(attempt: number): number;
}

type AnyListener = (data: never) => void;

const backOff = (attempt: number) => Math.min(5_000, 100 * 2 ** attempt);

/**
 * Open a connection.
 * @throws AppError of the first attempt: whoever never was connected has nothing to come back to
 */
export async function createConnection(options: ConnectOptions): Promise<Connection> {
  const { open, onElsewhere, delay = backOff } = options;
  const listeners = new Map<EventName, Set<AnyListener>>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const closeListeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let client: Client | undefined;
  let vault: string | undefined;

  function show(next: ConnectionState): void {
    if (state === next || state === 'closed') return;
    state = next;
    for (const listener of [...stateListeners]) listener(next);
    if (next === 'closed') for (const listener of [...closeListeners]) listener();
  }

  function emit<E extends EventName>(name: E, data: Events[E]): void {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(data as never);
  }

  function listen(name: EventName): void {
    client?.on(name, (data) => emit(name, data));
  }

  function use(next: Client): void {
    client = next;
    for (const name of listeners.keys()) listen(name);
    next.onClose(() => {
      client = undefined;
      if (state === 'closed') return;
      show('connecting');
      void comeBack();
    });
  }

  async function comeBack(): Promise<void> {
    for (let attempt = 0; state === 'connecting' && !client; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, delay(attempt)));
      try {
        await resume(createClient(await open()));
      } catch (error) {
        if (error instanceof AppError && error.code === 'no-access') show('closed');
      }
    }
  }

  /** Everything may have changed meanwhile: say so to all who listen. */
  async function resume(next: Client): Promise<void> {
    const status = await next.call('vault.status', {});
    if (isClosed()) return next.close();
    if (vault !== undefined && status.dir !== vault) {
      next.close();
      show('closed');
      return onElsewhere();
    }
    vault = status.dir;
    use(next);
    show('open');
    announce(status);
  }

  function announce(status: VaultStatus): void {
    emit('vault.progressed', status);
    emit('vault.changed', { revision: status.revision, paths: null, moved: [] });
    emit('settings.changed', {});
  }

  const isClosed = () => state === 'closed';

  const first = createClient(await open());
  use(first);
  show('open');
  first.call('vault.status', {}).then(
    (status) => {
      vault ??= status.dir;
    },
    // A core that cannot say which vault it has is met again by whoever asks it next.
    () => {},
  );

  return {
    call: (method, params, callOptions) =>
      client?.call(method, params, callOptions) ??
      Promise.reject(new AppError('disconnected', 'There is no connection to the core now')),
    on(name, listener) {
      const known = listeners.get(name);
      const set = known ?? new Set();
      listeners.set(name, set);
      if (!known) listen(name);
      set.add(listener as AnyListener);
      return () => set.delete(listener as AnyListener);
    },
    onClose: (listener) => void closeListeners.add(listener),
    close() {
      show('closed');
      client?.close();
    },
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}
