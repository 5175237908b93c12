import { appendFileSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

async function watched(files: Record<string, string>) {
  const dir = tempFolder(files);
  const opened = await openCore(dir, { watch: true });
  const count = async (query: string) => (await opened.call('search.query', { query })).total;
  const until = (check: () => Promise<boolean>) =>
    expect.poll(check, { timeout: 10_000, interval: 30 }).toBe(true);
  return { ...opened, count, until };
}

test('what another program writes, moves and deletes is taken in', async () => {
  const { dir, count, call, until } = await watched({ 'a.md': '一篇' });
  putFiles(dir, { 'b.md': '新写的 [[a]]' });
  await until(async () => (await call('backlink.list', { path: 'a.md' })).linked.length === 1);
  putFiles(dir, { 'a.md': '改过的' });
  await until(async () => (await count('改过的')) === 1);
  mkdirSync(join(dir, 'sub'));
  renameSync(join(dir, 'b.md'), join(dir, 'sub/c.md'));
  await until(async () => (await call('backlink.list', { path: 'a.md' })).linked[0]?.source === 'sub/c.md');
  rmSync(join(dir, 'sub'), { recursive: true });
  await until(async () => (await count('新写的')) === 0);
});

test('a change by another process on the same vault and index is seen', async () => {
  const first = await watched({ 'a.md': '用 OVN 的一天' });
  const second = await openCore(first.dir, { dataDir: first.dataDir });
  await second.call('note.create', { path: 'OVN', text: '主题' });
  await first.until(async () => (await first.call('topic.list', {})).some(({ path }) => path === 'OVN.md'));
  const read = await first.call('note.read', { path: 'OVN.md' });
  await second.call('note.write', { path: 'OVN.md', text: '别处改的', base: read.hash });
  await expect(
    first.call('note.write', { path: 'OVN.md', text: '这里改的', base: read.hash }),
  ).rejects.toEqual(
    expect.objectContaining({ code: 'conflict', data: expect.objectContaining({ text: '别处改的' }) }),
  );
});

test('a checkout of many files is taken in while calls are answered', async () => {
  const { dir, call, count, until } = await watched({ 'a.md': '一篇' });
  putFiles(
    dir,
    Object.fromEntries(Array.from({ length: 800 }, (_, n) => [`many/${n}.md`, `第 ${n} 篇，说 a 与 检出`])),
  );
  expect((await call('note.read', { path: 'a.md' })).text).toBe('一篇');
  await until(async () => (await count('检出')) === 800);
});

test('a change is told once to this process, whether it made it or another did', async () => {
  const first = await watched({ 'a.md': '一' });
  const second = await openCore(first.dir, { dataDir: first.dataDir });
  const told: string[] = [];
  first.core.events.on('vault.changed', ({ paths }) => told.push(...(paths ?? ['everything'])));
  const { hash } = await first.call('note.read', { path: 'a.md' });
  const mine = await first.call('note.write', { path: 'a.md', text: '二', base: hash });
  await second.call('note.write', { path: 'a.md', text: '三', base: mine.hash });
  putFiles(first.dir, { 'b.md': '' });
  await first.until(async () => told.includes('b.md'));
  expect(told).toEqual(['a.md', 'a.md', 'b.md']);
});

test('empty folders are told of as they come and go, made here or outside', async () => {
  const { dir, call, core, until } = await watched({ 'a.md': '一' });
  const told: string[] = [];
  core.events.on('vault.changed', ({ paths }) => told.push(...(paths ?? [])));
  const shown = async () => (await call('folder.list', { path: '' })).folders.map(({ path }) => path);
  await call('folder.create', { path: 'here' });
  expect(told).toEqual(['here']);
  mkdirSync(join(dir, 'outside/inner'), { recursive: true });
  await until(async () => told.includes('outside'));
  expect(await shown()).toEqual(['here', 'outside']);
  for (const path of ['here', 'outside/inner', 'outside']) rmdirSync(join(dir, path));
  await until(async () => (await shown()).length === 0);
  await until(async () => ['here', 'outside'].every((path) => told.lastIndexOf(path) > told.indexOf(path)));
});

test('an empty folder that is found or missed by a later look is told of', async () => {
  const dir = tempFolder({ 'a.md': '一' });
  const { core, call } = await openCore(dir);
  let told = false;
  core.events.on('vault.changed', () => {
    told = true;
  });
  const toldOfLook = async () => {
    told = false;
    await call('index.update', {});
    return told;
  };
  mkdirSync(join(dir, 'empty'));
  expect(await toldOfLook()).toBe(true);
  expect(await toldOfLook()).toBe(false);
  rmdirSync(join(dir, 'empty'));
  expect(await toldOfLook()).toBe(true);
});

test('of each change it is told whether it was asked of us', async () => {
  const { dir, call, core, until } = await watched({ 'a.md': '# 甲\n\n## 乙\n', 'b.md': '[[a#乙]]\n' });
  const told = new Map<string, boolean | undefined>();
  core.events.on('vault.changed', ({ paths, here }) => {
    for (const path of paths ?? []) told.set(path, here);
  });
  await call('heading.rename', { path: 'a.md', line: 3, text: '丙' });
  expect([told.get('a.md'), told.get('b.md')]).toEqual([true, true]);
  appendFileSync(join(dir, 'a.md'), '外\n');
  await until(async () => told.get('a.md') === false);
});

test('what another program writes right after a write of ours is told', async () => {
  const { dir, call, core } = await watched({ 'a.md': '开始\n' });
  const told: (string[] | null)[] = [];
  core.events.on('vault.changed', ({ paths }) => told.push(paths));
  for (let round = 0; round < 20; round++) {
    const { hash } = await call('note.read', { path: 'a.md' });
    await call('note.write', { path: 'a.md', text: `ours ${round}\n`, base: hash });
    // At once, and after a while in which the watcher has told of our own write.
    await new Promise((resolve) => setTimeout(resolve, (round % 4) * 15));
    const before = told.length;
    appendFileSync(join(dir, 'a.md'), `theirs ${round}\n`);
    await expect
      .poll(() => told.slice(before).some((paths) => paths === null || paths.includes('a.md')))
      .toBe(true);
    expect((await call('note.read', { path: 'a.md' })).text).toBe(`ours ${round}\ntheirs ${round}\n`);
  }
}, 180_000);
