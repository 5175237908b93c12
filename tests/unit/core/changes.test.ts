import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { meddle } from '../../fixtures/meddler.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const vault = {
  'OVN.md': '# OVN\n\n见 [[k3s]]。\n',
  'k3s.md': '---\naliases: [轻量集群]\n---\n# 安装\n',
  'daily/1.md':
    '用 OVN 和 [[k3s#安装|装好]]，又看 OVN。\n\n| 表 | 格 |\n|---|---|\n| OVN | [[k3s\\|集群]] |\n',
  'daily/2.md': '[k3s](../k3s.md) ![[图.png]] ovn\r\n第二行 ＯＶＮ\r\n',
  'daily/图.png': 'png',
};
const read = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');

test('a renamed note keeps every link, and one undo takes it back', async () => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  const plan = await call('file.rename', { from: 'k3s.md', to: 'topics/集群.md', dryRun: true });
  expect(plan.moved).toEqual([{ from: 'k3s.md', to: 'topics/集群.md' }]);
  expect(read(dir, 'OVN.md')).toBe(vault['OVN.md']);

  const done = await call('file.rename', { from: 'k3s.md', to: 'topics/集群.md' });
  expect(done).toEqual(plan);
  expect(read(dir, 'OVN.md')).toBe('# OVN\n\n见 [[集群]]。\n');
  expect(read(dir, 'daily/1.md')).toContain('[[集群#安装|装好]]');
  expect(read(dir, 'daily/1.md')).toContain('[[集群\\|集群]]');
  expect(read(dir, 'daily/2.md')).toContain('[k3s](../topics/');
  const { linked } = await call('backlink.list', { path: 'topics/集群.md' });
  expect(linked).toHaveLength(4);

  await call('file.undo', {});
  for (const [path, text] of Object.entries(vault)) expect(read(dir, path)).toBe(text);
  expect((await call('backlink.list', { path: 'k3s.md' })).linked).toHaveLength(4);
});

test('where nothing was done there is nothing to undo, and it is said in words of its own', async () => {
  const { call } = await openCore(tempFolder(vault));
  await expect(call('file.undo', {})).rejects.toMatchObject({ data: { refusal: 'no-undo' } });
});

test.each([
  ['in use by another program', 'EBUSY', 'busy'],
  ['on a disk that is full', 'ENOSPC', 'no-space'],
  ['that may not be written', 'EACCES', 'no-access'],
])('an undo that meets a file %s changes nothing, and can be asked for again', async (_, errno, code) => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  await call('file.rename', { from: 'k3s.md', to: 'topics/集群.md' });
  const paths = ['OVN.md', 'topics/集群.md', 'daily/1.md', 'daily/2.md'];
  const renamed = paths.map((path) => read(dir, path));
  // The last of the notes that the undo writes: those before it have to be taken back.
  const isLast = (_from: unknown, to: unknown) => to === join(dir, 'daily/2.md');
  meddle('renameSync', 'before', isLast, () => {
    throw Object.assign(new Error(errno), { code: errno });
  });
  await expect(call('file.undo', {})).rejects.toEqual(expect.objectContaining({ code }));
  expect(paths.map((path) => read(dir, path))).toEqual(renamed);
  expect((await call('backlink.list', { path: 'topics/集群.md' })).linked).toHaveLength(4);
  expect(readdirSync(join(dir, '.commonplace/journal'))).toEqual([]);
  expect(await call('file.undo', {})).toMatchObject({ what: 'rename' });
  for (const [path, text] of Object.entries(vault)) expect(read(dir, path)).toBe(text);
  expect((await call('backlink.list', { path: 'k3s.md' })).linked).toHaveLength(4);
});

test('a moved folder takes its links along', async () => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  const { moved } = await call('file.rename', { from: 'daily', to: 'archive/2025' });
  expect(moved.map(({ to }) => to).sort()).toEqual([
    'archive/2025/1.md',
    'archive/2025/2.md',
    'archive/2025/图.png',
  ]);
  expect((await call('link.list', {})).filter((link) => link.target === null)).toEqual([]);
  await call('file.undo', {});
  for (const [path, text] of Object.entries(vault)) expect(read(dir, path)).toBe(text);
});

test.each([
  ['k3s.md', 'OVN.md', 'exists'],
  ['no.md', 'x.md', 'not-found'],
  ['k3s.md', '../x.md', 'invalid-path'],
  ['k3s.md', 'a?.md', 'invalid-name'],
  ['daily', 'daily/inner', 'invalid-path'],
])('%s → %s is refused and changes nothing', async (from, to, code) => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  await expect(call('file.rename', { from, to })).rejects.toEqual(expect.objectContaining({ code }));
  for (const [path, text] of Object.entries(vault)) expect(read(dir, path)).toBe(text);
});

test('mentions become links as they are written, in tables too, and one undo takes them back', async () => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  const { edits } = await call('mention.link', { target: 'OVN.md' });
  expect(edits.map(({ path, line }) => [path, line])).toEqual([
    ['daily/1.md', 1],
    ['daily/1.md', 5],
    ['daily/2.md', 1],
    ['daily/2.md', 2],
  ]);
  expect(read(dir, 'daily/1.md')).toBe(
    '用 [[OVN]] 和 [[k3s#安装|装好]]，又看 [[OVN]]。\n\n| 表 | 格 |\n|---|---|\n| [[OVN]] | [[k3s\\|集群]] |\n',
  );
  expect(read(dir, 'daily/2.md')).toBe(
    '[k3s](../k3s.md) ![[图.png]] [[OVN|ovn]]\r\n第二行 [[OVN|ＯＶＮ]]\r\n',
  );
  expect((await call('backlink.list', { path: 'OVN.md' })).mentions).toEqual([]);
  await call('file.undo', {});
  for (const [path, text] of Object.entries(vault)) expect(read(dir, path)).toBe(text);
});

test('"not this one" holds while the text around it stays; "never" holds for the name', async () => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  const mentions = async () => (await call('backlink.list', { path: 'OVN.md' })).mentions;
  const [first] = await mentions();
  await call('mention.ignore', { target: 'OVN.md', source: 'daily/1.md', from: 2 });
  expect((await mentions()).map(({ source, from }) => `${source}:${from}`)).not.toContain('daily/1.md:2');
  expect(await mentions()).toHaveLength(4);
  putFiles(dir, { 'daily/1.md': `新的一行\n${vault['daily/1.md']}` });
  await call('index.update', {});
  expect(await mentions()).toHaveLength(4);
  await call('mention.ignore', { target: 'OVN.md', name: first?.text ?? 'OVN' });
  expect(await mentions()).toEqual([]);
  expect((await call('topic.list', {})).find(({ path }) => path === 'OVN.md')).toBeUndefined();
});

test('a deleted note goes to the trash and comes back', async () => {
  const dir = tempFolder(vault);
  const { call } = await openCore(dir);
  const { trash } = await call('file.delete', { path: 'k3s.md' });
  expect(read(dir, trash)).toBe(vault['k3s.md']);
  expect((await call('link.list', { path: 'OVN.md' }))[0]?.target).toBeNull();
  await call('file.undo', {});
  expect((await call('link.list', { path: 'OVN.md' }))[0]?.target).toBe('k3s.md');
  await expect(call('file.undo', {})).rejects.toEqual(expect.objectContaining({ code: 'not-found' }));
});

test('an alias names a note in mentions and in the switcher', async () => {
  const { call } = await openCore(tempFolder({ ...vault, 'daily/3.md': '今天装了轻量集群。' }));
  expect((await call('backlink.list', { path: 'k3s.md' })).mentions[0]).toMatchObject({ text: '轻量集群' });
  expect((await call('switch.query', { query: '轻量' }))[0]).toMatchObject({ path: 'k3s.md', via: 'alias' });
  expect((await call('switch.query', { query: 'qljq' }))[0]).toMatchObject({ path: 'k3s.md', via: 'pinyin' });
  expect((await call('topic.find', { name: '轻量集群' })).path).toBe('k3s.md');
});

test('a property is set, changed and unset, and every other byte stays', async () => {
  const dir = tempFolder({
    'a.md': '\uFEFF+++\r\n# 注\r\ndate = 2025-08-06\r\ndraft = true # 还没写完\r\n+++\r\n正文\r\n',
  });
  const { call } = await openCore(dir);
  expect(await call('property.set', { path: 'a.md', name: 'draft', value: false })).toMatchObject({
    value: false,
  });
  expect(read(dir, 'a.md')).toBe(
    '\uFEFF+++\r\n# 注\r\ndate = 2025-08-06\r\ndraft = false # 还没写完\r\n+++\r\n正文\r\n',
  );
  expect(await call('property.set', { path: 'a.md', name: 'draft' })).toMatchObject({
    type: 'null',
    value: null,
  });
  expect(read(dir, 'a.md')).not.toContain('draft');
});

test('a day is made once, as Hugo reads it, or from the template', async () => {
  const plain = await openCore(tempFolder());
  expect(await plain.call('note.daily', {})).toEqual({ path: 'daily/2025-08-06.md', created: true });
  expect(await plain.call('note.daily', { date: 'today' })).toMatchObject({ created: false });
  expect(read(plain.dir, 'daily/2025-08-06.md')).toMatch(
    /^\+\+\+\ndate = '2025-08-06T\d\d:00:00[+-]\d\d:\d\d'\ndraft = true\ntitle = '2025-08-06'\n\+\+\+\n/,
  );
  await expect(plain.call('note.daily', { date: '2025-02-30' })).rejects.toEqual(
    expect.objectContaining({ code: 'invalid-params' }),
  );

  const obsidian = await openCore(
    tempFolder({
      '.obsidian/daily-notes.json': '{"folder": "/日记", "format": "YYYY/MM-DD", "template": "模板/日.md"}',
      '模板/日.md': '# {{title}}\n{{date:YYYY年M月D日}} {{ .Values }}\n',
    }),
  );
  const { path } = await obsidian.call('note.daily', { date: '2025-08-07' });
  expect(path).toBe('日记/2025/08-07.md');
  expect(read(obsidian.dir, path)).toBe('# 08-07\n2025年8月7日 {{ .Values }}\n');
});
