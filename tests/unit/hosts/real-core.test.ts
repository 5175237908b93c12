import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startCore } from '../../../electron/hosts/start-core.ts';
import { indexFile } from '../../../electron/index/database.ts';
import { createConnection } from '../../../renderer/client/reconnect.ts';
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
    // It may have been met while it was still empty.
    await expect.poll(() => search('从外面来的')).toBe(1);
    await core.dispose();
  }
});

const spoil: [string, (file: string) => void][] = [
  ['cut', (file) => truncateSync(file, 4096)],
  ['emptied', (file) => truncateSync(file, 0)],
  [
    'filled with noise',
    (file) => {
      const fd = openSync(file, 'r+');
      const { size } = statSync(file);
      ftruncateSync(fd, size);
      for (let at = 0; at < size; at += 4096) writeSync(fd, Buffer.alloc(4096, 'noise'), 0, 4096, at);
      closeSync(fd);
    },
  ],
  ['deleted', (file) => rmSync(file)],
];

it.each(spoil)(
  'an index that is %s while it is open, with searches under way, is made anew by itself',
  async (what, work) => {
    const notes = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [
        `f${n % 7}/n${n}.md`,
        `第 ${n} 篇，说到 [[n${n + 1}]] 与镜像仓库\n`.repeat(20),
      ]),
    );
    const vaultDir = tempFolder(notes);
    const dataDir = join(tempFolder(), 'data');
    const core = await startCore({ vaultDir, dataDir });
    const connection = await createConnection({ open: async () => core.connect(), onElsewhere: () => {} });
    const total = (query: string) =>
      connection.call('search.query', { query, limit: 1 }).then((one) => one.total);
    const whole = () => expect.poll(() => total('镜像仓库').catch(() => 0), { timeout: 30_000 }).toBe(400);
    await whole();
    const ask = async () => {
      for (let round = 0; round < 60; round++) {
        await Promise.allSettled([
          total(`第 ${round}`),
          connection.call('topic.list', {}),
          connection.call('backlink.list', { path: `f0/n${round * 7}.md` }),
        ]);
      }
    };
    const asking = ask();
    work(indexFile(dataDir, vaultDir));
    await asking;
    const file = await connection.call('note.read', { path: 'f1/n1.md' });
    await connection
      .call('note.write', { path: 'f1/n1.md', text: '写在损坏之后\n', base: file.hash })
      .catch(() => undefined);
    expect(readFileSync(join(vaultDir, 'f1/n1.md'), 'utf8')).toBe('写在损坏之后\n');
    // A file that is gone is still open: nothing is wrong before the next start.
    const { text } = await connection.call('note.read', { path: 'f1/n1.md' });
    expect(text).toBe('写在损坏之后\n');
    await expect.poll(() => total('镜像仓库').catch(() => 0), { timeout: 30_000 }).toBe(399);
    expect(await total('写在损坏之后')).toBe(1);
    if (what === 'deleted')
      expect((await connection.call('backlink.list', { path: 'f2/n2.md' })).linked).toEqual([]);
    connection.close();
    await core.dispose();
  },
  180_000,
);
