import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CoreHost, startCore } from '../../../electron/hosts/start-core.ts';
import { createClient } from '../../../shared/contract/rpc.ts';
import { fakeWorker, temporaryFolder } from '../../contract/ways.ts';

let folder: ReturnType<typeof temporaryFolder>;
let core: CoreHost;

beforeEach(async () => {
  folder = temporaryFolder();
  core = await startCore({ vaultDir: folder.dir, dataDir: folder.dir, workerFile: fakeWorker });
});

afterEach(async () => {
  await core.dispose();
  folder.remove();
});

const crash = async () => {
  const client = createClient(core.connect());
  await expect(client.call('note.read', { path: 'crash.md' })).rejects.toMatchObject({
    code: 'disconnected',
  });
};

it('says why a vault cannot be opened', async () => {
  const vaultDir = join(folder.dir, 'missing');
  const start = startCore({ vaultDir, dataDir: folder.dir, workerFile: fakeWorker });
  await expect(start).rejects.toMatchObject({ name: 'AppError', code: 'not-found' });
});

it('starts again after a crash, once', async () => {
  const told = new Promise<Error>((resolve) => core.onExit(resolve));
  await crash();
  // The channel may end before the thread has: a client tries until one of its attempts goes through.
  await expect
    .poll(() => createClient(core.connect()).call('vault.status', {}))
    .toMatchObject({ dir: folder.dir });
  await crash();
  expect((await told).message).toBe('The core has ended');
  const late = createClient(core.connect());
  await expect(late.call('vault.status', {})).rejects.toMatchObject({ code: 'disconnected' });
});

it('ends all channels when it is disposed, and does not call that a crash', async () => {
  let exits = 0;
  core.onExit(() => exits++);
  const clients = [core.connect(), core.connect()].map(createClient);
  const ended = clients.map((client) => new Promise<void>((resolve) => client.onClose(resolve)));
  await clients[0]?.call('vault.status', {});
  await core.dispose();
  await Promise.all(ended);
  expect(exits).toBe(0);
});
