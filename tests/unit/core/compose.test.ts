import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../../shared/note/front-matter.ts';
import { addProperties } from '../../../shared/note/property-add.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const reader = (dir: string) => (path: string) =>
  existsSync(join(dir, path)) ? readFileSync(join(dir, path), 'utf8') : undefined;

const topic = `---
tags: [a]
---
# 主题

开头 [[#装]] 与 [[#^b1]]

## 装

见 [[#主题]]、[图](./img.png)、[[其他]]

块 ^b1

### 细

细节

## 用

用法 [[#装]]
`;
const files = {
  'sub/topic.md': topic,
  'day.md': '[[topic#装]] [[topic#装#细|细]] [m](sub/topic.md#装) [[topic#^b1]] [[topic#用]] [[topic]]\n',
  '其他.md': '别的\n',
  'sub/img.png': 'x',
};

describe('taking a part out of a note', () => {
  const params = {
    path: 'sub/topic.md',
    from: { line: 8, column: 1 },
    to: { line: 17, column: 1 },
    target: 'sub/装.md',
    leave: 'link' as const,
  };

  test('every link to it and in it goes on pointing right, and one undo takes it back', async () => {
    const dir = tempFolder(files);
    const read = reader(dir);
    const { call } = await openCore(dir);
    const before = await call('link.list', {});
    await call('note.extract', params);
    expect(read('sub/装.md')).toBe(
      '## 装\n\n见 [[topic#主题]]、[图](./img.png)、[[其他]]\n\n块 ^b1\n\n### 细\n\n细节\n',
    );
    expect(read('sub/topic.md')).toBe(
      '---\ntags: [a]\n---\n# 主题\n\n开头 [[装#装]] 与 [[装#^b1]]\n\n[[装]]\n\n## 用\n\n用法 [[装#装]]\n',
    );
    expect(read('day.md')).toBe(
      '[[装#装]] [[装#装#细|细]] [m](sub/装.md#装) [[装#^b1]] [[topic#用]] [[topic]]\n',
    );
    const links = await call('link.list', {});
    expect(links).toHaveLength(before.length + 1);
    expect(links.filter((link) => link.target === null || link.fragmentFound === false)).toEqual([]);
    await call('file.undo', {});
    expect(['sub/topic.md', 'day.md', 'sub/装.md'].map(read)).toEqual([topic, files['day.md'], undefined]);
  });

  test('a look beforehand changes nothing, and tells every line', async () => {
    const dir = tempFolder(files);
    const { call } = await openCore(dir);
    const { edits } = await call('note.extract', { ...params, dryRun: true });
    expect(new Set(edits.map((edit) => edit.path))).toEqual(new Set(['sub/topic.md', 'day.md', 'sub/装.md']));
    expect(reader(dir)('sub/装.md')).toBeUndefined();
    expect(reader(dir)('day.md')).toBe(files['day.md']);
  });

  test('into another folder, embedded, with CRLF and a template', async () => {
    const note = '甲 [图](img.png)\r\n\r\n乙 [近](./其他.md)\r\n';
    const dir = tempFolder({
      'a/n.md': note,
      'a/img.png': 'x',
      'a/其他.md': '',
      'templates/t.md': '# {{newTitle}}\n来自 [[{{fromTitle}}]]\n\n{{content}}\n',
      '.commonplace/settings.json': '{"composer": {"template": "t"}}',
    });
    const { call } = await openCore(dir);
    await call('note.extract', {
      path: 'a/n.md',
      from: { line: 1, column: 1 },
      to: { line: 3, column: 99 },
      target: 'b/新',
      leave: 'embed',
    });
    expect(reader(dir)('b/新.md')).toBe(
      '# 新\n来自 [[n]]\n\n甲 [图](../a/img.png)\r\n\r\n乙 [近](../a/%E5%85%B6%E4%BB%96.md)\n'.replace(
        '%E5%85%B6%E4%BB%96',
        '其他',
      ),
    );
    expect(reader(dir)('a/n.md')).toBe('![[新]]\r\n');
  });

  test('to the end of a note that is there; a selection within a line', async () => {
    const dir = tempFolder({ 'a.md': '前 中间 后\n', 'b.md': '乙\n\n\n' });
    const { call } = await openCore(dir);
    await call('note.extract', {
      path: 'a.md',
      from: { line: 1, column: 3 },
      to: { line: 1, column: 5 },
      target: 'b.md',
      leave: 'nothing',
    });
    expect(['a.md', 'b.md'].map(reader(dir))).toEqual(['前  后\n', '乙\n\n中间\n']);
  });

  test.each([
    [{ from: { line: 2, column: 1 }, to: { line: 2, column: 1 }, target: 'x.md' }, 'invalid-params'],
    [{ from: { line: 1, column: 1 }, to: { line: 1, column: 3 }, target: 'a.md' }, 'invalid-params'],
    [{ from: { line: 1, column: 1 }, to: { line: 1, column: 3 }, target: '../x.md' }, 'invalid-path'],
    [{ from: { line: 1, column: 1 }, to: { line: 1, column: 3 }, target: '.obsidian/x.md' }, 'invalid-path'],
    [{ from: { line: 1, column: 1 }, to: { line: 1, column: 3 }, target: 'x/a:b.md' }, 'invalid-name'],
    [{ from: { line: 1, column: 1 }, to: { line: 1, column: 3 }, target: 'A.md' }, 'exists'],
  ])('%j is refused', async (params, code) => {
    const { call } = await openCore(tempFolder({ 'a.md': '一二\n\n' }));
    await expect(call('note.extract', { path: 'a.md', leave: 'link', ...params })).rejects.toEqual(
      expect.objectContaining({ code }),
    );
  });
});

test('a note is split at its headings', async () => {
  const dir = tempFolder({
    'a.md': '前\n\n## 一/二\n\n甲 [[#三]]\n\n## 三\n\n乙\n\n# 终\n',
    '三.md': '已有\n',
    'd.md': '[[a#三]]\n',
  });
  const { call } = await openCore(dir);
  const read = reader(dir);
  await call('note.split', { path: 'a.md', level: 2 });
  const [first = ''] = (await call('folder.list', { path: '' })).files
    .map((file) => file.path)
    .filter((path) => /^一/.test(path));
  expect(read('a.md')).toBe(`前\n\n[[${first.replace('.md', '')}]]\n\n[[三 2]]\n\n# 终\n`);
  expect(read(first)).toBe('## 一/二\n\n甲 [[三 2#三]]\n');
  expect(read('三 2.md')).toBe('## 三\n\n乙\n');
  expect(read('d.md')).toBe('[[三 2#三]]\n');
  await expect(call('note.split', { path: 'a.md', level: 4 })).rejects.toEqual(
    expect.objectContaining({ code: 'not-found' }),
  );
  await call('file.undo', {});
  expect(read(first)).toBeUndefined();
  expect(read('d.md')).toBe('[[a#三]]\n');
});

test('a note is put at the end of another one, and its links follow', async () => {
  const dir = tempFolder({
    'x/a.md': '---\ntags: [一]\nx: 1\n---\n甲 [[#节]] [图](i.png)\n\n## 节\n',
    'x/i.png': '',
    'b.md': '---\ntags: [二]\n---\n乙 [[a]]\n',
    'd.md': '[[a#节|节]] [[a]] [m](x/a.md)\n',
  });
  const { call } = await openCore(dir);
  const read = reader(dir);
  const before = ['x/a.md', 'b.md', 'd.md'].map(read);
  await call('note.merge', { path: 'x/a.md', target: 'b.md' });
  expect(read('x/a.md')).toBeUndefined();
  expect(read('b.md')).toContain('乙 [[b]]\n\n甲 [[#节]] [图](x/i.png)\n\n## 节\n');
  expect(read('b.md')).toMatch(/tags: \[二, 一\]\nx: 1\n/);
  expect(read('d.md')).toBe('[[b#节|节]] [[b]] [m](b.md)\n');
  await call('file.undo', {});
  expect(['x/a.md', 'b.md', 'd.md'].map(read)).toEqual(before);
});

test('a block gets another id, and links follow', async () => {
  const dir = tempFolder({
    'a.md': '甲 ^old\n\n乙 ^two\n\n[[#^old]]\n',
    'd.md': '![[a#^old]] [[a#^OLD|x]] [[a#^two]]\n',
  });
  const { call } = await openCore(dir);
  const rename = (id: string, to: string) => call('block.rename', { path: 'a.md', id, to });
  await rename('old', 'new-1');
  expect(['a.md', 'd.md'].map(reader(dir))).toEqual([
    '甲 ^new-1\n\n乙 ^two\n\n[[#^new-1]]\n',
    '![[a#^new-1]] [[a#^new-1|x]] [[a#^two]]\n',
  ]);
  await expect(rename('new-1', 'two')).rejects.toEqual(expect.objectContaining({ code: 'exists' }));
  await expect(rename('no', 'x')).rejects.toEqual(expect.objectContaining({ code: 'not-found' }));
  await expect(rename('two', 'a b')).rejects.toEqual(expect.objectContaining({ code: 'invalid-name' }));
});

test('an id in a fence that reads like that of the block is left alone', async () => {
  const dir = tempFolder({ 'a.md': '```\necho ^abc\n```\n\n^abc\n', 'd.md': '[[a#^abc]]\n' });
  const { call } = await openCore(dir);
  await call('block.rename', { path: 'a.md', id: 'abc', to: 'xyz' });
  expect(['a.md', 'd.md'].map(reader(dir))).toEqual(['```\necho ^abc\n```\n\n^xyz\n', '[[a#^xyz]]\n']);
});

describe('what is taken back never leaves a text in no note', () => {
  const extract = {
    path: 'a.md',
    from: { line: 3, column: 1 },
    to: { line: 3, column: 9 },
    target: 'b.md',
    leave: 'link' as const,
  };
  test.each([
    ['where the place that it came from has changed', {}, 'a.md', '[[b]]', '见 b'],
    ['where it went to a note that was there', { 'b.md': '乙\n' }, 'a.md', '[[b]]', '见 b'],
  ])('%s', async (_name, more, path, old, next) => {
    const dir = tempFolder({ 'a.md': '前\n\n正文 甲\n\n后\n', ...more });
    const { call } = await openCore(dir);
    await call('note.extract', extract);
    const { text, hash } = await call('note.read', { path });
    await call('note.write', { path, text: text.replace(old, next), base: hash });
    await expect(call('file.undo', {})).rejects.toEqual(expect.objectContaining({ code: 'conflict' }));
    expect(reader(dir)('b.md')).toContain('正文 甲');
  });

  test('where the note that was put into the other is no longer in the trash', async () => {
    const dir = tempFolder({ 'a.md': '甲\n', 'b.md': '乙\n' });
    const { call } = await openCore(dir);
    await call('note.merge', { path: 'a.md', target: 'b.md' });
    rmSync(join(dir, '.trash'), { recursive: true });
    await expect(call('file.undo', {})).rejects.toEqual(expect.objectContaining({ code: 'not-found' }));
    expect(reader(dir)('b.md')).toBe('乙\n\n甲\n');
  });

  test('where the new note was written on', async () => {
    const dir = tempFolder({ 'a.md': '前\n\n正文 甲\n\n后\n' });
    const { call } = await openCore(dir);
    await call('note.extract', extract);
    const { text, hash } = await call('note.read', { path: 'b.md' });
    await call('note.write', { path: 'b.md', text: `${text}更多\n`, base: hash });
    await call('file.undo', {});
    expect(['a.md', 'b.md'].map(reader(dir))).toEqual(['前\n\n正文 甲\n\n后\n', '正文 甲\n更多\n']);
  });
});

test('a note is not split within a quote or a list', async () => {
  const note = '# A\n\n## 一\n\n> ## 引\n> 文\n\n- ## 单\n  文\n\n  # 大\n\n完\n\n## 二\n文\n';
  const dir = tempFolder({ 'a.md': note });
  const { call } = await openCore(dir);
  await call('note.split', { path: 'a.md', level: 2 });
  expect(['a.md', '一.md', '二.md'].map(reader(dir))).toEqual([
    '# A\n\n[[一]]\n\n[[二]]\n',
    '## 一\n\n> ## 引\n> 文\n\n- ## 单\n  文\n\n  # 大\n\n完\n',
    '## 二\n文\n',
  ]);
});

describe('a note put into another one', () => {
  test.each([
    [{ 'a.md': '甲\n', 'b.png': 'x' }, 'b.png', 'invalid-params'],
    [{ 'a.md': '---\ntags: [一\n---\n甲\n', 'b.md': '乙\n' }, 'b.md', 'invalid-front-matter'],
    [{ 'a.md': '---\nx: 1\n---\n甲\n', 'b.md': '---\ny: [1\n---\n乙\n' }, 'b.md', 'invalid-front-matter'],
  ])('%j into %s is refused, and nothing changes', async (files, target, code) => {
    const dir = tempFolder(files);
    const { call } = await openCore(dir);
    const merge = call('note.merge', { path: 'a.md', target });
    await expect(merge).rejects.toEqual(expect.objectContaining({ code }));
    for (const [path, text] of Object.entries(files)) expect(reader(dir)(path)).toBe(text);
  });

  const own = readFrontMatter('---\ntags: [二, 三]\naliases: 丁\nx: 9\ny: "1"\nz: {k: [1, 2]}\n---\n');
  test.each([
    '{}\n',
    '{"x": 1}\n',
    '{\n  "x": 1,\n  "tags": ["一"]\n}\n\n文',
    '---\n---\n文\n',
    '---\ntags: 一, 二\n# 注\nx: 1 # 一\n---',
    '---\r\naliases: [丙]\r\nx: 1\r\n---\r\n文\r\n',
    '+++\n+++\n文\n',
    "+++\nx = 1 # 一\ntags = ['一']\n\n[t]\na = 1\n+++\n文\n",
  ])('%j gets what it lacks, and keeps its own', (text) => {
    const before = readFrontMatter(text);
    if (!before || !own) throw new Error('no front matter');
    const after = applyEdits(text, addProperties(text, before, own.properties));
    const values = (all: typeof before) =>
      Object.fromEntries(all.properties.map(({ name, value }) => [name, value]));
    const old = values(before);
    const found = readFrontMatter(after);
    expect(found?.problem).toBeUndefined();
    expect(found && values(found)).toEqual({
      ...values(own),
      ...old,
      tags: old.tags ? ['一', '二', '三'] : ['二', '三'],
      aliases: old.aliases ? ['丙', '丁'] : '丁',
    });
    expect(after.slice(found?.span.to)).toBe(text.slice(before.span.to));
  });
});

test('a part takes the definitions of its footnotes along, under names that are free', async () => {
  const dir = tempFolder({
    'a.md': '甲[^1]\n\n乙[^1]\n\n[^1]: 注甲\n',
    'b.md': '丙[^1]\n\n[^1]: 注丙\n',
  });
  const { call } = await openCore(dir);
  const at = { from: { line: 1, column: 1 }, to: { line: 1, column: 9 }, leave: 'link' as const };
  await call('note.extract', { path: 'a.md', target: 'new.md', ...at });
  expect(reader(dir)('new.md')).toBe('甲[^1]\n\n[^1]: 注甲\n');
  expect(reader(dir)('a.md')).toBe('[[new]]\n\n乙[^1]\n\n[^1]: 注甲\n');
  await call('note.merge', { path: 'new.md', target: 'b.md' });
  expect(reader(dir)('b.md')).toBe('丙[^1]\n\n[^1]: 注丙\n\n甲[^1-2]\n\n[^1-2]: 注甲\n');
});

test('links to a heading lead to it also where the other note has one of the same text', async () => {
  const dir = tempFolder({
    'a.md': '# A\n\n## H\n甲 [[#H]]\n\n## 独\n',
    'b.md': '# B\n\n## H\n乙 [[#H]]\n',
    'c.md': '[[a#H|h]] [[b#H]] [x](a.md#H) ![[a#A#H]] [[a#独]] [[a]]\n',
  });
  const { call } = await openCore(dir);
  await call('note.merge', { path: 'a.md', target: 'b.md' });
  expect(reader(dir)('b.md')).toBe('# B\n\n## H\n乙 [[#H]]\n\n# A\n\n## H\n甲 [[#A#H]]\n\n## 独\n');
  expect(reader(dir)('c.md')).toBe('[[b#A#H|h]] [[b#H]] [x](b.md#A#H) ![[b#A#H]] [[b#独]] [[b]]\n');
});

test('a note is split at headings that are no names', async () => {
  const long = '长'.repeat(200);
  const dir = tempFolder({ 'a.md': `## \n一\n\n## ${long}\n二\n\n## ${long}\n三\n` });
  const { call } = await openCore(dir);
  await call('note.split', { path: 'a.md', level: 2 });
  const name = long.slice(0, 60);
  expect(reader(dir)('a.md')).toBe(`[[Untitled]]\n\n[[${name}]]\n\n[[${name} 2]]\n`);
  expect(reader(dir)('Untitled.md')).toBe('## \n一\n');
  expect(reader(dir)(`${name} 2.md`)).toBe(`## ${long}\n三\n`);
});

test('a block keeps its links where the other note has one of the same id', async () => {
  const dir = tempFolder({
    'a.md': '甲 ^k\n\n[[#^k]]\n\n独 ^k-2\n',
    'b.md': '乙 ^K\n\n[[#^k]]\n',
    'c.md': '[[a#^k|x]] [[b#^k]] ![](a.md#^K) [[a#^k-2]]\n',
  });
  const { call } = await openCore(dir);
  await call('note.merge', { path: 'a.md', target: 'b.md' });
  expect(reader(dir)('b.md')).toBe('乙 ^K\n\n[[#^k]]\n\n甲 ^k-3\n\n[[#^k-3]]\n\n独 ^k-2\n');
  expect(reader(dir)('c.md')).toBe('[[b#^k-3|x]] [[b#^k]] ![](b.md#^k-3) [[b#^k-2]]\n');
});

test.each([
  ['```sh\nls\n', '```sh\nls\n```\n\n正文\n'],
  ['~~~~\nls', '~~~~\nls\n~~~~\n\n正文\n'],
  ['甲\n\n<!-- 乙\n', '甲\n\n<!-- 乙\n-->\n\n正文\n'],
  ['%%\n乙\n', '%%\n乙\n%%\n\n正文\n'],
  ['```\nls\n```\n', '```\nls\n```\n\n正文\n'],
])('what %j left open at its end is closed before another note comes behind it', async (open, after) => {
  const dir = tempFolder({ 'a.md': '正文\n', 'b.md': open });
  const { call } = await openCore(dir);
  await call('note.merge', { path: 'a.md', target: 'b.md' });
  expect(reader(dir)('b.md')).toBe(after);
});
