import { chmodSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const around = { 'other.md': '平常的一篇，说到 [[strange]]。' };

/** Whatever stands beside it, the rest of the vault works. */
async function openWith(files: Record<string, string | Uint8Array>) {
  const opened = await openCore(tempFolder({ ...around, ...files }));
  expect((await opened.call('search.query', { query: '平常' })).total).toBe(1);
  return opened;
}

test('invalid UTF-8 is reported, opens read-only, and its bytes stay', async () => {
  const bytes = Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x0a]);
  const { call, dir } = await openWith({ 'strange.md': bytes });
  expect((await call('note.read', { path: 'strange.md' })).readOnly).toBe('not-utf8');
  await expect(call('note.write', { path: 'strange.md', text: 'x', base: 'y' })).rejects.toEqual(
    refusal('read-only'),
  );
  expect((await call('check.run', {})).errors.map(({ path, code }) => [path, code])).toContainEqual([
    'strange.md',
    'file-unreadable',
  ]);
  expect(readFileSync(join(dir, 'strange.md'))).toEqual(bytes);
});

test('NUL bytes are text like any other', async () => {
  const { call } = await openWith({ 'strange.md': '一\0二 [[other]]' });
  expect((await call('backlink.list', { path: 'other.md' })).linked).toHaveLength(1);
  expect((await call('search.query', { query: '二' })).total).toBe(1);
});

test('a note of 50 MB opens read-only, is known by its name, and stops nothing', async () => {
  const { call } = await openWith({ 'strange.md': Buffer.alloc(7 * 7_500_000, '长文 ') });
  expect((await call('note.read', { path: 'strange.md' })).readOnly).toBe('too-large');
  expect((await call('switch.query', { query: 'strange' }))[0]?.path).toBe('strange.md');
  expect((await call('check.run', {})).errors[0]).toMatchObject({
    path: 'strange.md',
    code: 'file-unreadable',
  });
});

test('a note larger than can be opened is refused with its size', async () => {
  const { call } = await openWith({ 'strange.md': Buffer.alloc(65 * 1024 * 1024, 'x') });
  await expect(call('note.read', { path: 'strange.md' })).rejects.toEqual(refusal('too-large'));
});

test('a folder named x.md is a folder', async () => {
  const { call } = await openWith({ 'x.md/inner.md': '里面' });
  expect((await call('folder.list', { path: 'x.md' })).files.map(({ path }) => path)).toEqual([
    'x.md/inner.md',
  ]);
  await expect(call('note.read', { path: 'x.md' })).rejects.toEqual(refusal('invalid-path'));
});

test.each([
  ['TOML', '+++\ntitle = "没有结束\n+++\n正文', 2],
  ['TOML with a key twice', '+++\na = 1\na = 2\n+++\n正文', 3],
  ['YAML', '---\na: [1, 2\nb: c: d\n---\n正文', 3],
  ['JSON', '{\n"a": ,\n}\n正文', 2],
])(
  'broken %s front matter is reported with its line; the body is indexed; nothing is rewritten',
  async (_, text, line) => {
    const { call, dir } = await openWith({ 'strange.md': text });
    const { errors } = await call('check.run', {});
    expect(errors).toEqual([
      expect.objectContaining({ path: 'strange.md', line, code: 'front-matter-broken' }),
    ]);
    expect((await call('search.query', { query: '正文' })).total).toBe(1);
    await expect(call('property.set', { path: 'strange.md', name: 'draft', value: true })).rejects.toEqual(
      refusal('invalid-front-matter'),
    );
    expect(readFileSync(join(dir, 'strange.md'), 'utf8')).toBe(text);
  },
);

describe('10,000 nested', () => {
  test.each([
    ['brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['wikilinks', '[['.repeat(10_000)],
    ['quotes', `${'> '.repeat(10_000)}深`],
    ['list items', Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}- x`).join('\n')],
    ['emphasis', '*_'.repeat(10_000)],
    ['parentheses', `[a](${'('.repeat(10_000)}`],
    ['math', '$'.repeat(10_001)],
    ['YAML lists', `---\na: ${'['.repeat(10_000)}\n---\n`],
    ['TOML lists', `+++\na = ${'['.repeat(10_000)}\n+++\n`],
    ['JSON lists', `{"a": ${'['.repeat(10_000)}\n`],
  ])('%s', async (_, text) => {
    const { call } = await openWith({ 'strange.md': text });
    expect((await call('note.read', { path: 'strange.md' })).text).toBe(text);
  });
});

test.each([
  '😀.md',
  'new\nline.md',
  `${'名'.repeat(84)}.md`,
  'quote\'".md',
  '%41.md',
  ' space .md',
  '#tag.md',
  'a|b.md',
])('a note named %j is found, read, renamed', async (name) => {
  const { call } = await openWith({ [name]: '怪名 [[other]]' });
  expect((await call('search.query', { query: '怪名' })).hits[0]?.path).toBe(name);
  expect((await call('backlink.list', { path: 'other.md' })).linked[0]?.source).toBe(name);
  await call('file.rename', { from: name, to: 'plain.md' });
  expect((await call('note.read', { path: 'plain.md' })).text).toBe('怪名 [[other]]');
});

test('links that go in circles, or nowhere, are passed by', async () => {
  const dir = tempFolder(around);
  symlinkSync(dir, join(dir, 'loop'));
  symlinkSync('self.md', join(dir, 'self.md'));
  const { call } = await openCore(dir);
  expect((await call('vault.status', {})).notes).toBe(1);
});

/** Root may read everything: be somebody else for as long as the core looks. */
async function asNobody(look: () => Promise<void>): Promise<void> {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) process.seteuid?.(65534);
  try {
    await look();
  } finally {
    if (asRoot) process.seteuid?.(0);
  }
}

test('a file that may not be read is reported', async () => {
  const dir = tempFolder({ ...around, 'strange.md': 'secret' });
  chmodSync(dir, 0o777);
  chmodSync(join(dir, 'strange.md'), 0);
  await asNobody(async () => {
    const { call } = await openCore(dir, { dataDir: join(dir, '.data') });
    expect((await call('check.run', {})).errors).toContainEqual(
      expect.objectContaining({ path: 'strange.md', code: 'file-unreadable' }),
    );
    await expect(call('note.read', { path: 'strange.md' })).rejects.toEqual(refusal('no-access'));
  });
});

test('a folder that may not be read is reported, and so is such a vault', async () => {
  const dir = tempFolder({ ...around, 'open/closed/a.md': 'secret' });
  const data = tempFolder();
  for (const each of [dir, data]) chmodSync(each, 0o777);
  chmodSync(join(dir, 'open/closed'), 0);
  await asNobody(async () => {
    const { call } = await openCore(dir, { dataDir: data });
    expect((await call('check.run', {})).errors).toContainEqual(
      expect.objectContaining({ path: 'open/closed', code: 'folder-unreadable' }),
    );
  });
  chmodSync(join(dir, 'open'), 0);
  await asNobody(() =>
    expect(openCore(join(dir, 'open'), { dataDir: data })).rejects.toEqual(refusal('no-access')),
  );
});

test('a vault that vanishes is lost, not empty, and comes back', async () => {
  const dir = tempFolder();
  mkdirSync(join(dir, 'vault'));
  writeFileSync(join(dir, 'vault/a.md'), '一篇');
  const { call, core } = await openCore(join(dir, 'vault'));
  const { hash } = await call('note.read', { path: 'a.md' });
  renameSync(join(dir, 'vault'), join(dir, 'away'));
  await call('index.update', {});
  expect(await call('vault.status', {})).toMatchObject({ phase: 'lost', notes: 1 });
  await expect(call('note.write', { path: 'a.md', text: 'x', base: hash })).rejects.toEqual(
    refusal('vault-lost'),
  );
  renameSync(join(dir, 'away'), join(dir, 'vault'));
  await call('index.update', {});
  await core.settled();
  expect(await call('vault.status', {})).toMatchObject({ phase: 'ready', notes: 1 });
});
