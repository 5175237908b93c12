import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** So many that a call does not find all of them while it makes the note. */
const count = 900;
const notes = Object.fromEntries(
  Array.from({ length: count }, (_, n) => [
    `n${n}.md`,
    `第 ${n} 篇。\n\n${'说到 ZKV 的地方，还有 QXW 与别的。\n'.repeat(6)}`,
  ]),
);

test('a new topic has all its mentions at once, however many there are', async () => {
  const { call } = await openCore(tempFolder(notes));
  const { path } = await call('note.create', { path: 'ZKV.md', text: '# ZKV\n' });
  expect((await call('backlink.list', { path, mentions: true })).mentions).toHaveLength(6 * count);
  await call('note.create', { path: 'QXW.md', text: '# QXW\n' });
  expect((await call('search.query', { query: 'mentions:QXW', limit: 1 })).total).toBe(count);
}, 180_000);

test('of many mentions the first are shown, and all are counted', async () => {
  const { call } = await openCore(
    tempFolder({ ...notes, 'newest.md': '---\ndate: 2030-01-01\n---\n\nZKV。\n' }),
  );
  await call('note.create', { path: 'ZKV.md', text: '# ZKV\n' });
  const { mentions, total } = await call('backlink.list', { path: 'ZKV.md', limit: 5 });
  expect(mentions.map(({ source }) => source)[0]).toBe('newest.md');
  expect(mentions).toHaveLength(5);
  expect(total).toEqual({ linked: 0, mentions: 6 * count + 1 });
}, 180_000);

test('a mention of two names in one text belongs to the longer one, also of names that came one after the other', async () => {
  const { call } = await openCore(tempFolder({ ...notes, 'both.md': '用 ZKV-QXW 与 ZKV。\n' }));
  await call('note.create', { path: 'ZKV.md', text: '# ZKV\n' });
  await call('note.create', { path: 'ZKV-QXW.md', text: '# ZKV-QXW\n' });
  const inBoth = async (path: string) =>
    (await call('backlink.list', { path })).mentions.filter(({ source }) => source === 'both.md').length;
  expect(await inBoth('ZKV-QXW.md')).toBe(1);
  expect(await inBoth('ZKV.md')).toBe(1);
}, 180_000);

test('its mentions are all linked though they were just asked for', async () => {
  const { call } = await openCore(tempFolder(notes));
  await call('note.create', { path: 'ZKV.md', text: '# ZKV\n' });
  const { edits } = await call('mention.link', { target: 'ZKV.md', dryRun: true });
  expect(new Set(edits.map((edit) => edit.path)).size).toBe(count);
}, 180_000);
