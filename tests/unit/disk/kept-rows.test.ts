import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type KeptRows, openKeptRows } from '../../../electron/disk/kept-rows.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const make = (stamp = 'one') => {
  const file = join(tempFolder(), 'rows', 'kept.sqlite');
  return { file, rows: openKeptRows(file, stamp) };
};
const textOf = (rows: KeptRows, table: string, name: string) => rows.get(table, name)?.text;

test('rows are there for the next process, by table and name', () => {
  const { file, rows } = make();
  rows.write([
    { table: 'a', name: '节.md', text: '文' },
    { table: 'b', name: '节.md', text: 'other' },
    { table: 'a', name: 'gone', text: 'x' },
  ]);
  rows.write([{ table: 'a', name: 'gone', text: undefined }]);
  rows.close();
  const again = openKeptRows(file, 'one');
  expect(textOf(again, 'a', '节.md')).toBe('文');
  expect(again.sums('a')).toEqual([['节.md', again.get('a', '节.md')?.sum]]);
  again.drop('a');
  expect([textOf(again, 'a', '节.md'), textOf(again, 'b', '节.md')]).toEqual([undefined, 'other']);
  again.close();
});

test('rows of other code are forgotten', () => {
  const { file, rows } = make('one');
  rows.write([{ table: 'a', name: 'n', text: 'x' }]);
  rows.close();
  const other = openKeptRows(file, 'two');
  expect(textOf(other, 'a', 'n')).toBeUndefined();
  other.close();
});

test('who is still at work when other code makes the file anew leaves nothing in it, and takes nothing from it', () => {
  const { file, rows } = make('one');
  rows.write([{ table: 'a', name: 'n', text: 'of one' }]);
  const other = openKeptRows(file, 'two');
  rows.write([{ table: 'a', name: 'n', text: 'of one' }]);
  expect(textOf(other, 'a', 'n')).toBeUndefined();
  other.write([{ table: 'a', name: 'n', text: 'of two' }]);
  expect([textOf(rows, 'a', 'n'), rows.sums('a')]).toEqual([undefined, []]);
  rows.drop('a');
  expect(textOf(other, 'a', 'n')).toBe('of two');
  rows.close();
  other.close();
});

test('a row whose bytes are others is no row', () => {
  const { file, rows } = make();
  rows.write([
    { table: 'a', name: 'hurt', text: 'as it was' },
    { table: 'a', name: 'whole', text: 'as it was' },
  ]);
  rows.close();
  const db = new Database(file);
  db.prepare("UPDATE rows SET text = 'as it is!' WHERE name = 'hurt'").run();
  db.close();
  const again = openKeptRows(file, 'one');
  expect(textOf(again, 'a', 'hurt')).toBeUndefined();
  expect(textOf(again, 'a', 'whole')).toBe('as it was');
  expect(again.from('a', '', 9)).toEqual([['whole', again.get('a', 'whole')]]);
  again.close();
});

test.each<[string, (file: string) => void]>([
  ['noise', (file) => writeFileSync(file, 'noise '.repeat(4000))],
  ['cut', (file) => truncateSync(file, 20_000)],
  [
    'a page of zeros',
    (file) => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0, 16_384, 3 * 16_384));
    },
  ],
])('a file that is %s is made anew, and takes rows again', (_, hurt) => {
  const { file, rows } = make();
  const names = Array.from({ length: 400 }, (_, n) => `name ${n}`);
  rows.write(names.map((name) => ({ table: 'a', name, text: name.repeat(60) })));
  rows.close();
  hurt(file);
  let again = openKeptRows(file, 'one');
  for (const name of names) expect([name.repeat(60), undefined]).toContain(textOf(again, 'a', name));
  again.close();
  again = openKeptRows(file, 'one');
  again.write([{ table: 'a', name: 'new', text: 'x' }]);
  again.close();
  again = openKeptRows(file, 'one');
  expect(textOf(again, 'a', 'new')).toBe('x');
  again.close();
});

test('where there is no place for the file nothing is kept, and nothing fails', () => {
  const file = join(tempFolder(), 'a file');
  writeFileSync(file, '');
  const rows = openKeptRows(join(file, 'below.sqlite'), 'one');
  rows.write([{ table: 'a', name: 'n', text: 'x' }]);
  expect([textOf(rows, 'a', 'n'), rows.sums('a')]).toEqual([undefined, []]);
  rows.drop('a');
  rows.close();
});
