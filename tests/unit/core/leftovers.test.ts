import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryPrefix } from '../../../electron/disk/atomic-write.ts';
import { openCore } from '../../fixtures/core.ts';
import { indexFacts } from '../../fixtures/index-facts.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const left = `${temporaryPrefix}4194304-aa`;

test('what a killed process left is removed wherever we write, by the next start', async () => {
  const dir = tempFolder({ [left]: '', [`a/${left}`]: '', [`.commonplace/${left}`]: '' });
  const dataDir = tempFolder({ [`preferences/${left}`]: '' });
  putFiles(dir, { [`.commonplace/journal/${left}`]: '' });
  await openCore(dir, { dataDir });
  for (const folder of ['', 'a', '.commonplace', '.commonplace/journal']) {
    expect(existsSync(join(dir, folder, left)), folder).toBe(false);
  }
  expect(readdirSync(join(dataDir, 'preferences'))).toEqual([]);
});

test.each([
  ['moved', 'file.rename', { from: 'a', to: 'x/b' }],
  ['deleted', 'file.delete', { path: 'a' }],
] as const)(
  'the notes of a folder that was %s and came back are known as before',
  async (_, method, params) => {
    const dir = tempFolder({ 'a/乙.md': '乙 [[丙]]', 'a/in/丙.md': '# 丙', 'c.md': '说到乙和丙' });
    const { call, core, dataDir } = await openCore(dir);
    const before = indexFacts(dataDir, dir);
    await call(method, params);
    await call('file.undo', {});
    await core.dispose();
    expect(indexFacts(dataDir, dir)).toEqual(before);
  },
);

test('a note that was moved by a change that was cut short keeps its history', async () => {
  const dir = tempFolder({ 'a/b.md': 'old' });
  const first = await openCore(dir);
  const { hash } = await first.call('note.read', { path: 'a/b.md' });
  await first.call('note.write', { path: 'a/b.md', text: 'new', base: hash });
  await first.core.dispose();
  const change = {
    moves: [{ from: 'a', to: 'c' }],
    writes: [],
    moved: [{ from: 'a/b.md', to: 'c/b.md' }],
  };
  putFiles(dir, { '.commonplace/journal/1.journal.json': JSON.stringify(change) });
  const { call } = await openCore(dir, { dataDir: first.dataDir });
  const [version] = await call('history.list', { path: 'c/b.md' });
  expect(await call('history.read', { path: 'c/b.md', id: version?.id ?? '' })).toEqual({ text: 'old' });
});
