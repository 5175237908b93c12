import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { hashBytes } from '../../../electron/disk/atomic-write.ts';
import type { Calls, Method } from '../../../shared/contract/api.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const minute = 60_000;

/** A core over `files`, with a clock that is moved by hand. */
async function open(files: Record<string, string | Uint8Array>, at?: { dir: string; data: string }) {
  const dir = at?.dir ?? tempFolder(files);
  const data = at?.data ?? tempFolder();
  let now = Date.parse('2025-08-06T12:00:00Z');
  const log: string[] = [];
  const core = await createCore({
    vaultDir: dir,
    dataDir: join(data, 'cache'),
    stateDir: join(data, 'state'),
    watch: false,
    clock: () => new Date(now),
    log: (line) => log.push(line),
  });
  let disposed = false;
  const dispose = async () => {
    if (!disposed) await core.dispose();
    disposed = true;
  };
  onTestFinished(dispose);
  await core.settled();
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const call = async <M extends Method>(method: M, params: Calls[M]['params']) =>
    (await invoke(core.handlers, method, params, context)) as Calls[M]['result'];
  const read = (path: string) => readFileSync(join(dir, path), 'utf8');
  return {
    dir,
    data,
    log,
    call,
    read,
    dispose,
    wait: (ms: number) => {
      now += ms;
    },
    /** Write a note as an editor does, from the text that is there. */
    type: (path: string, text: string) =>
      call('note.write', { path, text, base: hashBytes(readFileSync(join(dir, path))) }),
    /** Reason and text of each version, newest first. */
    async versions(path: string) {
      const list = await call('history.list', { path });
      return Promise.all(
        list.map(async ({ id, reason }) => [reason, (await call('history.read', { path, id })).text]),
      );
    },
  };
}

test('the text before the first change is kept, then one every three minutes', async () => {
  const { call, type, wait, versions } = await open({ 'a.md': 'zero' });
  await type('a.md', 'one');
  expect(await versions('a.md')).toEqual([['edit', 'zero']]);
  wait(minute);
  await type('a.md', 'two');
  wait(minute);
  await type('a.md', 'three');
  expect(await versions('a.md')).toEqual([['edit', 'zero']]);
  wait(minute);
  await type('a.md', 'four');
  expect(await versions('a.md')).toEqual([
    ['edit', 'three'],
    ['edit', 'zero'],
  ]);
  expect(await call('history.list', { path: 'a.md' })).toEqual([
    { id: expect.any(String), time: Date.parse('2025-08-06T12:03:00Z'), bytes: 5, reason: 'edit' },
    { id: expect.any(String), time: Date.parse('2025-08-06T12:00:00Z'), bytes: 4, reason: 'edit' },
  ]);
});

test('each session begins with its own, unless that is there already', async () => {
  const first = await open({ 'a.md': 'zero' });
  await first.type('a.md', 'one');
  await first.dispose();
  const second = await open({}, first);
  await second.type('a.md', 'two');
  await second.type('a.md', 'three');
  await second.dispose();
  putFiles(first.dir, { 'a.md': 'one' });
  const third = await open({}, first);
  await third.type('a.md', 'four');
  expect(await third.versions('a.md')).toEqual([
    ['edit', 'one'],
    ['edit', 'zero'],
  ]);
});

test('what another program wrote is kept before we write over it, whatever the time', async () => {
  const { dir, type, versions } = await open({ 'a.md': 'zero' });
  await type('a.md', 'one');
  putFiles(dir, { 'a.md': 'theirs' });
  await type('a.md', 'merged');
  expect(await versions('a.md')).toEqual([
    ['outside', 'theirs'],
    ['edit', 'zero'],
  ]);
});

test('both sides of a conflict are kept', async () => {
  const { call, dir, type, versions } = await open({ 'a.md': 'zero' });
  const { hash } = await type('a.md', 'one');
  putFiles(dir, { 'a.md': 'theirs' });
  await expect(call('note.write', { path: 'a.md', text: 'ours', base: hash })).rejects.toMatchObject({
    code: 'conflict',
  });
  await type('a.md', 'both');
  expect(await versions('a.md')).toEqual([
    ['merge', 'theirs'],
    ['merge', 'ours'],
    ['edit', 'zero'],
  ]);
});

test('a property is an edit; a new note has no history', async () => {
  const { call, type, versions } = await open({ 'a.md': 'text' });
  await call('property.set', { path: 'a.md', name: 'count', value: 1, type: 'number' });
  expect(await versions('a.md')).toEqual([['edit', 'text']]);
  await call('note.create', { path: 'new.md' });
  await type('new.md', 'something');
  expect(await versions('new.md')).toEqual([]);
});

test('a rename keeps the notes that it edits, and history goes with the note', async () => {
  const { call, type, versions } = await open({ 'a.md': 'A', 'b.md': 'see [[a]]\n' });
  await type('a.md', 'A2');
  await call('file.rename', { from: 'a.md', to: 'sub/c.md' });
  expect(await versions('b.md')).toEqual([['rename', 'see [[a]]\n']]);
  await expect(versions('a.md')).rejects.toMatchObject({ code: 'not-found' });
  expect(await versions('sub/c.md')).toEqual([['edit', 'A']]);
  await call('file.rename', { from: 'sub', to: 'other' });
  expect(await versions('other/c.md')).toEqual([['edit', 'A']]);
  await call('file.undo', {});
  await call('file.undo', {});
  expect(await versions('a.md')).toEqual([['edit', 'A']]);
  expect((await versions('b.md')).map(([, text]) => text)).toEqual(['see [[c]]\n', 'see [[a]]\n']);
});

test('linking mentions keeps the notes that it edits', async () => {
  const { call, versions } = await open({ 'OVN.md': '# OVN\n', 'b.md': 'about OVN\n' });
  await call('mention.link', { target: 'OVN.md' });
  expect(await versions('b.md')).toEqual([['link', 'about OVN\n']]);
});

test('an older text comes back, what it replaces is kept, and one undo takes that back', async () => {
  const { call, type, read, versions } = await open({ 'a.md': '\uFEFFzero\r\n' });
  await type('a.md', 'one\r\n');
  const [kept] = await call('history.list', { path: 'a.md' });
  const id = kept?.id ?? '';
  expect(await call('history.restore', { path: 'a.md', id })).toEqual({ path: 'a.md', restored: id });
  expect(read('a.md')).toBe('\uFEFFzero\r\n');
  expect(await versions('a.md')).toEqual([
    ['restore', 'one\r\n'],
    ['edit', 'zero\r\n'],
  ]);
  expect(await call('file.undo', {})).toEqual({ what: 'restore', paths: ['a.md'] });
  expect(read('a.md')).toBe('\uFEFFone\r\n');
});

test('what was typed after a restore stays where that is taken back', async () => {
  const { call, type, read } = await open({ 'a.md': '1\n2\n3\n4\n5\n' });
  await type('a.md', 'one\n2\n3\n4\n5\n');
  const [kept] = await call('history.list', { path: 'a.md' });
  await call('history.restore', { path: 'a.md', id: kept?.id ?? '' });
  await type('a.md', '1\n2\n3\n4\nfive\n');
  await call('file.undo', {});
  expect(read('a.md')).toBe('one\n2\n3\n4\nfive\n');
});

test('a deleted note is found and brought back, byte for byte, and undo deletes it again', async () => {
  const odd = Buffer.from([0xff, 0xfe, 0x41]);
  const { call, read, dir } = await open({
    'a.md': 'see [[b]]',
    'sub/b.md': '\uFEFFbee',
    'sub/odd.md': odd,
    'sub/p.png': 'png',
  });
  expect(await call('history.deleted', {})).toEqual([]);
  await call('file.delete', { path: 'sub' });
  const gone = await call('history.deleted', {});
  expect(gone.map(({ path }) => path).sort()).toEqual(['sub/b.md', 'sub/odd.md']);
  for (const { path, id } of gone) await call('history.restore', { path, id });
  expect(read('sub/b.md')).toBe('\uFEFFbee');
  expect(readFileSync(join(dir, 'sub/odd.md'))).toEqual(odd);
  expect((await call('link.list', { path: 'a.md' }))[0]?.target).toBe('sub/b.md');
  expect(await call('history.deleted', {})).toEqual([]);
  await call('file.undo', {});
  await call('file.undo', {});
  expect((await call('history.deleted', {})).map(({ path }) => path).sort()).toEqual([
    'sub/b.md',
    'sub/odd.md',
  ]);
});

test('a note that others deleted is found too, where it had a history', async () => {
  const { call, type, dir } = await open({ 'a.md': 'zero' });
  await type('a.md', 'one');
  rmSync(join(dir, 'a.md'));
  expect(await call('history.deleted', {})).toMatchObject([{ path: 'a.md' }]);
});

test.each([
  ['a version that is not there', { path: 'a.md', id: '77' }],
  ['a note that never was', { path: 'never.md', id: '1' }],
  ['the version of another note', { path: 'b.md', id: '1' }],
])('%s is not found', async (_, params) => {
  const { call, type, read } = await open({ 'a.md': 'zero', 'b.md': 'b' });
  await type('a.md', 'one');
  await expect(call('history.restore', params)).rejects.toMatchObject({ code: 'not-found' });
  await expect(call('history.read', params)).rejects.toMatchObject({ code: 'not-found' });
  expect([read('a.md'), read('b.md'), existsSync('never.md')]).toEqual(['one', 'b', false]);
});

test('where the history cannot be kept, everything goes on and the log says so', async () => {
  const { call, type, read, data, log } = await open({
    'a.md': 'A',
    'b.md': 'see [[a]] and OVN\n',
    'OVN.md': '',
  });
  mkdirSync(join(data, 'state'), { recursive: true });
  writeFileSync(join(data, 'state/history'), 'a file where the folder should be');
  await type('a.md', 'A2');
  await call('file.rename', { from: 'a.md', to: 'c.md' });
  await call('mention.link', { target: 'OVN.md' });
  await call('file.delete', { path: 'c.md' });
  expect(read('b.md')).toBe('see [[c]] and [[OVN]]\n');
  expect(log.length).toBeGreaterThan(0);
  for (const line of log) expect(line).toContain('the history could not be kept');
});

test('a history that is full of noise is put aside, and the write goes on', async () => {
  const first = await open({ 'a.md': 'zero' });
  await first.type('a.md', 'one');
  await first.dispose();
  const folder = join(first.data, 'state/history');
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'noise'.repeat(5000));
  const second = await open({}, first);
  await second.type('a.md', 'two');
  expect(await second.versions('a.md')).toEqual([['edit', 'one']]);
  expect(readdirSync(folder).some((name) => name.includes('.broken-'))).toBe(true);
  expect(second.log).toEqual([]);
});

test('a history that turns out to be damaged while a text is being kept is put aside, and the text kept', async () => {
  const first = await open({ 'a.md': 'zero' });
  await first.type('a.md', 'one');
  await first.dispose();
  const folder = join(first.data, 'state/history');
  const db = new Database(join(folder, readdirSync(folder)[0] ?? ''));
  db.exec('DROP TABLE snapshot');
  db.close();
  const second = await open({}, first);
  await second.type('a.md', 'two');
  expect(await second.versions('a.md')).toEqual([['edit', 'one']]);
  expect(second.log).toEqual([]);
});

test('looking alone makes no history', async () => {
  const { call, data } = await open({ 'a.md': 'zero' });
  expect(await call('history.list', { path: 'a.md' })).toEqual([]);
  expect(existsSync(join(data, 'state/history'))).toBe(false);
});
