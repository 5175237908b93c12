import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTagRows } from '../../../electron/index/tag-rows.ts';
import { fold } from '../../../shared/text/fold.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

function open(files: number) {
  const db = new Database(':memory:');
  db.exec(`CREATE TABLE files (id INTEGER PRIMARY KEY);
    CREATE TABLE tags (file INTEGER, key TEXT, name TEXT, PRIMARY KEY (file, key)) WITHOUT ROWID`);
  const file = db.prepare('INSERT INTO files (id) VALUES (?)');
  for (let id = 1; id <= files; id++) file.run(id);
  const counted = db.prepare(
    'SELECT min(name) AS tag, count(DISTINCT file) AS notes FROM tags GROUP BY key ORDER BY notes DESC, key',
  );
  return { rows: createTagRows(db), plain: () => counted.all() };
}

const asRows = (tags: readonly string[]) => tags.map((name) => ({ key: fold(name), name }));

test('the list is at any time what a plain count gives', async () => {
  const tag = fc.constantFrom('a', 'A', 'b/c', 'B/C', '标签', 'é', 'É');
  const change = fc.record({
    file: fc.integer({ min: 1, max: 20 }),
    tags: fc.option(fc.array(tag, { maxLength: 4 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
      const { rows, plain } = open(20);
      for (const { file, tags } of changes) {
        if (tags === null) rows.clear(file);
        else rows.put(file, asRows(tags), false);
        expect(await rows.all()).toEqual(plain());
      }
    }),
    { numRuns: 100 },
  );
});

test('what is written while it counts is counted, and other calls come in between', async () => {
  const { rows, plain } = open(2_000);
  for (let file = 1; file <= 2_000; file++) rows.put(file, asRows([`t${file % 9}`, 'all']), true);
  const counting = rows.all();
  let turns = 0;
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      turns++;
      rows.put(1, asRows(['new']), false);
      rows.put(1_999, asRows(['NEW', 'all']), false);
      resolve();
    });
  });
  expect(await counting).toEqual(plain());
  expect(turns).toBe(1);
  expect((await rows.all())[0]).toEqual({ tag: 'all', notes: 1_999 });
});

test('tags follow what is written, deleted and brought back', async () => {
  const { call, core } = await openCore(tempFolder({ 'a.md': '#一\n', 'b.md': '#一 #二\n' }));
  expect(await call('tag.list', {})).toEqual([
    { tag: '一', notes: 2 },
    { tag: '二', notes: 1 },
  ]);
  const { hash } = await call('note.read', { path: 'a.md' });
  await call('note.write', { path: 'a.md', text: '#三\n', base: hash });
  await call('file.delete', { path: 'b.md' });
  await core.settled();
  expect(await call('tag.list', {})).toEqual([{ tag: '三', notes: 1 }]);
  await call('file.undo', {});
  expect((await call('complete.tag', { query: '' })).map(({ tag }) => tag)).toEqual(['一', '三', '二']);
});
