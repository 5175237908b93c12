import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createIgnored } from '../../../electron/core/ignored.ts';
import { planMentionLinks } from '../../../electron/core/mention-links.ts';
import { describeAll } from '../../../electron/core/note-edits.ts';
import { indexFile, openDatabase } from '../../../electron/index/database.ts';
import { createStore } from '../../../electron/index/store.ts';
import { openSettings } from '../../../electron/vault/settings.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const markdown = { '.obsidian/app.json': '{"useMarkdownLinks": true}' };

test.each([
  // What stands before it must not make an embed of it, or no link.
  ['注意!OVN 很重要', '注意\\![[OVN]] 很重要'],
  ['注意\\!OVN', '注意\\![[OVN]]'],
  ['注意\\\\!OVN', '注意\\\\\\![[OVN]]'],
  ['注意！OVN', '注意！[[OVN]]'],
  ['排 \\OVN', '排 \\\\[[OVN]]'],
  ['排 \\\\OVN', '排 \\\\[[OVN]]'],
  ['[OVN] (OVN)', '[[[OVN]]] ([[OVN]])'],
  ['> - [ ] OVN: 见 ovn。', '> - [ ] [[OVN]]: 见 [[OVN|ovn]]。'],
  ['> | OVN | ovn |\n> |--|--|', '> | [[OVN]] | [[OVN\\|ovn]] |\n> |--|--|'],
  ['## OVN 命令 ^id', '## [[OVN]] 命令 ^id'],
  ['注^[OVN]', '注^[[[OVN]]]'],
])('%j becomes %j', async (text, after) => {
  const dir = tempFolder({ 'OVN.md': '', 'day.md': text });
  const { call } = await openCore(dir);
  const { mentions } = await call('backlink.list', { path: 'OVN.md' });
  await call('mention.link', { target: 'OVN.md' });
  expect(readFileSync(join(dir, 'day.md'), 'utf8')).toBe(after);
  const links = await call('link.list', { path: 'day.md' });
  expect(links.map(({ target, embed }) => [target, embed])).toEqual(mentions.map(() => ['OVN.md', false]));
  await call('file.undo', {});
  expect(readFileSync(join(dir, 'day.md'), 'utf8')).toBe(text);
});

test.each([
  ['注意!OVN', '注意\\![OVN](OVN.md)'],
  ['| OVN | ovn |\n|--|--|', '| [OVN](OVN.md) | [ovn](OVN.md) |\n|--|--|'],
  ['[OVN][x] OVN', '[[OVN](OVN.md)][x] [OVN](OVN.md)'],
])('where the vault wants Markdown links, %j becomes %j', async (text, after) => {
  const dir = tempFolder({ 'OVN.md': '', 'day.md': text, ...markdown });
  const { call } = await openCore(dir);
  await call('mention.link', { target: 'OVN.md' });
  expect(readFileSync(join(dir, 'day.md'), 'utf8')).toBe(after);
  const links = await call('link.list', { path: 'day.md' });
  expect(links.map(({ target, embed }) => [target, embed])).toEqual(links.map(() => ['OVN.md', false]));
});

test('what stands in a longer word of Chinese is listed last, and linked only where it is named', async () => {
  const dir = tempFolder({ '主机.md': '', 'day.md': '宿主机和主机。\n', 'old.md': '主机\n' });
  const { call } = await openCore(dir);
  const listed = async () =>
    (await call('backlink.list', { path: '主机.md' })).mentions.map((one) => [
      one.source,
      one.from,
      one.weak,
    ]);
  expect((await listed()).at(-1)).toEqual(['day.md', 1, true]);
  await call('mention.link', { target: '主机.md' });
  expect(readFileSync(join(dir, 'day.md'), 'utf8')).toBe('宿主机和[[主机]]。\n');
  expect(await listed()).toEqual([['day.md', 1, true]]);
  await call('mention.link', { target: '主机.md', places: [{ source: 'day.md', from: 1, to: 3 }] });
  expect(readFileSync(join(dir, 'day.md'), 'utf8')).toBe('宿[[主机]]和[[主机]]。\n');
});

test('other calls are let in after each note that is looked at, and after each that is told of', async () => {
  const notes = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}.md`, 'OVN 一次。\n']));
  const { dir, dataDir } = await openCore(tempFolder({ ...notes, 'OVN.md': '' }));
  const store = createStore(openDatabase(indexFile(dataDir, realpathSync(dir)), dataDir));
  onTestFinished(() => void store.db.close());
  const settings = openSettings(dir);
  let rests = 0;
  const pace = { check: () => undefined, rest: async () => void rests++ };
  const options = {
    vault: openVault(dir),
    store,
    settings,
    ignored: createIgnored(settings),
    takeChanged: () => false,
  };
  const edits = await planMentionLinks(options, { target: 'OVN.md' }, pace);
  expect(edits.map(({ path }) => path)).toEqual(Object.keys(notes).sort());
  expect(rests).toBeGreaterThan(30);
  rests = 0;
  expect(await describeAll(edits, pace)).toHaveLength(30);
  expect(rests).toBe(30);
});
