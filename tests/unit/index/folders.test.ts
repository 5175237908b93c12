import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../electron/index/database.ts';
import { createFolders } from '../../../electron/index/folders.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'folders-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('folders are followed by their paths, in whatever order two threads walked them', () => {
  const db = openDatabase(join(dir, 'index.sqlite'), dir);
  const folders = createFolders(db);
  for (const path of ['b', 'a/z', '', 'a', 'a/b']) {
    folders.putWalked({ path, names: ['n.md'], stats: Float64Array.of(1, 2, 3, 4) });
  }
  expect(folders.waiting()).toEqual(['', 'a', 'a/b', 'a/z', 'b']);
  folders.followed('a');
  expect(folders.waiting()).toEqual(['', 'a/b', 'a/z', 'b']);
  db.close();
});
