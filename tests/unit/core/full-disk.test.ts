/** Disks that are really full, files that may really not be written, folders that are really gone. */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { createDocument } from '../../../renderer/editor/document/document.ts';
import { createRecovery } from '../../../renderer/editor/document/recovery.ts';
import { createPortPair } from '../../../shared/contract/port.ts';
import { createClient, serve } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { smallDisk } from '../../fixtures/small-disk.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

/** A note in an editor over a core, with what is kept of it elsewhere. */
async function openNote(dir: string, path: string) {
  const { core, call, dataDir } = await openCore(dir);
  const [ours, theirs] = createPortPair();
  const service = serve(theirs, core.handlers);
  core.events.on('vault.changed', (data) => service.emit('vault.changed', data));
  const client = createClient(ours);
  const recovery = createRecovery({ storage: undefined, vault: dir, client });
  const document = createDocument(client, path, { recovery, saveDelay: 1 });
  await document.ready;
  const copies = () =>
    (existsSync(join(dataDir, 'recovery'))
      ? readdirSync(join(dataDir, 'recovery'), { recursive: true })
      : []
    ).filter((name) => String(name).endsWith('.json')).length;
  return {
    document,
    call,
    copies,
    type: (insert: string) => document.edit({ changes: { from: 0, insert } }),
  };
}

function diskFor(context: TestContext, kilobytes = 512): string {
  const disk = smallDisk(kilobytes);
  if ('reason' in disk) context.skip(disk.reason);
  return 'dir' in disk ? disk.dir : '';
}

function fill(dir: string): string {
  const file = join(dir, '.filler');
  for (let size = 1 << 22; size >= 1; ) {
    try {
      writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // No room for so much: try less.
      size >>= 1;
    }
  }
  return file;
}

test('a full disk: the note stays as it was, the text is kept elsewhere, and saved when there is room', async (context) => {
  const dir = diskFor(context);
  putFiles(dir, { 'a.md': 'old\n' });
  const { document, copies, type } = await openNote(dir, 'a.md');
  const filler = fill(dir);
  type('new words\n'.repeat(2_000));
  expect(await document.flush()).toBe(false);
  expect(document.info).toMatchObject({ status: 'error', error: { code: 'no-space' } });
  expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('old\n');
  expect(readdirSync(dir).sort()).toEqual(['.filler', 'a.md']);
  expect(copies()).toBe(1);
  rmSync(filler);
  expect(await document.flush()).toBe(true);
  expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe(`${'new words\n'.repeat(2_000)}old\n`);
  await expect.poll(copies).toBe(0);
});

test('a full disk under a rename: nothing is moved, no link is half rewritten', async (context) => {
  const dir = diskFor(context);
  const linkers = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`l${n}.md`, `${'x'.repeat(5_000)} [[a]]\n`]),
  );
  putFiles(dir, { 'a.md': '# a\n', ...linkers });
  const { call } = await openCore(dir);
  mkdirSync(join(dir, '.commonplace/journal'), { recursive: true });
  fill(dir);
  await expect(call('file.rename', { from: 'a.md', to: 'sub/b.md' })).rejects.toMatchObject({
    code: 'no-space',
  });
  rmSync(join(dir, '.filler'));
  expect(existsSync(join(dir, 'a.md'))).toBe(true);
  for (const [path, text] of Object.entries(linkers))
    expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
  await call('file.rename', { from: 'a.md', to: 'sub/b.md' });
  expect(readFileSync(join(dir, 'l7.md'), 'utf8')).toContain('[[b]]');
});

test.skipIf(process.getuid?.() !== 0)(
  'a lost right to write: said, kept, and saved when it is back',
  async () => {
    const dir = tempFolder({ 'sub/a.md': 'old\n' });
    const dataDir = join(tempFolder(), 'data');
    chmodSync(dir, 0o755);
    chmodSync(join(dataDir, '..'), 0o777);
    for (const path of ['', 'sub', 'sub/a.md']) chownSync(join(dir, path), 65534, 65534);
    process.seteuid?.(65534);
    try {
      const { document, copies, type } = await openNote(dir, 'sub/a.md');
      chmodSync(join(dir, 'sub/a.md'), 0o640);
      chmodSync(join(dir, 'sub'), 0o555);
      type('new ');
      expect(await document.flush()).toBe(false);
      expect(document.info).toMatchObject({ status: 'error', error: { code: 'no-access' } });
      expect(copies()).toBe(1);
      chmodSync(join(dir, 'sub'), 0o755);
      expect(await document.flush()).toBe(true);
      expect(readFileSync(join(dir, 'sub/a.md'), 'utf8')).toBe('new old\n');
      expect(statSync(join(dir, 'sub/a.md')).mode & 0o777).toBe(0o640);
    } finally {
      process.seteuid?.(0);
    }
  },
);

test.skipIf(process.getuid?.() !== 0)('the owner of a file stays its owner', async () => {
  const dir = tempFolder({ 'a.md': 'old\n' });
  chownSync(join(dir, 'a.md'), 12_345, 23_456);
  const { document, type } = await openNote(dir, 'a.md');
  type('new ');
  expect(await document.flush()).toBe(true);
  expect(statSync(join(dir, 'a.md'))).toMatchObject({ uid: 12_345, gid: 23_456 });
});

test('a lost folder: the text waits, and is saved when the folder is back', async () => {
  const dir = tempFolder();
  putFiles(dir, { 'vault/a.md': 'old\n' });
  const vault = join(dir, 'vault');
  const { document, copies, type } = await openNote(vault, 'a.md');
  renameSync(vault, join(dir, 'away'));
  type('new ');
  expect(await document.flush()).toBe(false);
  expect(document.info).toMatchObject({ status: 'offline', error: { code: 'vault-lost' } });
  expect(copies()).toBe(1);
  renameSync(join(dir, 'away'), vault);
  expect(await document.flush()).toBe(true);
  expect(readFileSync(join(vault, 'a.md'), 'utf8')).toBe('new old\n');
});

test('no room for the index alone: notes are saved and renamed all the same, and it follows when there is some', async (context) => {
  const disk = diskFor(context, 4_000);
  const dir = tempFolder({ 'a.md': 'old\n', 'b.md': '[[a]]\n' });
  const { call } = await openCore(dir, { dataDir: join(disk, 'data'), watch: true });
  const { hash } = await call('note.read', { path: 'a.md' });
  const filler = fill(disk);
  const text = Array.from({ length: 20_000 }, (_, at) => `新词${at.toString(36)}`).join(' ');
  const saved = await call('note.write', { path: 'a.md', text, base: hash });
  expect(saved).toMatchObject({ path: 'a.md' });
  expect(await call('file.rename', { from: 'a.md', to: 'c.md' })).toMatchObject({ moved: [{ to: 'c.md' }] });
  expect(readFileSync(join(dir, 'c.md'), 'utf8')).toBe(text);
  expect(readFileSync(join(dir, 'b.md'), 'utf8')).toBe('[[c]]\n');
  rmSync(filler);
  await expect.poll(async () => (await call('search.query', { query: '新词eee' })).total).toBe(1);
  await expect.poll(async () => (await call('backlink.list', { path: 'c.md' })).linked).toHaveLength(1);
  await call('file.undo', {});
  expect(readFileSync(join(dir, 'b.md'), 'utf8')).toBe('[[a]]\n');
});

test('a disk that may only be read: what is to be made says so, also in folders that are not there', async (context) => {
  const disk = diskFor(context, 400);
  putFiles(disk, { 'a.md': 'old\n' });
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const { call } = await openCore(disk);
  const refused = { code: 'no-access' };
  await expect(call('settings.write', { changes: { a: 1 } })).rejects.toMatchObject(refused);
  await expect(call('note.create', { path: 'new/sub/b.md' })).rejects.toMatchObject(refused);
  await expect(call('folder.create', { path: 'x/y' })).rejects.toMatchObject(refused);
  await expect(call('file.rename', { from: 'a.md', to: 'z/b.md' })).rejects.toMatchObject(refused);
  await expect(call('file.delete', { path: 'a.md' })).rejects.toMatchObject(refused);
});
