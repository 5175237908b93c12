import { expect, test } from 'vitest';
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
  ['kfxnwl', 'OVN', 'note'],
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
  expect(await call('complete.link', { source: 'day.md', query: 'bad' })).toEqual([]);
  const items = await call('complete.link', { source: 'day.md', query: 'k3s' });
  expect(items.map((item) => item.insert).sort()).toEqual(['a/k3s', 'b/k3s']);
});
