import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLiveAnswer } from '../../../../renderer/client/live-answer.ts';
import type { EventName } from '../../../../shared/contract/api.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CallOptions, Client } from '../../../../shared/contract/rpc.ts';

/** A client whose calls are answered by hand. */
function handClient() {
  const calls: {
    signal: AbortSignal | undefined;
    resolve(value: unknown): void;
    reject(error: unknown): void;
    tell: CallOptions['onProgress'];
  }[] = [];
  const listeners = new Map<EventName, Set<(data: object) => void>>();
  const call = (_method: string, _params: unknown, options?: CallOptions) =>
    new Promise((resolve, reject) =>
      calls.push({ signal: options?.signal, resolve, reject, tell: options?.onProgress }),
    );
  const on = (name: EventName, listener: (data: object) => void) => {
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    return () => listeners.get(name)?.delete(listener);
  };
  const client = { call, on } as unknown as Client;
  const emit = (name: EventName, data: object = {}) => {
    for (const listener of listeners.get(name) ?? []) listener(data);
  };
  return { client, calls, emit, listening: () => listeners.get('vault.changed')?.size ?? 0 };
}

const ask = (client: Client) => createLiveAnswer(client, 'tag.list', {}, ['vault.changed']);
const settle = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer', () => {
  test('is asked for while somebody listens', async () => {
    const { client, calls } = handClient();
    const live = ask(client);
    expect(calls).toHaveLength(0);
    live.subscribe(() => {});
    expect(live.get().loading).toBe(true);
    calls[0]?.resolve(['a']);
    await settle();
    expect(live.get()).toEqual({ data: ['a'], error: undefined, loading: false });
  });

  test('that takes long is not asked for at every change', async () => {
    const { client, calls, emit } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(500);
    calls[0]?.resolve(['a']);
    await settle();
    for (let change = 0; change < 20; change++) {
      emit('vault.changed');
      await settle();
    }
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_010);
    expect(calls).toHaveLength(2);
    calls[1]?.resolve(['b']);
    await settle();
    expect(live.get().data).toEqual(['b']);
    emit('vault.changed');
    await settle();
    expect(calls).toHaveLength(3);
  });

  test('is asked for again after a change, once for a burst', async () => {
    const { client, calls, emit } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    calls[0]?.resolve(['a']);
    await settle();
    emit('vault.changed');
    emit('vault.changed');
    await settle();
    expect(calls).toHaveLength(2);
    calls[1]?.resolve(['b']);
    await settle();
    expect(live.get().data).toEqual(['b']);
  });

  test('is not asked for again when a preference of a window changed', async () => {
    const { client, calls, emit } = handClient();
    ask(client).subscribe(() => {});
    calls[0]?.resolve(['a']);
    await settle();
    emit('vault.changed', { preference: 'workspace' });
    await settle();
    expect(calls).toHaveLength(1);
  });

  test('that was under way when the vault changed is asked for once more after it', async () => {
    const { client, calls, emit } = handClient();
    ask(client).subscribe(() => {});
    emit('vault.changed');
    await settle();
    emit('vault.changed');
    await settle();
    expect(calls).toHaveLength(1);
    calls[0]?.resolve(['a']);
    await settle();
    expect(calls).toHaveLength(2);
  });

  test('is cancelled when nobody waits for it, and what it says then is not heard', async () => {
    const { client, calls, listening } = handClient();
    const live = ask(client);
    const heard = vi.fn();
    const off = live.subscribe(heard);
    off();
    expect(calls[0]?.signal?.aborted).toBe(true);
    expect(listening()).toBe(0);
    calls[0]?.resolve(['late']);
    await settle();
    expect(heard).not.toHaveBeenCalled();
    expect(live.get().data).toBeUndefined();
  });

  test('an error keeps what was known, and goes with the next good answer', async () => {
    const { client, calls } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    calls[0]?.resolve(['a']);
    await settle();
    live.refresh();
    calls[1]?.reject(new AppError('busy', 'busy'));
    await settle();
    expect(live.get()).toMatchObject({ data: ['a'], error: { code: 'busy' } });
    live.refresh();
    calls[2]?.resolve(['c']);
    await settle();
    expect(live.get()).toEqual({ data: ['c'], error: undefined, loading: false });
  });
});

describe('an answer that takes long', () => {
  test('shows what is found on the way, and then the whole', async () => {
    const { client, calls } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    calls[0]?.tell?.(1, 4);
    expect(live.get()).toMatchObject({ data: undefined, loading: true, progress: { done: 1, total: 4 } });
    calls[0]?.tell?.(2, 4, ['a']);
    calls[0]?.tell?.(3, 4);
    expect(live.get()).toMatchObject({ data: ['a'], loading: true, progress: { done: 3, total: 4 } });
    calls[0]?.resolve(['a', 'b']);
    await settle();
    expect(live.get()).toEqual({ data: ['a', 'b'], error: undefined, loading: false });
  });

  test('is stopped at what was found, until it is asked anew', async () => {
    const { client, calls, emit } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    calls[0]?.tell?.(2, 4, ['a']);
    live.stop();
    expect(calls[0]?.signal?.aborted).toBe(true);
    expect(live.get()).toMatchObject({ data: ['a'], loading: false, progress: { done: 2, total: 4 } });
    emit('vault.changed');
    await settle();
    expect(calls).toHaveLength(1);
    live.refresh();
    calls[1]?.resolve(['a', 'b']);
    await settle();
    expect(live.get()).toEqual({ data: ['a', 'b'], error: undefined, loading: false });
  });

  test.each([
    ['no time', 0],
    ['a while', 1],
  ])('stays stopped where something had changed %s before', async (_name, settled) => {
    const { client, calls, emit } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    calls[0]?.tell?.(2, 4, ['a']);
    emit('vault.changed');
    if (settled) await settle();
    live.stop();
    await settle();
    expect(calls).toHaveLength(1);
    expect(live.get()).toMatchObject({ data: ['a'], loading: false });
  });

  test('stays whole while it is asked for again', async () => {
    const { client, calls, emit } = handClient();
    const live = ask(client);
    live.subscribe(() => {});
    calls[0]?.resolve(['a', 'b']);
    await settle();
    emit('vault.changed');
    await settle();
    calls[1]?.tell?.(1, 4, ['a']);
    expect(live.get()).toEqual({ data: ['a', 'b'], error: undefined, loading: false });
  });
});
