import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTargetTally } from '../../../electron/index/target-tally.ts';

const rows = 'SELECT target, sum(count) AS count FROM rows WHERE file > ? AND file <= ? GROUP BY target';

const asMap = (counts: Int32Array) =>
  new Map([...counts].flatMap((count, id): [number, number][] => (count > 0 ? [[id, count]] : [])));

function open(files: number) {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE files (id INTEGER PRIMARY KEY); CREATE TABLE rows (file, target, count)');
  const file = db.prepare('INSERT INTO files (id) VALUES (?)');
  for (let id = 1; id <= files; id++) file.run(id);
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?)');
  const clear = db.prepare('DELETE FROM rows WHERE file = ?');
  const tally = createTargetTally(db, rows);
  const put = (id: number, targets: readonly number[]) => {
    tally.leaving(id);
    clear.run(id);
    for (const target of targets) insert.run(id, target, 1);
    tally.entered(id);
  };
  const plain = () =>
    new Map(
      db
        .prepare<[], { target: number; count: number }>(
          'SELECT target, sum(count) AS count FROM rows GROUP BY target',
        )
        .all()
        .map(({ target, count }) => [target, count]),
    );
  const drop = (target: number) => {
    db.prepare('DELETE FROM rows WHERE target = ?').run(target);
    tally.dropped(target);
  };
  return { put, drop, tally, plain };
}

test('what is written while it counts, and after, is counted', async () => {
  const { put, drop, tally, plain } = open(4500);
  for (let id = 1; id <= 4500; id++) put(id, [id % 7, 8]);
  const counting = tally.counts();
  await new Promise((resolve) => setImmediate(resolve));
  put(3, [100]);
  put(4400, [100, 100]);
  drop(5);
  expect(asMap(await counting)).toEqual(plain());
  put(4501, [3]);
  put(10, []);
  expect(asMap(await tally.counts())).toEqual(plain());
});

const change = fc.oneof(
  fc.record({
    file: fc.integer({ min: 1, max: 30 }),
    targets: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }),
  }),
  fc.record({ drop: fc.integer({ min: 1, max: 6 }) }),
);

test('it is at any time what a plain count gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
      const { put, drop, tally, plain } = open(30);
      for (const one of changes) {
        if ('drop' in one) drop(one.drop);
        else put(one.file, one.targets);
        expect(asMap(await tally.counts())).toEqual(plain());
      }
    }),
    { numRuns: 60 },
  );
});
