import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeptRows } from '../../../electron/disk/kept-rows.ts';
import { createKeptPages } from '../../../electron/publish/kept-pages.ts';
import { createMemory } from '../../../electron/publish/memory.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const page = (note: string) =>
  JSON.stringify({ note, address: { source: 'a.md', content: 'a.md', url: '/a/' }, live: [], worldSum: 0 });

test('a page that was read before another process made it anew does not count as one of the new world', () => {
  const file = join(tempFolder(), 'kept.sqlite');
  const [rows, ours] = [openKeptRows(file, 'code'), openKeptRows(file, 'code')];
  const memory = createMemory(rows);
  const plan = (world: string, note: string) => {
    const kept = createKeptPages(memory);
    kept.keepPage('a.md', page(note), '[]');
    kept.finish(world, new Set(['a.md']));
    memory.rest();
  };
  plan('all are public', 'first');
  const kept = createKeptPages(createMemory(ours));
  const before = kept.page('a.md');
  plan('one is private', 'second');
  expect(before?.note).toBe('first');
  expect(kept.isSame('one is private')).toBe(false);
  expect(createKeptPages(createMemory(ours)).isSame('one is private')).toBe(true);
  rows.close();
  ours.close();
});
