import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPortPair } from '../../../shared/contract/port.ts';
import { createClient, serve } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { meddle } from '../../fixtures/meddler.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** Names of the notes that this thread opens from now on; other threads have an `fs` of their own. */
function openedHere(): string[] {
  const opened: string[] = [];
  const { openSync } = fs;
  fs.openSync = (path, ...rest) => {
    if (String(path).endsWith('.md')) opened.push(basename(String(path)));
    return openSync(path, ...rest);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    fs.openSync = openSync;
    syncBuiltinESMExports();
  });
  return opened;
}

const large = (word: string) => `# ${word}\n\n${'见 [[a]]，说到镜像仓库。\n\n'.repeat(40_000)}`;

test('a very large note is taken apart by another thread, at an opening and when another program writes it', async () => {
  const opened = openedHere();
  const dir = tempFolder({ 'a.md': '一\n', 'large.md': large('甲') });
  const { call, core } = await openCore(dir, { watch: true });
  expect(opened).not.toContain('large.md');
  const changed = new Promise<void>((resolve) => {
    core.events.on('vault.changed', ({ paths }) => paths?.includes('large.md') && resolve());
  });
  writeFileSync(join(dir, 'large.md'), large('乙'));
  await changed;
  await core.settled();
  expect(opened).not.toContain('large.md');
  expect((await call('search.query', { query: '乙' })).total).toBe(1);
  expect((await call('search.query', { query: '甲' })).total).toBe(0);
  writeFileSync(join(dir, 'a.md'), '二\n');
  await expect.poll(async () => (await call('search.query', { query: '二' })).total).toBe(1);
  expect(opened).toContain('a.md');
});

test('one that is saved is told of at once, and again as such when its facts are in', async () => {
  const dir = tempFolder({ 'a.md': '一\n', 'large.md': large('甲') });
  const { call, core } = await openCore(dir, { watch: true });
  const told: [number, boolean | undefined][] = [];
  core.events.on('vault.changed', ({ revision, paths, again }) => {
    if (paths === null || paths.includes('large.md')) told.push([revision, again]);
  });
  const { hash } = await call('note.read', { path: 'large.md' });
  const saved = await call('note.write', { path: 'large.md', text: large('乙'), base: hash });
  expect(told).toEqual([[saved.revision, false]]);
  expect((await call('search.query', { query: '乙' })).total).toBe(1);
  expect((await call('search.query', { query: '甲' })).total).toBe(0);
  await expect.poll(() => told.length).toBe(2);
  expect(told.at(-1)?.[1]).toBe(true);
  expect((await call('note.facts', { path: 'large.md' })).headings[0]?.text).toBe('乙');
  // By then the disk has told of the save, too.
  writeFileSync(join(dir, 'a.md'), '二\n');
  await expect.poll(async () => (await call('search.query', { query: '二' })).total).toBe(1);
  await core.settled();
  expect(told).toHaveLength(2);
});

test('what another program writes over it right after a save is told of as its own', async () => {
  const dir = tempFolder({ 'a.md': '一\n', 'large.md': large('甲') });
  const { call, core } = await openCore(dir);
  const told: unknown[] = [];
  core.events.on('vault.changed', ({ here, again }) => void told.push({ here, again }));
  const file = join(dir, 'large.md');
  const isNote = (_from: unknown, to: unknown) => to === file;
  meddle('renameSync', 'after', isNote, () => writeFileSync(file, large('丙')));
  const { hash } = await call('note.read', { path: 'large.md' });
  await call('note.write', { path: 'large.md', text: large('乙'), base: hash });
  await expect.poll(() => told).toHaveLength(2);
  expect(told.at(-1)).toEqual({ here: false, again: false });
});

test('of two saves in a row, neither is taken for another program', async () => {
  const dir = tempFolder({ 'a.md': '一\n', 'large.md': large('甲') });
  const { call, core } = await openCore(dir);
  const told: unknown[] = [];
  core.events.on('vault.changed', ({ here }) => void told.push(here));
  let { hash } = await call('note.read', { path: 'large.md' });
  for (const word of ['乙', '丙'])
    hash = (await call('note.write', { path: 'large.md', text: large(word), base: hash })).hash;
  await core.settled();
  expect((await call('note.facts', { path: 'large.md' })).headings[0]?.text).toBe('丙');
  expect(told.length).toBeGreaterThanOrEqual(3);
  expect(new Set(told)).toEqual(new Set([true]));
});

test.each([
  ['plain', '', '一👋\r\n'],
  ['with a byte order mark', '\ufeff', '一\n'],
])('a long text reaches a client of the core as it is in the file: %s', async (_, mark, start) => {
  const text = `${start}${large('甲')}`;
  const { core } = await openCore(tempFolder({ 'a.md': mark + text }));
  const [near, far] = createPortPair();
  serve(far, core.handlers);
  const client = createClient(near);
  const read = await client.call('note.read', { path: 'a.md' });
  expect(read.text === text).toBe(true);
  await client.call('note.write', { path: 'a.md', text: `${text}又`, base: read.hash });
  expect((await client.call('note.read', { path: 'a.md' })).text === `${text}又`).toBe(true);
});
