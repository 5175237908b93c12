import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/index/database.ts';
import { createFiles } from '../../../electron/index/files.ts';
import { createFolders } from '../../../electron/index/folders.ts';
import { createNameSet } from '../../../electron/index/name-set.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const stat = { size: 1, modified: 1, created: 1, ino: 1 };
const texts = ['first topic', 'second topic', 'third topic'].map((name) => ({
  text: `of ${name} here`,
  spans: [{ from: 0, to: name.length + 8 }],
}));

/** Many notes, of which the first, one in the middle and the last have names that the texts speak of. */
function names() {
  const folder = tempFolder();
  const db = openDatabase(join(folder, 'x.sqlite'), folder);
  const files = createFiles(db, createFolders(db));
  const put = db.prepare("INSERT INTO names (file, kind, text, folded, pinyin) VALUES (?, 'name', ?, ?, '')");
  const add = (text: string) => {
    const { id } = files.add(`${text}.md`, stat);
    put.run(id, text, text);
    return id;
  };
  const drop = (file: number) => db.prepare('DELETE FROM names WHERE file = ?').run(file);
  const first = add('first topic');
  for (let n = 0; n < 1500; n++) add(`other ${n} note`);
  const second = add('second topic');
  for (let n = 1500; n < 2200; n++) add(`other ${n} note`);
  const set = createNameSet(db);
  const found = () => texts.map(({ text, spans }) => set.find(0, text, spans).map(({ target }) => target));
  return { set, add, drop, found, first, second };
}

test('names that were read a little at a time are those that are read at once', () => {
  const { set, found, first, second } = names();
  expect([...set.make()].length).toBeGreaterThan(1);
  expect(found()).toEqual([[first], [second], []]);
});

test('names that come and go while they are read are known', () => {
  const { set, add, drop, found, first, second } = names();
  const steps = set.make();
  steps.next();
  const third = add('third topic');
  set.add('third topic', third);
  drop(first);
  set.remove('first topic', first);
  for (const _ of steps);
  expect(found()).toEqual([[], [second], [third]]);
});

test('names that were asked for meanwhile are not replaced by those that were begun before', () => {
  const { set, add, found, first, second } = names();
  const steps = set.make();
  steps.next();
  expect(found()).toEqual([[first], [second], []]);
  const third = add('third topic');
  set.add('third topic', third);
  set.remove('first topic', first);
  for (const _ of steps);
  expect(found()).toEqual([[], [second], [third]]);
});
