import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const day = [
  '## 上午\n\n### 排错\n\n- 父项\n  - 子项 [[OVN]] 说\n    续行\n',
  '> 引用 [[OVN|x]]\n> 第二行\n>\n> 第二段\n',
  '| 名 | 说 |\n|---|---|\n| a | [[OVN\\|表]] |\n',
  '段落一行\n段落二行 [o](../OVN.md#架构)。\n',
  '## 下午\n\n[^1]: 脚注 ![[OVN]]\n',
].join('\n');

test('each link comes with its block, where it stands in it, and the headings above', async () => {
  const { call } = await openCore(
    tempFolder({ 'OVN.md': '# 架构\n', '日记/1.md': day, '日记/2.md': '---\nup: "[[OVN]]"\n---\n' }),
  );
  const { linked } = await call('backlink.list', { path: 'OVN.md' });
  const said = linked.map(({ source, context, marks, headings, raw }) => {
    expect(marks.map(([from, to]) => context.slice(from, to))).toEqual([raw]);
    return [source, context, headings.join(' › ')];
  });
  const at = '上午 › 排错';
  expect(said.filter(([source]) => source === '日记/1.md').map(([, ...rest]) => rest)).toEqual([
    ['- 父项\n- 子项 [[OVN]] 说\n    续行', at],
    ['引用 [[OVN|x]]\n> 第二行', at],
    ['| a | [[OVN\\|表]] |', at],
    ['段落一行\n段落二行 [o](../OVN.md#架构)。', at],
    ['[^1]: 脚注 ![[OVN]]', '下午'],
  ]);
  expect(said.filter(([source]) => source === '日记/2.md')).toEqual([['日记/2.md', 'up: "[[OVN]]"', '']]);
});

test('what was put aside stays aside when the note, the topic or a folder gets another name, and back', async () => {
  const { call } = await openCore(
    tempFolder({
      '主题/OVN.md': '',
      '日记/1.md': '看 OVN。\n\n再看 OVN 吧。\n',
      '日记/2.md': 'Ovn 与别的\n',
    }),
  );
  await call('mention.ignore', { target: '主题/OVN.md', source: '日记/1.md', from: 2 });
  const listed = async (path: string) =>
    (await call('backlink.list', { path })).mentions.map(({ source, from }) => [source, from]).sort();
  expect(await listed('主题/OVN.md')).toEqual([
    ['日记/1.md', 11],
    ['日记/2.md', 0],
  ]);
  await call('file.rename', { from: '日记', to: '旧/日记' });
  await call('file.rename', { from: '旧/日记/1.md', to: '旧/日记/一.md' });
  await call('file.rename', { from: '主题/OVN.md', to: 'ovn.md' });
  expect(await listed('ovn.md')).toEqual([
    ['旧/日记/2.md', 0],
    ['旧/日记/一.md', 11],
  ]);
  for (let step = 0; step < 3; step++) await call('file.undo', {});
  expect(await listed('主题/OVN.md')).toEqual([
    ['日记/1.md', 11],
    ['日记/2.md', 0],
  ]);
});
