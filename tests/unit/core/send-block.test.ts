import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Params } from '../../../shared/contract/api.ts';
import { openCore } from '../../fixtures/core.ts';
import { meddle } from '../../fixtures/meddler.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const day = `---
date: 2025-08-04
---
开头。

今天看 OVN 的逻辑流，见 [[k3s]]。
第二行。

- 一
  - 二 OVN
    三
- [ ] 四

| a | b |
|---|---|
| OVN | x |

## OVN 命令

命令。

## 完
`;
const files = {
  'a/day.md': day,
  'a/img.png': '',
  'OVN.md': '# OVN\n\n定义。\n\n## 笔记\n\n旧的。\n\n## 别的\n\n别的。\n',
  'k3s.md': '',
};

async function open(more: Record<string, string> = {}) {
  const dir = tempFolder({ ...files, ...more });
  const { call } = await openCore(dir);
  const read = (path: string) =>
    existsSync(join(dir, path)) ? readFileSync(join(dir, path), 'utf8') : undefined;
  const send = (params: Partial<Params<'block.send'>>) =>
    call('block.send', { path: 'a/day.md', line: 6, target: 'OVN.md', what: 'move', ...params });
  return { dir, call, read, send };
}

const id = /\^([a-z0-9]{6})/;

describe('sending a paragraph to a topic', () => {
  test('moves it to the end, with a link to it in its place, and one undo takes it back', async () => {
    const { call, read, send } = await open();
    await send({});
    const block = id.exec(read('OVN.md') ?? '')?.[1];
    expect(read('OVN.md')).toBe(
      `${files['OVN.md']}\n今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。 ^${block}\n`,
    );
    expect(read('a/day.md')).toBe(
      day.replace('今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。', `[[OVN#^${block}]]`),
    );
    const broken = (await call('link.list', {})).filter((link) => link.fragmentFound === false);
    expect(broken).toEqual([]);
    await call('file.undo', {});
    expect([read('a/day.md'), read('OVN.md')]).toEqual([day, files['OVN.md']]);
  });

  test.each([
    [
      'under a heading that is there',
      '笔记',
      '旧的。\n\n今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。\n\n## 别的',
    ],
    ['under the last one', '别的', '别的。\n\n今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。\n'],
    ['under a new one', '日记', '别的。\n\n## 日记\n\n今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。\n'],
  ])('%s', async (_what, heading, after) => {
    const { read, send } = await open();
    await send({ heading, leave: 'nothing' });
    expect(read('OVN.md')).toContain(after);
    expect(read('a/day.md')).toBe(day.replace('今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。\n\n', ''));
  });

  test('leaves it where it is, and what leads to it, when another program writes to the topic just then', async () => {
    const links = '[[day#OVN 命令]]\n';
    const { dir, call, read, send } = await open({ 'b.md': links });
    const isJournal = (_from: unknown, to: unknown) => String(to).endsWith('.journal.json');
    meddle('renameSync', 'after', isJournal, () => writeFileSync(join(dir, 'OVN.md'), '别的程序。\n'));
    await expect(send({ line: 18 })).rejects.toEqual(expect.objectContaining({ code: 'conflict' }));
    expect(['a/day.md', 'OVN.md', 'b.md'].map(read)).toEqual([day, '别的程序。\n', links]);
    await expect(call('file.undo', {})).rejects.toEqual(expect.objectContaining({ code: 'not-found' }));
  });

  test('copies it: the text stays as it is', async () => {
    const { call, read, send } = await open({ 'a/p.md': '图 ![](img.png) [b](../k3s.md) ^x\n' });
    await send({ path: 'a/p.md', line: 1, what: 'copy' });
    expect(read('a/p.md')).toBe('图 ![](img.png) [b](../k3s.md) ^x\n');
    expect(read('OVN.md')).toBe(`${files['OVN.md']}\n图 ![](a/img.png) [b](k3s.md) ^x\n`);
    await call('file.undo', {});
    expect(read('OVN.md')).toBe(files['OVN.md']);
  });

  test('embeds it: the text stays, with an id', async () => {
    const { call, read, send } = await open();
    await send({ what: 'embed', heading: '笔记' });
    const block = id.exec(read('a/day.md') ?? '')?.[1];
    expect(read('a/day.md')).toBe(day.replace('第二行。', `第二行。 ^${block}`));
    expect(read('OVN.md')).toContain(`旧的。\n\n![[day#^${block}]]\n\n## 别的`);
    await call('file.undo', {});
    expect([read('a/day.md'), read('OVN.md')]).toEqual([day, files['OVN.md']]);
  });

  test.each([
    ['an item with what is below it', 9, '- 一 ^ID\n  - 二 OVN\n    三', '- [[OVN#^ID]]\n- [ ] 四'],
    [
      'an item below another, without its indent',
      10,
      '- 二 OVN\n  三 ^ID',
      '- 一\n  - [[OVN#^ID]]\n- [ ] 四',
    ],
    ['a task', 12, '- [ ] 四 ^ID', '- [ ] [[OVN#^ID]]'],
    ['a table', 16, '| a | b |\n|---|---|\n| OVN | x |\n\n^ID', '\n\n[[OVN#^ID]]\n\n## OVN 命令'],
    ['a section', 18, '## OVN 命令\n\n命令。', '\n\n[[OVN#OVN 命令]]\n\n## 完'],
  ])('takes %s whole', async (_what, line, there, here) => {
    const { read, send } = await open();
    await send({ line });
    const name = id.exec(read('OVN.md') ?? '')?.[1] ?? '';
    expect(read('OVN.md')).toBe(`${files['OVN.md']}\n${there.replace('ID', name)}\n`);
    expect(read('a/day.md')).toContain(here.replace('ID', name));
  });

  test('nothing is left of an item where nothing shall be', async () => {
    const { read, send } = await open();
    await send({ line: 10, leave: 'nothing' });
    expect(read('a/day.md')).toContain('- 一\n- [ ] 四\n');
  });

  test('makes the note where there is none', async () => {
    const { call, read, send } = await open();
    await send({ target: '主题/流表', leave: 'embed', heading: '来历' });
    const block = id.exec(read('主题/流表.md') ?? '')?.[1];
    expect(read('主题/流表.md')).toBe(`## 来历\n\n今天看 OVN 的逻辑流，见 [[k3s]]。\n第二行。 ^${block}\n`);
    expect(read('a/day.md')).toContain(`![[流表#^${block}]]`);
    await call('file.undo', {});
    expect([read('a/day.md'), read('主题/流表.md')]).toEqual([day, undefined]);
  });

  test('an id that the topic has already is another there, and links to it follow', async () => {
    const { read, send } = await open({
      'a/p.md': '文字 ^x\n',
      'OVN.md': '有 ^x\n',
      'other.md': '[[p#^x]]\n',
    });
    await send({ path: 'a/p.md', line: 1 });
    expect(read('OVN.md')).toBe('有 ^x\n\n文字 ^x-2\n');
    expect([read('a/p.md'), read('other.md')]).toEqual(['[[OVN#^x-2]]\n', '[[OVN#^x-2]]\n']);
  });

  test('a look beforehand changes nothing', async () => {
    const { read, send } = await open();
    const { edits } = await send({ dryRun: true });
    expect(edits.map((edit) => edit.path).sort()).toEqual(['OVN.md', 'a/day.md']);
    expect([read('a/day.md'), read('OVN.md')]).toEqual([day, files['OVN.md']]);
  });

  test.each([
    ['front matter', { line: 2 }, 'not-found'],
    ['a blank line', { line: 8 }, 'not-found'],
    ['a line that is another by now', { text: '早就改了' }, 'conflict'],
    ['the note itself', { target: 'a/day.md' }, 'invalid-params'],
    ['a name that cannot be', { target: 'a/CON.md' }, 'invalid-name'],
    ['a note that is not there', { path: 'x.md' }, 'not-found'],
  ])('refuses %s', async (_what, params, code) => {
    const { read, send } = await open();
    await expect(send(params)).rejects.toMatchObject({ code });
    expect(read('a/day.md')).toBe(day);
  });

  test('keeps CRLF in both notes as they have it', async () => {
    const { dir, call, read, send } = await open();
    putFiles(dir, { 'crlf.md': '甲 OVN。\r\n乙。\r\n\r\n- 丙\r\n  - 丁\r\n' });
    await call('index.update', {});
    await send({ path: 'crlf.md', line: 1 });
    await send({ path: 'crlf.md', line: 4, target: 'k3s.md' });
    expect(read('OVN.md')).not.toContain('\r');
    expect((read('crlf.md') ?? '').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});
