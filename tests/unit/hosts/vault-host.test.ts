import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAppState } from '../../../electron/hosts/app-state.ts';
import { startCore } from '../../../electron/hosts/start-core.ts';
import { createVaultHost, type VaultHost } from '../../../electron/hosts/vault-host.ts';
import { createPortPair } from '../../../shared/contract/port.ts';
import { type Client, createClient } from '../../../shared/contract/rpc.ts';
import { fakeWorker, temporaryFolder } from '../../contract/ways.ts';

let folder: ReturnType<typeof temporaryFolder>;
let host: VaultHost;
let other: string;

beforeEach(async () => {
  folder = temporaryFolder();
  other = join(folder.dir, 'other');
  mkdirSync(other);
  host = await createVaultHost({
    vault: { dir: folder.dir, starter: false },
    folders: { dataDir: join(folder.dir, 'cache'), stateDir: join(folder.dir, 'state') },
    workerFile: fakeWorker,
    start: startCore,
    onCrash() {},
  });
});

afterEach(async () => {
  await host.dispose();
  folder.remove();
});

function connect(): Client {
  const [near, far] = createPortPair();
  host.attach(far, { 'host.openVault': ({ dir }) => host.open(dir) });
  return createClient(near);
}

const dirOf = async (client: Client) => (await client.call('vault.status', {})).dir;
const remembered = () => readAppState(join(folder.dir, 'state')).vault;

it('remembers the vault', () => {
  expect(remembered()).toBe(folder.dir);
});

it('opens another vault: the answer comes, then every channel ends, then the other one is there', async () => {
  const clients = [connect(), connect()] as const;
  const ended = clients.map((client) => new Promise<void>((resolve) => client.onClose(resolve)));
  expect(await clients[0].call('host.openVault', { dir: other })).toEqual({ dir: other });
  await Promise.all(ended);
  expect(await dirOf(connect())).toBe(other);
  expect(host.dir()).toBe(other);
  expect(remembered()).toBe(other);
});

it('stays where it is when the other cannot be opened', async () => {
  const client = connect();
  const call = client.call('host.openVault', { dir: join(folder.dir, 'missing') });
  await expect(call).rejects.toMatchObject({ code: 'not-found' });
  expect(await dirOf(client)).toBe(folder.dir);
  expect(remembered()).toBe(folder.dir);
});

it('stays connected when the same vault is opened', async () => {
  const client = connect();
  await client.call('host.openVault', { dir: `${folder.dir}/./other/..` });
  expect(await dirOf(client)).toBe(folder.dir);
});
