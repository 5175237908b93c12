import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

function places() {
  const dir = tempFolder({});
  const at = (name: string) => join(dir, name);
  mkdirSync(at('notes'));
  writeFileSync(join(at('notes'), 'k3s.md'), '第一版\n');
  return { at, dataDir: at('data') };
}

async function edit(vaultDir: string, dataDir: string, text: string): Promise<void> {
  const { call, core } = await openCore(vaultDir, { dataDir });
  const { hash } = await call('note.read', { path: 'k3s.md' });
  await call('note.write', { path: 'k3s.md', text, base: hash });
  await call('unsaved.put', { path: 'k3s.md', owner: 'window', text: '没存下的\n', hash });
  await core.dispose();
}

async function versions(vaultDir: string, dataDir: string): Promise<number> {
  const { call, core } = await openCore(vaultDir, { dataDir });
  const found = await call('history.list', { path: 'k3s.md' });
  await core.dispose();
  return found.length;
}

test('a vault whose folder is renamed keeps its history and what could not be saved', async () => {
  const { at, dataDir } = places();
  await edit(at('notes'), dataDir, '第二版\n');
  renameSync(at('notes'), at('笔记'));
  expect(await versions(at('笔记'), dataDir)).toBe(1);
  const { call, core } = await openCore(at('笔记'), { dataDir });
  expect((await call('unsaved.list', {})).copies.map(({ path }) => path)).toEqual(['k3s.md']);
  await core.dispose();
  // And back again, and on.
  renameSync(at('笔记'), at('notes'));
  expect(await versions(at('notes'), dataDir)).toBe(1);
});

test('a copy of a vault begins without history, and takes none from the first', async () => {
  const { at, dataDir } = places();
  await edit(at('notes'), dataDir, '第二版\n');
  cpSync(at('notes'), at('copy'), { recursive: true });
  expect(await versions(at('copy'), dataDir)).toBe(0);
  expect(await versions(at('notes'), dataDir)).toBe(1);
});

test('a vault that is put back from a backup keeps its history', async () => {
  const { at, dataDir } = places();
  await edit(at('notes'), dataDir, '第二版\n');
  cpSync(at('notes'), at('backup'), { recursive: true });
  rmSync(at('notes'), { recursive: true });
  cpSync(at('backup'), at('notes'), { recursive: true });
  expect(await versions(at('notes'), dataDir)).toBe(1);
});

test('what cannot be read of former places keeps no vault from opening', async () => {
  const { at, dataDir } = places();
  await edit(at('notes'), dataDir, '第二版\n');
  writeFileSync(join(dataDir, 'vaults', 'noise.json'), '\0{');
  renameSync(at('notes'), at('moved'));
  expect(await versions(at('moved'), dataDir)).toBe(1);
  expect(existsSync(join(dataDir, 'vaults', 'noise.json'))).toBe(true);
});

test('what a process left there that was killed as it opened a vault for the first time is removed', async () => {
  const { at, dataDir } = places();
  mkdirSync(join(dataDir, 'vaults'), { recursive: true });
  // No process has this number.
  writeFileSync(join(dataDir, 'vaults', '.commonplace-tmp-4194305-0a1b2c3d4e5f'), '{"path":');
  await edit(at('notes'), dataDir, '第二版\n');
  expect(readdirSync(join(dataDir, 'vaults'))).toEqual([expect.stringMatching(/\.json$/)]);
});
