import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Connection,
  type ConnectionState,
  createConnection,
} from '../../../renderer/client/reconnect.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { createPortPair, type Port } from '../../../shared/contract/port.ts';
import { serve } from '../../../shared/contract/rpc.ts';
import { createFakeCore } from '../../fixtures/fake-core.ts';

let far: Port | undefined;
let dir: string;
let failures: AppError[];
let elsewhere: number;
let states: ConnectionState[];
let connection: Connection;

function open(): Promise<Port> {
  const failure = failures.shift();
  if (failure) return Promise.reject(failure);
  const [near, other] = createPortPair();
  far = other;
  serve(other, createFakeCore(dir).handlers);
  return Promise.resolve(near);
}

beforeEach(async () => {
  vi.useFakeTimers();
  dir = '/库';
  failures = [];
  elsewhere = 0;
  states = [];
  connection = await createConnection({
    open,
    onElsewhere: () => elsewhere++,
    delay: (attempt) => 10 * (attempt + 1),
  });
  connection.onState((state) => states.push(state));
  await vi.runAllTimersAsync();
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

const away = () => new AppError('disconnected', 'away');
async function lose(...attempts: AppError[]): Promise<void> {
  failures.push(...attempts);
  far?.close();
  await vi.advanceTimersByTimeAsync(0);
}

describe('createConnection', () => {
  it('rejects where the first attempt fails', async () => {
    failures.push(away());
    await expect(createConnection({ open, onElsewhere() {} })).rejects.toMatchObject({
      code: 'disconnected',
    });
  });

  it('refuses what is under way and what comes while it is lost', async () => {
    const call = connection.call('note.read', { path: 'endless.md' });
    const refused = expect(call).rejects.toMatchObject({ code: 'disconnected' });
    await lose();
    await refused;
    expect(connection.state()).toBe('connecting');
    await expect(connection.call('vault.status', {})).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('tries until it is back, and then says that everything may have changed', async () => {
    const heard: unknown[] = [];
    connection.on('vault.changed', (data) => heard.push(data));
    connection.on('settings.changed', (data) => heard.push(data));
    await lose(away(), away(), away());
    await vi.advanceTimersByTimeAsync(10 + 20 + 30);
    expect(states).toEqual(['connecting']);
    await vi.advanceTimersByTimeAsync(40);
    expect(states).toEqual(['connecting', 'open']);
    expect(heard).toEqual([{ revision: 0, paths: null, moved: [] }, {}]);
    expect((await connection.call('vault.status', {})).dir).toBe('/库');
  });

  it('still hears events after it came back, each once', async () => {
    await lose();
    await vi.runAllTimersAsync();
    let count = 0;
    connection.on('settings.changed', () => count++);
    connection.on('settings.changed', () => count++)();
    far?.post({ kind: 'event', name: 'settings.changed', data: {} });
    await vi.advanceTimersByTimeAsync(0);
    expect(count).toBe(1);
  });

  it('gives up where it is not wanted any more', async () => {
    let closed = 0;
    connection.onClose(() => closed++);
    await lose(away(), new AppError('no-access', 'another token'));
    await vi.runAllTimersAsync();
    expect(states).toEqual(['connecting', 'closed']);
    expect(closed).toBe(1);
  });

  it('does not show another vault as the one it had', async () => {
    dir = '/elsewhere';
    await lose();
    await vi.runAllTimersAsync();
    expect(elsewhere).toBe(1);
    expect(states).toEqual(['connecting', 'closed']);
    await expect(connection.call('vault.status', {})).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('stays closed when it was closed', async () => {
    connection.close();
    await vi.runAllTimersAsync();
    expect(states).toEqual(['closed']);
  });

  it('stops trying when it is closed meanwhile', async () => {
    await lose(away(), away());
    connection.close();
    await vi.runAllTimersAsync();
    expect(states).toEqual(['connecting', 'closed']);
  });
});
