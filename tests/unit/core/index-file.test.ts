import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { indexFile } from '../../../electron/index/database.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const vault = () =>
  tempFolder(
    Object.fromEntries(
      Array.from({ length: 120 }, (_, n) => [`f${n % 7}/n${n}.md`, `第 ${n} 篇 [[n${n + 1}]] 镜像`]),
    ),
  );

async function indexed(dir: string) {
  const dataDir = join(tempFolder(), 'data');
  const { core } = await openCore(dir, { dataDir });
  await core.dispose();
  return { dataDir, file: indexFile(dataDir, dir) };
}

const spoil: [string, (file: string) => void][] = [
  ['gone', (file) => rmSync(file)],
  ['empty', (file) => truncateSync(file, 0)],
  ['noise', (file) => writeFileSync(file, Buffer.alloc(50_000, 'noise'))],
  ['cut', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  [
    'noise in the middle',
    (file) => {
      const fd = openSync(file, 'r+');
      const { size } = statSync(file);
      for (let at = 8192; at < size; at += 4096) writeSync(fd, Buffer.alloc(2000, 'x'), 0, 2000, at);
      closeSync(fd);
    },
  ],
];

test.each(spoil)(
  'an index that is %s is made anew, at the second opening at the latest',
  async (_what, work) => {
    const dir = vault();
    const { dataDir, file } = await indexed(dir);
    work(file);
    const first = await openCore(dir, { dataDir }).catch(() => undefined);
    await first?.call('search.query', { query: '镜像' }).catch(() => undefined);
    await first?.core.dispose();
    const { call } = await openCore(dir, { dataDir });
    expect((await call('search.query', { query: '镜像', limit: 1 })).total).toBe(120);
    expect((await call('backlink.list', { path: 'f3/n10.md' })).linked).toHaveLength(1);
  },
);

test.each(spoil)(
  'an index that is %s while it is open takes no note and no process with it',
  async (_what, work) => {
    const dir = vault();
    const { dataDir, file } = await indexed(dir);
    const open = await openCore(dir, { dataDir });
    work(file);
    await open.call('search.query', { query: '镜像' }).catch(() => undefined);
    await open.call('topic.list', {}).catch(() => undefined);
    const { text, hash } = await open.call('note.read', { path: 'f0/n0.md' });
    await open.call('note.write', { path: 'f0/n0.md', text: `${text}后来写的`, base: hash });
    await open.core.dispose();
    await holdsAll(dir, dataDir, '后来写的');
  },
);

test.each(spoil)('an index that is %s while the vault is taken in is made anew', async (_what, work) => {
  const dir = vault();
  const dataDir = join(tempFolder(), 'data');
  const core = await createCore({ vaultDir: dir, dataDir, watch: false });
  await new Promise((done) => core.events.on('vault.progressed', done));
  work(indexFile(dataDir, dir));
  await core.settled().catch(() => undefined);
  await core.dispose();
  await holdsAll(dir, dataDir, '第 0 篇');
});

/** At the second opening at the latest. */
async function holdsAll(dir: string, dataDir: string, first: string): Promise<void> {
  const again = await openCore(dir, { dataDir }).catch(() => undefined);
  await again?.call('search.query', { query: '镜像' }).catch(() => undefined);
  await again?.core.dispose();
  const { call } = await openCore(dir, { dataDir });
  expect((await call('search.query', { query: '镜像', limit: 1 })).total).toBe(120);
  expect((await call('backlink.list', { path: 'f3/n10.md' })).linked).toHaveLength(1);
  expect((await call('note.read', { path: 'f0/n0.md' })).text).toContain(first);
}

test('while another process holds the index a note is written all the same, and taken in after', async () => {
  const dir = vault();
  const open = await openCore(dir);
  const { hash } = await open.call('note.read', { path: 'f0/n0.md' });
  const other = new Database(indexFile(open.dataDir, dir));
  other.exec('BEGIN IMMEDIATE');
  const { hash: written } = await open.call('note.write', {
    path: 'f0/n0.md',
    text: '占着的时候写的',
    base: hash,
  });
  expect((await open.call('note.read', { path: 'f0/n0.md' })).hash).toBe(written);
  other.exec('COMMIT');
  other.close();
  await open.core.settled();
  expect((await open.call('search.query', { query: '占着的时候' })).total).toBe(1);
});

test('two cores that take in one vault at once agree', async () => {
  const dir = vault();
  const dataDir = join(tempFolder(), 'data');
  const both = await Promise.all([openCore(dir, { dataDir }), openCore(dir, { dataDir })]);
  for (const { call } of both) expect((await call('vault.status', {})).notes).toBe(120);
  for (const { call } of both)
    expect((await call('search.query', { query: '镜像', limit: 1 })).total).toBe(120);
});
