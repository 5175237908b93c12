import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOutsideMoves } from '../../../electron/core/outside-moves.ts';
import { openStore } from '../../../electron/index/store.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { createDocument } from '../../../renderer/editor/document/document.ts';
import { createPortPair } from '../../../shared/contract/port.ts';
import { createClient, serve } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

async function openNote(files: Record<string, string>, path: string) {
  const dir = tempFolder(files);
  const { core, call, dataDir } = await openCore(dir, { watch: true });
  const [ours, theirs] = createPortPair();
  const service = serve(theirs, core.handlers);
  core.events.on('vault.changed', (data) => service.emit('vault.changed', data));
  const document = createDocument(createClient(ours), path, { saveDelay: 1 });
  await document.ready;
  const type = (insert: string) => document.edit({ changes: { from: 0, insert } });
  return { dir, dataDir, call, document, type, at: (name: string) => join(dir, name) };
}

test('a note that another program renames is followed, with its unsaved text and its history', async () => {
  const { at, call, document, type } = await openNote({ 'a.md': 'one\n' }, 'a.md');
  type('our ');
  await document.flush();
  renameSync(at('a.md'), at('b.md'));
  await expect.poll(() => document.path, { timeout: 5_000 }).toBe('b.md');
  await expect.poll(() => document.info.status).toBe('saved');
  type('more ');
  expect(await document.flush()).toBe(true);
  expect((await call('note.read', { path: 'b.md' })).text).toBe('more our one\n');
  expect((await call('history.list', { path: 'b.md' })).length).toBeGreaterThan(0);
  expect(await call('history.deleted', {})).toEqual([]);
});

test('a folder above it is followed', async () => {
  const { at, document } = await openNote({ 'x/y/a.md': 'one\n', 'x/b.md': '' }, 'x/y/a.md');
  mkdirSync(at('z'));
  renameSync(at('x'), at('z/new'));
  await expect.poll(() => document.path, { timeout: 5_000 }).toBe('z/new/y/a.md');
});

test('a rename by the command line, on the same index, is followed', async () => {
  const { dir, dataDir, document } = await openNote({ 'a.md': 'one\n', 'c.md': '[[a]]\n' }, 'a.md');
  const module = join(import.meta.dirname, '../../../electron/core/core.ts');
  const code = `
    import { createCore } from ${JSON.stringify(module)};
    const core = await createCore({ vaultDir: ${JSON.stringify(dir)}, dataDir: ${JSON.stringify(dataDir)}, watch: false });
    await core.settled();
    core.handlers['file.rename']({ from: 'a.md', to: 'b.md' });
    await core.dispose();`;
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stderr).toBe(
    '',
  );
  await expect.poll(() => document.path, { timeout: 5_000 }).toBe('b.md');
});

test('a note that is deleted while another comes is not taken for moved', async () => {
  const { at, document } = await openNote({ 'a.md': 'one\n' }, 'a.md');
  // The number of the file may be given out again at once.
  rmSync(at('a.md'));
  writeFileSync(at('b.md'), 'another\n');
  await expect.poll(() => document.info.status, { timeout: 5_000 }).toBe('missing');
  expect(document.path).toBe('a.md');
});

test('an editor that puts the old file aside and writes a new one has moved nothing', async () => {
  const { at, document } = await openNote({ 'a.md': 'one\n' }, 'a.md');
  renameSync(at('a.md'), at('a.md~'));
  writeFileSync(at('a.md'), 'two\n');
  await expect.poll(() => document.text?.toString(), { timeout: 5_000 }).toBe('two\n');
  expect(document.path).toBe('a.md');
});

test('a note that goes right after it was saved is missed, though the system says nothing of it', async () => {
  const { at, call, document, type } = await openNote({ 'a.md': 'one\n', 'b.md': '[[a]]\n' }, 'a.md');
  type('our ');
  await document.flush();
  rmSync(at('a.md'));
  await expect.poll(() => document.info.status, { timeout: 5_000 }).toBe('missing');
  expect(document.text?.toString()).toBe('our one\n');
  expect((await call('check.run', {})).errors.map(({ code }) => code)).toContain('link-broken');
});

test('a note that is written costs no look at the others that editors have', () => {
  const names = Array.from({ length: 30 }, (_, at) => `${at}.md`);
  const dir = tempFolder(Object.fromEntries(names.map((name) => [name, name])));
  const dataDir = tempFolder({});
  const store = openStore(join(dataDir, 'index.sqlite'), dataDir);
  const vault = openVault(dir);
  const looked: string[] = [];
  const stat = (path: string) => {
    looked.push(path);
    return vault.stat(path);
  };
  const outside = createOutsideMoves({ vault: { ...vault, stat }, store });
  for (const name of names) outside.saw(name, vault.read(name));
  writeFileSync(join(dir, '7.md'), 'other');
  expect(outside.find(['7.md'])).toEqual([]);
  expect(looked).toEqual(['7.md']);
  renameSync(join(dir, '8.md'), join(dir, 'new.md'));
  expect(outside.find(['new.md'])).toEqual([{ from: '8.md', to: 'new.md' }]);
  store.db.close();
});
