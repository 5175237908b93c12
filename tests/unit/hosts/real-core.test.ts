import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startCore } from '../../../electron/hosts/start-core.ts';
import { createClient } from '../../../shared/contract/rpc.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

it('opens one vault after another in one process, and watches each', async () => {
  for (const name of ['one', 'two', 'three']) {
    const vaultDir = tempFolder({ 'a.md': name });
    const core = await startCore({ vaultDir, dataDir: join(tempFolder(), 'data') });
    const client = createClient(core.connect());
    const search = async (query: string) => (await client.call('search.query', { query })).total;
    await expect.poll(() => search(name)).toBe(1);
    const changed = new Promise<void>((resolve) => {
      client.on('vault.changed', ({ paths }) => paths?.includes('b.md') && resolve());
    });
    putFiles(vaultDir, { 'b.md': '从外面来的' });
    await changed;
    expect(await search('从外面来的')).toBe(1);
    await core.dispose();
  }
});
