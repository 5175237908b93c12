import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const read = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');
const day = '[[k3s#安装]] [[k3s#安装|装]] [x](k3s.md#安装) [[k3s#别的]]\n';

test.each([
  ['## 安装\n', '## 部署 [二]\n'],
  ['##   安装 ##\n', '##   部署 [二] ##\n'],
  ['## 安装 ^id\n', '## 部署 [二] ^id\n'],
  ['## 安装 %%还要改%% ^id\n', '## 部署 [二] %%还要改%% ^id\n'],
  ['## 安装[^1] <!-- x -->\n', '## 部署 [二] [^1] <!-- x -->\n'],
  ['安装 %%a%%\n---\n', '部署 [二] %%a%%\n---\n'],
  ['安装\n---\n', '部署 [二]\n---\n'],
  ['安装 ^id\n---\n', '部署 [二] ^id\n---\n'],
  ['安装\r\n====\r\n', '部署 [二]\r\n====\r\n'],
])('%j gets another text, every link follows, and one undo takes it back', async (heading, after) => {
  const note = `前面 [[#安装]]\n\n${heading}\n正文\n`;
  const dir = tempFolder({ 'k3s.md': note, 'day.md': day });
  const { call } = await openCore(dir);
  await call('heading.rename', { path: 'k3s.md', line: 3, text: '部署 [二]' });
  expect(read(dir, 'k3s.md')).toBe(`前面 [[#部署 二]]\n\n${after}\n正文\n`);
  expect(read(dir, 'day.md')).toBe('[[k3s#部署 二]] [[k3s#部署 二|装]] [x](k3s.md#部署%20二) [[k3s#别的]]\n');
  expect((await call('link.list', {})).filter((link) => link.fragmentFound === false)).toHaveLength(1);
  await call('file.undo', {});
  expect([read(dir, 'k3s.md'), read(dir, 'day.md')]).toEqual([note, day]);
});

test.each([
  ['## **安装** k3s', '部署 k3s', '## **部署** k3s'],
  ['## **安装** k3s', '安装 k8s', '## **安装** k8s'],
  ['## **安装** *k3s* `on` ARM', '部署 k8s on ARM', '## **部署** *k8s* `on` ARM'],
  ['## 见 [[别处|k3s]] 之安装', '见 k3s 之部署', '## 见 [[别处|k3s]] 之部署'],
  ['## ==安装==', '安装指南', '## ==安装指南=='],
  ['## 甲 **甲**', '甲 乙', '## 甲 **乙**'],
  ['## **安装**[^1] k3s %%x%%', '部署 k3s', '## **部署**[^1] k3s %%x%%'],
  ['**安装** k3s\n---', '部署 k3s', '**部署** k3s\n---'],
  ['## **安装** k3s', '全新的名字', '## 全新的名字'],
])('%j as %j keeps the marks of what stays', async (heading, text, after) => {
  const dir = tempFolder({ 'k3s.md': `${heading}\n\n[[#安装]]\n` });
  const { call } = await openCore(dir);
  await call('heading.rename', { path: 'k3s.md', line: 1, text });
  expect(read(dir, 'k3s.md').split('\n\n')[0]).toBe(after);
});

test('what is no heading is refused', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': '# 一\n\n二\n' }));
  const rename = (line: number, text: string) => call('heading.rename', { path: 'a.md', line, text });
  await expect(rename(3, 'x')).rejects.toEqual(expect.objectContaining({ code: 'not-found' }));
  await expect(rename(1, ' ')).rejects.toEqual(expect.objectContaining({ code: 'invalid-name' }));
  await expect(rename(1, 'a\nb')).rejects.toEqual(expect.objectContaining({ code: 'invalid-name' }));
});

test('where a heading was changed by hand, links alone follow', async () => {
  const dir = tempFolder({ 'k3s.md': '## 部署\n\n[[#安装]]\n', 'day.md': day });
  const { call } = await openCore(dir);
  const params = { path: 'k3s.md', line: 1, text: '部署', old: '安装' };
  expect((await call('heading.rename', { ...params, dryRun: true })).edits).toHaveLength(2);
  await call('heading.rename', params);
  expect(read(dir, 'k3s.md')).toBe('## 部署\n\n[[#部署]]\n');
  expect(read(dir, 'day.md')).toBe('[[k3s#部署]] [[k3s#部署|装]] [x](k3s.md#部署) [[k3s#别的]]\n');
});
