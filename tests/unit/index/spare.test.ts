import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openDatabase, openReadOnly } from '../../../electron/index/database.ts';
import { createSpare } from '../../../electron/index/spare.ts';

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'spare-'));
  file = join(dir, 'index.sqlite');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const pages = (db: Db) => db.pragma('page_count', { simple: true }) as number;
const log = () => statSync(`${file}-wal`).size;

/** Write what takes 1,200 pages, and take it away again. */
function writeMuch(db: Db): void {
  const put = db.prepare('INSERT INTO terms (file, packed) VALUES (?, ?)');
  db.transaction(() => {
    for (let id = 1; id <= 1_200; id++) put.run(id, 'x'.repeat(4_000));
  })();
  db.exec('DELETE FROM terms');
}

function steps(shrink: () => boolean): number {
  let count = 1;
  while (shrink()) count++;
  return count;
}

test('much room that nothing stands in is given back, in steps', () => {
  const db = openDatabase(file, dir);
  const before = pages(db);
  writeMuch(db);
  expect(pages(db)).toBeGreaterThan(before + 1_000);
  const { shrink } = createSpare(db);
  expect(steps(() => db.transaction(shrink)())).toBeGreaterThan(10);
  expect(pages(db)).toBeLessThan(before + 20);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
});

test('a little room is kept, and a file that cannot give any back is left alone', () => {
  const db = openDatabase(file, dir);
  db.exec('INSERT INTO terms (file, packed) VALUES (1, zeroblob(400000)); DELETE FROM terms');
  const before = pages(db);
  expect(createSpare(db).shrink()).toBe(false);
  expect(pages(db)).toBe(before);
  db.close();
  const plain = new Database(join(dir, 'plain.sqlite'));
  plain.exec('CREATE TABLE terms (file INTEGER PRIMARY KEY, packed TEXT)');
  writeMuch(plain);
  expect(steps(createSpare(plain).shrink)).toBe(1);
  plain.close();
});

test('a long log is emptied, but not while another process reads what came before', () => {
  const db = openDatabase(file, dir);
  const other = openReadOnly(file);
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM files').get();
  writeMuch(db);
  const long = log();
  expect(long).toBeGreaterThan(2_000_000);
  createSpare(db).emptyLog();
  expect(log()).toBe(long);
  other.exec('COMMIT');
  createSpare(db).emptyLog();
  expect(log()).toBe(0);
  other.close();
  db.close();
});
