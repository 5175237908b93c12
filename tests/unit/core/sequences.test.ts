import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { indexFile } from '../../../electron/index/database.ts';
import { type OpenCore, openCore } from '../../fixtures/core.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const read = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');
const found = async ({ call }: OpenCore, query: string) =>
  (await call('search.query', { query })).hits.map(({ path }) => path).sort();
const mentions = async ({ call }: OpenCore, path: string) =>
  (await call('backlink.list', { path })).mentions.map(({ source, text }) => `${source} ${text}`);
async function write({ call }: OpenCore, path: string, text: string) {
  await call('note.write', { path, text, base: (await call('note.read', { path })).hash });
}

describe('files and folders change places', () => {
  test.each([true, false])('a folder becomes a file of its name, and back (watched: %s)', async (watch) => {
    const dir = tempFolder({ 'x.md/inner.md': '里面 [[OVN]]', 'OVN.md': '', 'b.md': '[[x]]' });
    const core = await openCore(dir, { watch });
    const look = () => (watch ? undefined : core.call('index.update', {}));
    rmSync(join(dir, 'x.md'), { recursive: true });
    putFiles(dir, { 'x.md': '一个文件 [[OVN]]' });
    await look();
    await expect.poll(() => found(core, '文件'), { timeout: 5000 }).toEqual(['x.md']);
    expect(await found(core, '里面')).toEqual([]);
    expect((await core.call('folder.list', { path: '' })).folders).toEqual([]);
    rmSync(join(dir, 'x.md'));
    putFiles(dir, { 'x.md/inner.md': '又在里面' });
    await look();
    await expect.poll(() => found(core, '里面'), { timeout: 5000 }).toEqual(['x.md/inner.md']);
    expect(await found(core, '一个文件')).toEqual([]);
    expect((await core.call('backlink.list', { path: 'OVN.md' })).linked).toEqual([]);
  });

  test('a note in new folders shows each of them, and so does a folder that others changed', async () => {
    const dir = tempFolder({ 'a.md': '' });
    const { call } = await openCore(dir);
    await call('note.create', { path: 'x/y/z' });
    const names = async (path: string) =>
      (await call('folder.list', { path })).folders.map((one) => one.path);
    expect([await names(''), await names('x')]).toEqual([['x'], ['x/y']]);
    putFiles(dir, { 'x/y/other.md': '' });
    await call('note.create', { path: 'x/y/more' });
    expect([await names(''), await names('x')]).toEqual([['x'], ['x/y']]);
    await call('index.update', {});
    expect((await call('folder.list', { path: 'x/y' })).files.map(({ name }) => name)).toEqual([
      'more',
      'other',
      'z',
    ]);
  });

  test('a folder changes its case', async () => {
    const dir = tempFolder({ 'Dir/a.md': '[[b]] [x](b.md)', 'Dir/b.md': '', 'c.md': '[[Dir/a]]' });
    const { call } = await openCore(dir);
    await call('file.rename', { from: 'Dir', to: 'dir' });
    expect((await call('folder.list', { path: '' })).folders.map(({ path }) => path)).toEqual(['dir']);
    expect((await call('link.list', {})).map(({ target }) => target)).toEqual([
      'dir/a.md',
      'dir/b.md',
      'dir/b.md',
    ]);
  });
});

describe('what the disk says in few words', () => {
  test('a rewrite of the same size and time is met by an event', async () => {
    const dir = tempFolder({ 'a.md': '甲乙' });
    const core = await openCore(dir, { watch: true });
    const { mtime } = statSync(join(dir, 'a.md'));
    writeFileSync(join(dir, 'a.md'), '丙丁');
    utimesSync(join(dir, 'a.md'), mtime, mtime);
    await expect.poll(() => found(core, '丙丁'), { timeout: 5000 }).toEqual(['a.md']);
  });

  test('a vault that was deleted and made anew at once is still watched', { timeout: 20_000 }, async () => {
    const dir = join(tempFolder({ 'v/a.md': '旧' }), 'v');
    const core = await openCore(dir, { watch: true });
    rmSync(dir, { recursive: true });
    putFiles(dir, { 'b.md': '新' });
    await expect.poll(() => found(core, '新'), { timeout: 8000 }).toEqual(['b.md']);
    putFiles(dir, { 'c.md': '更新的' });
    await expect.poll(() => found(core, '更新的'), { timeout: 8000 }).toEqual(['c.md']);
    expect(await found(core, '旧')).toEqual([]);
  });

  test('a vault that vanishes while its text is taken in is complete once it is back', async () => {
    const base = tempFolder();
    const dir = join(base, 'v');
    for (let n = 0; n < 1500; n++) putFiles(dir, { [`${n}.md`]: `第 ${n} 篇说镜像`.repeat(40) });
    const core = await createCore({ vaultDir: dir, dataDir: join(base, 'data'), watch: false });
    const seen = new Promise<void>((resolve) => {
      core.events.on('vault.progressed', ({ phase }) => phase === 'text' && resolve());
    });
    await seen;
    renameSync(dir, `${dir}-away`);
    await core.settled();
    renameSync(`${dir}-away`, dir);
    await core.dispose();
    const again = await openCore(dir, { dataDir: join(base, 'data') });
    const db = new Database(indexFile(join(base, 'data'), dir), { readonly: true });
    const words = db.prepare(`SELECT count(*) FROM words WHERE words MATCH '"镜像"'`).pluck().get();
    db.close();
    expect([words, (await again.call('vault.status', {})).notes]).toEqual([1500, 1500]);
  });

  test('temporary files of a stopped process go at the next opening', async () => {
    const dir = tempFolder({ 'sub/.commonplace-tmp-4194304-ab': 'half', 'sub/a.md': '' });
    await openCore(dir);
    expect(readdirSync(join(dir, 'sub'))).toEqual(['a.md']);
  });
});

describe('names come and go', () => {
  test('a mention written in another width goes with its alias', async () => {
    const dir = tempFolder({ 'net.md': '---\naliases: [OVN]\n---\n', 'a.md': '用 ＯＶＮ 和 ovn' });
    const core = await openCore(dir);
    expect(await mentions(core, 'net.md')).toHaveLength(2);
    await write(core, 'net.md', '没有别名');
    expect(await mentions(core, 'net.md')).toEqual([]);
  });

  test('an alias that equals the name of another note, and two notes of one alias', async () => {
    const dir = tempFolder({ 'OVN.md': '', 'net.md': '', 'a.md': '说 OVN 与 虚网' });
    const core = await openCore(dir);
    await write(core, 'net.md', '---\naliases: [ovn, 虚网]\n---\n');
    await write(core, 'OVN.md', '---\naliases: [虚网]\n---\n');
    expect(await mentions(core, 'net.md')).toEqual(['a.md OVN', 'a.md 虚网']);
    expect(await mentions(core, 'OVN.md')).toEqual(['a.md OVN', 'a.md 虚网']);
    expect((await core.call('topic.find', { name: 'ovn' })).path).toBe('OVN.md');
    await core.call('file.delete', { path: 'OVN.md' });
    expect(await mentions(core, 'net.md')).toEqual(['a.md OVN', 'a.md 虚网']);
    await write(core, 'net.md', '');
    expect(await mentions(core, 'net.md')).toEqual([]);
  });

  test('a name of too many notes is one again when the others lose it', async () => {
    const alias = '---\naliases: [虚拟网络]\n---\n';
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`n${n}.md`, alias]));
    const core = await openCore(tempFolder({ ...many, 'a.md': '说 虚拟网络' }));
    expect(await mentions(core, 'n0.md')).toEqual([]);
    await write(core, 'n8.md', '');
    expect(await mentions(core, 'n0.md')).toEqual(['a.md 虚拟网络']);
  });

  test('an alias that another process gives and takes away', async () => {
    const dir = tempFolder({ 'net.md': '', 'a.md': '说 虚拟网络' });
    const first = await openCore(dir);
    const second = await openCore(dir, { dataDir: first.dataDir });
    await write(second, 'net.md', '---\naliases: [虚拟网络]\n---\n');
    expect(await mentions(first, 'net.md')).toEqual(['a.md 虚拟网络']);
    await write(first, 'a.md', '再说 虚拟网络');
    expect(await mentions(second, 'net.md')).toEqual(['a.md 虚拟网络']);
    await write(second, 'net.md', '');
    await write(first, 'a.md', '又说 虚拟网络');
    expect(await mentions(first, 'net.md')).toEqual([]);
  });

  test('the switcher shows what was changed last first', async () => {
    const core = await openCore(tempFolder({ 'a.md': '', 'b.md': '' }));
    for (const path of ['a.md', 'b.md', 'a.md']) {
      await write(core, path, `${Math.random()}`);
      expect((await core.call('switch.query', { query: '' }))[0]?.path).toBe(path);
    }
  });
});

describe('changes of many files', () => {
  test('a note that changed since it was indexed is not harmed by a rename or a bulk link', async () => {
    const dir = tempFolder({ 'OVN.md': '', 'a.md': '见 [[OVN]]，又说 OVN' });
    const { call } = await openCore(dir);
    putFiles(dir, { 'a.md': '前面多了一句。见 [[OVN]]，又说 OVN' });
    await call('mention.link', { target: 'OVN.md' });
    expect(read(dir, 'a.md')).toBe('前面多了一句。见 [[OVN]]，又说 [[OVN]]');
    putFiles(dir, { 'a.md': '再多一句。见 [[OVN]]' });
    await call('file.rename', { from: 'OVN.md', to: 'net/北向.md' });
    expect(read(dir, 'a.md')).toBe('再多一句。见 [[北向]]');
  });

  test('undo keeps what was written since, and takes only its own change back', async () => {
    const dir = tempFolder({ 'OVN.md': '', 'a.md': '见 [[OVN]]。\n\n尾', 'b.md': '[[OVN]]' });
    const core = await openCore(dir);
    await core.call('file.rename', { from: 'OVN.md', to: '北向.md' });
    await write(core, 'a.md', '见 [[北向]]。\n\n尾，又写了一句');
    await write(core, '北向.md', '主题里也写了');
    await core.call('file.undo', {});
    expect([read(dir, 'a.md'), read(dir, 'b.md'), read(dir, 'OVN.md')]).toEqual([
      '见 [[OVN]]。\n\n尾，又写了一句',
      '[[OVN]]',
      '主题里也写了',
    ]);
  });

  test('undo replaces no note that was made since, and can be tried again', async () => {
    const dir = tempFolder({ 'a.md': 'first', 'b.md': '[[a]]' });
    const { call } = await openCore(dir);
    await call('file.rename', { from: 'a.md', to: 'c.md' });
    await call('note.create', { path: 'a', text: 'second' });
    await expect(call('file.undo', {})).rejects.toEqual(refusal('exists'));
    expect([read(dir, 'a.md'), read(dir, 'c.md'), read(dir, 'b.md')]).toEqual(['second', 'first', '[[c]]']);
    renameSync(join(dir, 'a.md'), join(dir, 'd.md'));
    await call('file.undo', {});
    expect([read(dir, 'a.md'), read(dir, 'b.md'), existsSync(join(dir, 'c.md'))]).toEqual([
      'first',
      '[[a]]',
      false,
    ]);
  });

  test('a name that differs in case alone is not replaced', async () => {
    const dir = tempFolder({ 'a.md': '1', 'A.md': '2' });
    const { call } = await openCore(dir);
    await expect(call('file.rename', { from: 'a.md', to: 'A.md' })).rejects.toEqual(refusal('exists'));
    expect([read(dir, 'a.md'), read(dir, 'A.md')]).toEqual(['1', '2']);
  });

  test('nothing is moved out of the vault or into it through a linked folder', async () => {
    const base = tempFolder({ 'out/secret.md': 'secret', 'v/a.md': 'a' });
    const dir = join(base, 'v');
    symlinkSync(join(base, 'out'), join(dir, 'link'));
    const { call } = await openCore(dir);
    await expect(call('file.rename', { from: 'link/secret.md', to: 'b.md' })).rejects.toThrow();
    await expect(call('file.rename', { from: 'a.md', to: 'link/a.md' })).rejects.toThrow();
    await expect(call('file.rename', { from: 'a.md', to: 'link/new/a.md' })).rejects.toThrow();
    await expect(call('file.delete', { path: 'link/secret.md' })).rejects.toThrow();
    await expect(call('note.create', { path: 'link/new' })).rejects.toThrow();
    expect([readdirSync(join(base, 'out')), readdirSync(dir).sort()]).toEqual([
      ['secret.md'],
      ['a.md', 'link'],
    ]);
  });

  test('attachments move with their links, beside a note of the same stem', async () => {
    const dir = tempFolder({
      'x.png': '1',
      'x.png.md': '一篇',
      'x.md': '![[x.png]] [[x.png.md]] [[x]] ![图](x.png)',
    });
    const { call } = await openCore(dir);
    await call('file.rename', { from: 'x.png', to: 'img/y z.png' });
    expect((await call('link.list', { path: 'x.md' })).map(({ target }) => target)).toEqual([
      'img/y z.png',
      'x.png.md',
      'x.md',
      'img/y z.png',
    ]);
  });

  test('names in composed and decomposed form on one disk are two notes', async () => {
    const [nfc, nfd] = ['caf\u00e9.md', 'cafe\u0301.md'];
    const dir = tempFolder({
      [nfc]: '一 [[caf\u00e9]]',
      [nfd]: '二',
      'a.md': '[[cafe\u0301]] [[caf\u00e9]]',
    });
    const { call } = await openCore(dir);
    expect((await call('note.read', { path: nfd })).text).toBe('二');
    expect((await call('link.list', { path: 'a.md' })).map(({ target }) => target)).not.toContain(null);
    await call('file.rename', { from: nfc, to: 'x.md' });
    expect(
      readdirSync(dir)
        .filter((name) => name.endsWith('.md'))
        .sort(),
    ).toEqual(['a.md', nfd, 'x.md'].sort());
  });
});

describe('settings and names from elsewhere', () => {
  test.each(['gggg-[W]ww', 'YYYY/MM/DD', 'YYYY.MM.DD', 'GGGG-[W]WW-E', 'dddd D MMMM', 'YYYY年M月D日', 'Do'])(
    'a day is made by the format %s',
    async (format) => {
      const dir = tempFolder({ '.commonplace/settings.json': JSON.stringify({ daily: { format } }) });
      const { call } = await openCore(dir);
      const { path, created } = await call('note.daily', {});
      expect([created, existsSync(join(dir, path))]).toEqual([true, true]);
      expect((await call('note.daily', {})).created).toBe(false);
    },
  );

  test.each(['[../..]/YYYY', 'YYYY/', 'HH:mm', '[.]YYYY'])(
    'no day is made by the format %s',
    async (format) => {
      const dir = tempFolder({ '.commonplace/settings.json': JSON.stringify({ daily: { format } }) });
      const { call } = await openCore(dir);
      await expect(call('note.daily', {})).rejects.toEqual(
        expect.objectContaining({ code: expect.stringMatching(/^invalid-(?:path|name)$/) }),
      );
      expect(readdirSync(dir)).toEqual(['.commonplace']);
    },
  );

  test.each(['../x.png', 'a/b.png', '.hidden', `${'x'.repeat(300)}.png`, '', 'a\0.png', 'con.png'])(
    'an attachment is not stored as %j',
    async (name) => {
      const dir = tempFolder({ 'sub/a.md': '' });
      const { call } = await openCore(dir);
      const params = { note: 'sub/a.md', name, data: 'eA==' };
      await expect(call('attachment.create', params)).rejects.toEqual(refusal('invalid-name'));
      expect(readdirSync(dir)).toEqual(['sub']);
    },
  );

  test.each([
    ['./', 'sub/a.md', 'sub/pic'],
    ['./files', 'sub/a.md', 'sub/files/pic'],
    ['./', 'a.md', 'pic'],
    ['/', 'sub/a.md', 'pic'],
    ['', 'sub/a.md', 'pic'],
  ])('with the folder %j, a file pasted in %s is %s', async (folder, note, stored) => {
    const dir = tempFolder({
      'sub/a.md': '',
      'a.md': '',
      '.commonplace/settings.json': JSON.stringify({ attachments: { folder } }),
    });
    const { call } = await openCore(dir);
    expect((await call('attachment.create', { note, name: 'pic', data: 'eA==' })).path).toBe(stored);
    expect((await call('attachment.create', { note, name: 'pic', data: 'eQ==' })).path).toBe(`${stored} 1`);
    expect(read(dir, stored)).toBe('x');
  });

  test('broken settings hold nothing up, and are not written over', async () => {
    const dir = tempFolder({ '.commonplace/settings.json': '{broken', 'OVN.md': '', 'a.md': 'OVN' });
    const { call } = await openCore(dir);
    expect(await call('settings.read', {})).toEqual({});
    await expect(call('settings.write', { changes: { a: 1 } })).rejects.toEqual(refusal('blocked'));
    await call('file.rename', { from: 'OVN.md', to: 'x.md' });
    await call('note.daily', {});
    expect(read(dir, '.commonplace/settings.json')).toBe('{broken');
  });

  test('a property is set in a note with CRLF, and in one without front matter', async () => {
    const dir = tempFolder({ 'a.md': '---\r\nb: 1\r\n---\r\n\r\n文\r\n', 'c.md': '\uFEFF一行\r\n二行\r\n' });
    const { call } = await openCore(dir);
    await call('property.set', { path: 'a.md', name: 'x', value: '云' });
    await call('property.set', { path: 'c.md', name: 'x', value: '云' });
    expect(read(dir, 'a.md')).toBe('---\r\nb: 1\r\nx: 云\r\n---\r\n\r\n文\r\n');
    expect(read(dir, 'c.md')).toMatch(/^\uFEFF\+\+\+\r\nx = .云.\r\n\+\+\+\r\n(?:\r\n)?一行\r\n二行\r\n$/);
  });

  test('a topic counts its marks in a note with CRLF and a byte order mark', async () => {
    const text = '# 头\r\n\r\n- OVN 与 [[OVN|它]]，再 OVN\r\n  第二行 OVN\r\n\r\n尾 OVN';
    const dir = tempFolder({ 'OVN.md': '', 'a.md': `\uFEFF${text}` });
    const { call } = await openCore(dir);
    const { entries } = await call('topic.read', { path: 'OVN.md' });
    expect(entries.map((entry) => entry.marks.map(({ from, to }) => entry.text.slice(from, to)))).toEqual([
      ['OVN', '[[OVN|它]]', 'OVN', 'OVN'],
      ['OVN'],
    ]);
    for (const entry of entries) expect(text.slice(entry.from).startsWith(entry.text)).toBe(true);
  });
});
