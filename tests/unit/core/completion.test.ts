import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const vault = {
  'OVN.md': '+++\naliases = ["开放虚拟网络"]\n+++\n# 架构\n\n北向与南向 ^db\n\n## C++ [与] Go\n',
  'a/k3s.md': '',
  'b/k3s.md': '',
  'bad#name.md': '',
  '图 片.png': 'png',
  'day.md': '# 今天\n',
};

test.each([
  ['ovn', 'OVN', 'note'],
  ['kfxnwl', 'OVN|开放虚拟网络', 'alias'],
  ['开放', 'OVN|开放虚拟网络', 'alias'],
  ['a/k3s', 'a/k3s', 'note'],
  ['图', '图 片.png', 'attachment'],
  ['OVN#', 'OVN#架构', 'heading'],
  ['OVN#c++', 'OVN#C++ 与 Go', 'heading'],
  ['OVN#^', 'OVN#^db', 'block'],
  ['#', '#今天', 'heading'],
])('after [[ %s', async (query, insert, kind) => {
  const { call } = await openCore(tempFolder(vault));
  const items = await call('complete.link', { source: 'day.md', query });
  expect(items.map((item) => [item.insert, item.kind])).toContainEqual([insert, kind]);
});

test('a name that no wikilink can hold is not offered; two notes of one name are told apart', async () => {
  const { call } = await openCore(tempFolder(vault));
  const bad = await call('complete.link', { source: 'day.md', query: 'bad' });
  expect(bad.filter(({ kind }) => kind !== 'create')).toEqual([]);
  const items = await call('complete.link', { source: 'day.md', query: 'k3s' });
  expect(items.map((item) => item.insert).sort()).toEqual(['a/k3s', 'b/k3s']);
});

describe('the whole vault', () => {
  const notes = {
    'day.md': '# 今天\n',
    'net/OVN.md':
      '# 架构\n\n北向数据库很慢。\n\n- 南向也慢\n  - 里面的 ^in\n\n| a | b |\n|---|---|\n| 表格 | c |\n',
    'k8s.md': '## 网络架构\n\n没有别的。\n',
  };
  const open = async () => (await openCore(tempFolder(notes))).call;

  test('headings after ##, however long the machine takes to look', async () => {
    const { call } = await openCore(tempFolder(vault));
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    onTestFinished(() => clock.mockRestore());
    const found = await call('complete.link', { source: 'day.md', query: '##架构' });
    expect(found.map(({ label }) => label)).toContain('架构');
  });

  test('headings after ##, also by pinyin', async () => {
    const call = await open();
    const found = await call('complete.link', { source: 'day.md', query: '##架构' });
    expect(found.map(({ insert, detail }) => [insert, detail])).toEqual([
      ['OVN#架构', 'OVN'],
      ['k8s#网络架构', 'k8s'],
    ]);
    const spelt = await call('complete.link', { source: 'day.md', query: '##wljg' });
    expect(spelt.map(({ insert }) => insert)).toEqual(['k8s#网络架构']);
    const own = await call('complete.link', { source: 'day.md', query: '##今' });
    expect(own.map(({ insert }) => insert)).toEqual(['#今天']);
  });

  test('blocks after ^^, which get an id where they have none, as one change that can be undone', async () => {
    const call = await open();
    const [block] = await call('complete.link', { source: 'day.md', query: '^^北向' });
    expect(block).toMatchObject({ label: '北向数据库很慢。', detail: 'OVN', path: 'net/OVN.md', line: 3 });
    expect(block?.insert).toBe(`OVN#^${block?.id}`);
    const named = { path: 'net/OVN.md', line: 3, id: block?.id ?? '' };
    const { id, change } = await call('block.name', named);
    expect(id).toBe(block?.id);
    expect(change.edits).toMatchObject([{ path: 'net/OVN.md', line: 3, after: `北向数据库很慢。 ^${id}` }]);
    const { text } = await call('note.read', { path: 'net/OVN.md' });
    expect(text).toBe(notes['net/OVN.md'].replace('很慢。', `很慢。 ^${id}`));
    expect((await call('block.name', { ...named, id: 'other' })).id).toBe(id);
    await call('file.undo', {});
    expect((await call('note.read', { path: 'net/OVN.md' })).text).toBe(notes['net/OVN.md']);
  });

  test('blocks after ^^ by pinyin, those that hold the letters first', async () => {
    const call = await open();
    const [block] = await call('complete.link', { source: 'day.md', query: '^^bxsjk' });
    expect(block).toMatchObject({ label: '北向数据库很慢。', detail: 'OVN', path: 'net/OVN.md', line: 3 });
    expect(await call('complete.link', { source: 'day.md', query: '^^b' })).not.toContainEqual(block);
  });

  test('a note that has just been taken away is passed by', async () => {
    const dir = tempFolder(notes);
    const { call } = await openCore(dir);
    rmSync(join(dir, 'net/OVN.md'));
    expect(await call('complete.link', { source: 'day.md', query: '^^bxsjk' })).toEqual([]);
    const [block] = await call('complete.link', { source: 'day.md', query: '^^myb' });
    expect(block).toMatchObject({ label: '没有别的。', path: 'k8s.md' });
  });

  test('blocks of one note in its order, a table once; those of an unsaved text without a write', async () => {
    const call = await open();
    const found = await call('complete.link', { source: 'day.md', query: 'OVN#^' });
    expect(found.map(({ label, detail }) => [label, detail])).toEqual([
      ['北向数据库很慢。', ''],
      ['- 南向也慢', ''],
      ['- 里面的', '^in'],
      ['| a | b |', ''],
    ]);
    const text = '# 今天\n\n新写的\n';
    const [own] = await call('complete.link', { source: 'day.md', query: '#^新', text });
    const { edit } = await call('block.name', { path: 'day.md', line: 3, id: own?.id ?? '', text });
    expect(edit).toEqual({ from: 9, to: 9, insert: ` ^${own?.id}` });
    expect((await call('note.read', { path: 'day.md' })).text).toBe(notes['day.md']);
  });

  test('a block that can have no id is refused', async () => {
    const call = await open();
    await expect(call('block.name', { path: 'k8s.md', line: 1, id: 'x' })).rejects.toThrow('No block');
  });
});

describe('what is not there yet', () => {
  const notes = { 'net/day.md': '[[开放网络]] [[开放网络]]', 'OVN.md': '' };

  test.each([
    ['新笔记', '新笔记', 'net/新笔记.md'],
    ['k8s/新', 'k8s/新', 'k8s/新.md'],
    ['新.md', '新', 'net/新.md'],
  ])('%s is made', async (query, insert, path) => {
    const { call } = await openCore(tempFolder(notes));
    const items = await call('complete.link', { source: 'net/day.md', query });
    expect(items.filter(({ kind }) => kind === 'create')).toMatchObject([{ insert, path }]);
  });

  test('in the folder that the vault has for new notes', async () => {
    const settings = { '.obsidian/app.json': '{"newFileLocation": "folder", "newFileFolderPath": "in"}' };
    const { call } = await openCore(tempFolder({ ...notes, ...settings }));
    const made = async (query: string) =>
      (await call('complete.link', { source: 'net/day.md', query })).filter(({ kind }) => kind === 'create');
    expect(await made('新')).toMatchObject([{ insert: '新', path: 'in/新.md' }]);
    expect(await made('k8s/新')).toMatchObject([{ insert: 'k8s/新', path: 'k8s/新.md' }]);
  });

  test.each(['OVN', 'a?b', '.a', 'a#b', ' '])('%j is not', async (query) => {
    const { call } = await openCore(tempFolder(notes));
    const items = await call('complete.link', { source: 'net/day.md', query });
    expect(items.filter(({ kind }) => kind === 'create')).toEqual([]);
  });

  test('names that links give already are offered, by pinyin too', async () => {
    const { call } = await openCore(tempFolder(notes));
    const items = await call('complete.link', { source: 'OVN.md', query: 'kfwl' });
    expect(items.map(({ insert, kind }) => [insert, kind])).toContainEqual(['开放网络', 'unresolved']);
  });
});

describe('links as the vault wants them', () => {
  const notes = {
    '.obsidian/app.json': '{"useMarkdownLinks": true, "newLinkFormat": "relative"}',
    'a/day.md': '',
    'b/OVN net.md': '---\naliases: [开放网络]\n---\n# 架构 一\n',
  };

  test.each([
    ['OVN', '[OVN net](../b/OVN%20net.md)'],
    ['开放', '[开放网络](../b/OVN%20net.md)'],
    ['##架构', '[架构 一](../b/OVN%20net.md#架构%20一)'],
    ['OVN net#架构', '[架构 一](../b/OVN%20net.md#架构%20一)'],
  ])('%s → %s', async (query, insert) => {
    const { call } = await openCore(tempFolder(notes));
    const [item] = await call('complete.link', { source: 'a/day.md', query });
    expect(item?.insert).toBe(insert);
  });

  test('in a table the bar is escaped', async () => {
    const { call } = await openCore(tempFolder({ 'a.md': '', 'b.md': '---\naliases: [别名]\n---\n' }));
    const [item] = await call('complete.link', { source: 'a.md', query: '别名', inTable: true });
    expect(item?.insert).toBe('b\\|别名');
  });
});

test('of names that fit alike, those changed last come first', async () => {
  const { call } = await openCore(
    tempFolder({ 'day.md': '', '网络一.md': '', '网络二.md': '', '网络三.md': '' }),
  );
  const { hash } = await call('note.read', { path: '网络二.md' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await call('note.write', { path: '网络二.md', text: '新', base: hash });
  const [first] = await call('complete.link', { source: 'day.md', query: '网络' });
  expect(first?.insert).toBe('网络二');
});

describe('tags, properties, emoji', () => {
  const notes = {
    'a.md': '---\ntags: [k8s, 网络/ovn]\ncategory: 运维\ndraft: true\n---\n#网络/ovs #fff\n',
    'b.md': '---\ntags: [网络/ovn]\ncategory: 运维\n---\n',
    'c.md': '+++\ncategory = "开发"\n+++\n',
  };

  test.each([
    ['', ['网络', '网络/ovn', 'k8s', '网络/ovs']],
    ['wl', ['网络', '网络/ovn', '网络/ovs']],
    ['网络/', ['网络/ovn', '网络/ovs']],
    ['ov', ['网络/ovn', '网络/ovs']],
    ['k8s', []],
  ])('tags after #%s', async (query, expected) => {
    const { call } = await openCore(tempFolder(notes));
    expect((await call('complete.tag', { query })).map(({ tag }) => tag)).toEqual(expected);
  });

  test('names of properties, those in use first', async () => {
    const { call } = await openCore(tempFolder(notes));
    const names = (await call('complete.property', { query: '' })).map(({ text }) => text);
    expect(names.slice(0, 2).sort()).toEqual(['category', 'tags']);
    expect(names).toContain('lastmod');
    const found = await call('complete.property', { query: 'cat' });
    expect(found[0]?.text).toBe('category');
  });

  test('values of one, the more used first, by pinyin too', async () => {
    const { call } = await openCore(tempFolder(notes));
    const values = await call('complete.property', { query: '', name: 'category' });
    expect(values.map(({ text }) => text)).toEqual(['运维', '开发']);
    const spelt = await call('complete.property', { query: 'kf', name: 'category' });
    expect(spelt.map(({ text }) => text)).toEqual(['开发']);
    const draft = await call('complete.property', { query: '', name: 'draft' });
    expect(draft.map(({ text }) => text).sort()).toEqual(['false', 'true']);
  });

  test.each([
    ['rocket', '🚀'],
    ['火箭', '🚀'],
    ['huojian', '🚀'],
    ['hj', '🚀'],
    ['+1', '👍️'],
    ['tada', '🎉'],
    ['check', '✅️'],
    ['xiao', '😆'],
    ['zan', '👍️'],
  ])('emoji after :%s', async (query, emoji) => {
    const { call } = await openCore(tempFolder(notes));
    const found = await call('complete.emoji', { query, language: 'zh-CN', limit: 12 });
    expect(found.map((one) => one.emoji)).toContain(emoji);
  });

  test('letters that spell a Chinese word come before what holds them, its name before words for it', async () => {
    const { call } = await openCore(tempFolder(notes));
    const first = async (query: string, language: 'en' | 'zh-CN') =>
      (await call('complete.emoji', { query, language, limit: 1 }))[0]?.emoji;
    expect(await first('weixiao', 'zh-CN')).toBe('☺️');
    expect(await first('huo', 'zh-CN')).toBe('🔥');
    expect(await first('xiao', 'zh-CN')).toBe('😄');
    expect(await first('xin', 'zh-CN')).toBe('🥰');
    // An English reader means English words by them.
    expect(await first('fan', 'en')).toBe('🪭');
    expect(await first('fan', 'zh-CN')).not.toBe('🪭');
  });

  test('a Chinese name of an emoji has the punctuation of Chinese', async () => {
    const { call } = await openCore(tempFolder(notes));
    const found = await call('complete.emoji', { query: '冰岛', language: 'zh-CN', limit: 5 });
    expect(found.map(({ emoji, name }) => [emoji, name])).toEqual([['🇮🇸', '旗：冰岛']]);
  });
});
