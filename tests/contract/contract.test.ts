import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callSchemas, type Method } from '../../shared/contract/api.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import { type Client, createClient, type Frame } from '../../shared/contract/rpc.ts';
import { bigText } from '../fixtures/fake-core.ts';
import { type Served, temporaryFolder, ways } from './ways.ts';

describe.each(ways)('the contract over %s', (_name, open) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let served: Served;
  let client: Client;

  beforeEach(async () => {
    folder = temporaryFolder();
    served = await open(folder.dir);
    client = createClient(await served.connect());
  });

  afterEach(async () => {
    client.close();
    await served.dispose();
    folder.remove();
  });

  const refused = (call: Promise<unknown>): Promise<AppError> =>
    call.then(
      (value) => expect.unreachable(`answered with ${JSON.stringify(value)}`),
      (error: AppError) => error,
    );
  /** For calls that the types would not let through. */
  const raw = (method: string, params: unknown) => client.call(method as Method, params as never);

  it('answers a call, as its schema says', async () => {
    const status = await client.call('vault.status', {});
    expect(v.parse(callSchemas['vault.status'].result, status)).toEqual(status);
    expect(status.dir).toBe(folder.dir);
  });

  it('carries a refusal with its code and data', async () => {
    const error = await refused(client.call('note.read', { path: 'missing.md' }));
    expect(error.name).toBe('AppError');
    expect(error.code).toBe('not-found');
    expect(error.message).toBe('missing.md is not there');
    expect(error.data).toEqual({ path: 'missing.md', near: ['笔.md'] });
  });

  it('carries a bug as internal, without its stack', async () => {
    const error = await refused(client.call('note.read', { path: 'bug.md' }));
    expect(error).toMatchObject({ code: 'internal', message: 'x is not a function', data: {} });
    expect(error.stack).not.toContain('fake-core');
  });

  it.each([
    ['a missing field', {}, 'path'],
    ['a wrong type', { path: 7 }, 'path'],
    ['too long a path', { path: 'x'.repeat(5000) }, 'path'],
    ['no object', null, ''],
  ])('refuses params with %s', async (_what, params, path) => {
    expect(await refused(raw('note.read', params))).toMatchObject({ code: 'invalid-params', data: { path } });
  });

  it.each(['no.such', 'toString', '__proto__', '', 'note.create', 'host.reveal', 'host.no-such'])(
    'refuses the call %j, which nobody answers',
    async (method) => {
      expect(await refused(raw(method, { path: 'x' }))).toMatchObject({ code: 'unsupported' });
    },
  );

  it('cancels a call, and its handler hears of it', async () => {
    const control = new AbortController();
    const call = refused(client.call('note.read', { path: 'endless.md' }, { signal: control.signal }));
    await client.call('vault.status', {});
    control.abort();
    expect((await call).code).toBe('cancelled');
    expect((await client.call('vault.status', {})).revision).toBe(1);
  });

  it('does not send a call that is cancelled already', async () => {
    const call = client.call('note.read', { path: 'endless.md' }, { signal: AbortSignal.abort() });
    expect((await refused(call)).code).toBe('cancelled');
    expect((await client.call('vault.status', {})).revision).toBe(0);
  });

  it('reports progress before the result', async () => {
    const seen: number[] = [];
    const onProgress = (done: number, total: number) => seen.push(done / total);
    await client.call('index.update', {}, { onProgress });
    expect(seen).toEqual([1 / 3, 2 / 3, 1]);
  });

  it('tells every client of an event, until it stops listening', async () => {
    const other = createClient(await served.connect());
    let mine = 0;
    const off = client.on('settings.changed', () => mine++);
    const heard = new Promise<void>((resolve) => other.on('settings.changed', () => resolve()));
    await client.call('preference.write', { key: 'k', value: 1 });
    await heard;
    expect(mine).toBe(1);
    off();
    await client.call('preference.write', { key: 'k', value: 2 });
    await client.call('vault.status', {});
    expect(mine).toBe(1);
    other.close();
  });

  it('carries 5 MB of Chinese both ways, unchanged', async () => {
    const note = await client.call('note.read', { path: 'big.md' });
    expect(note.text === bigText).toBe(true);
    const written = await client.call('note.write', { path: 'big.md', text: note.text, base: 'h' });
    expect(written.hash).toBe(String(bigText.length));
  });

  it('keeps a lone surrogate', async () => {
    await client.call('preference.write', { key: 'k', value: 'a\ud800b' });
    expect(await client.call('preference.read', { key: 'k' })).toBe('a\ud800b');
  });

  it('answers in the order of the calls, and tells of an event before the answer that it belongs to', async () => {
    const port = await served.connect();
    const answers: [id: number, eventsBefore: number][] = [];
    const all = new Promise<void>((resolve) => {
      let events = 0;
      port.onMessage((message) => {
        const frame = message as Frame;
        if (frame.kind === 'event') events++;
        if (frame.kind === 'result') answers.push([frame.id, events]);
        if (answers.length === 200) resolve();
      });
    });
    for (let id = 0; id < 200; id++) {
      port.post({ kind: 'call', id, method: 'preference.write', params: { key: 'k', value: id } });
    }
    await all;
    port.close();
    expect(answers.map(([id]) => id)).toEqual(Array.from({ length: 200 }, (_, id) => id));
    expect(answers.filter(([id, events]) => events <= id)).toEqual([]);
  });

  it('ends what is under way when the client closes', async () => {
    const call = refused(client.call('note.read', { path: 'endless.md' }));
    await client.call('vault.status', {});
    let ended = 0;
    client.onClose(() => ended++);
    client.close();
    expect((await call).code).toBe('disconnected');
    expect((await refused(client.call('vault.status', {}))).code).toBe('disconnected');
    expect(ended).toBe(1);
    client = createClient(await served.connect());
    await expect.poll(async () => (await client.call('vault.status', {})).revision).toBe(1);
  });

  it('tells the client when the other side ends', async () => {
    const call = refused(client.call('note.read', { path: 'endless.md' }));
    const ended = new Promise<void>((resolve) => client.onClose(resolve));
    await client.call('vault.status', {});
    await served.dispose();
    expect((await call).code).toBe('disconnected');
    await ended;
  });

  it('still does what a client asked for before it left', async () => {
    void refused(client.call('note.write', { path: 'last.md', text: '最后', base: 'h' }));
    client.close();
    await setImmediate();
    await served.dispose();
    expect(readFileSync(join(folder.dir, 'last.md'), 'utf8')).toBe('最后');
  });
});
