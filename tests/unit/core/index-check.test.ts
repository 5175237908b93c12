import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { indexFile } from '../../../electron/index/database.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const files = {
  'OVN.md': '---\naliases: [虚拟网络]\nrank: 1\n---\n# OVN\n\n见 [[k3s#安装]]。#网络/边界\n',
  'k3s.md': '# 安装\n\n用 OVN 装好 ^one\n\n- [ ] 做完\n',
  'sub/😀.md': '说到 OVN 与 [没有](没有.md)。\n',
  'ｚ全角.md': '',
  'sub/图.png': 'png',
};

async function opened() {
  const { call, dir, dataDir, core } = await openCore(tempFolder(files));
  const tamper = (sql: string) => {
    const db = new Database(indexFile(dataDir, dir));
    db.exec(sql);
    db.close();
  };
  return { call, dataDir, core, tamper };
}

test('an index that was kept up is as one made anew, and nothing is left of the comparison', async () => {
  const { call, dataDir } = await opened();
  const { hash } = await call('note.read', { path: 'k3s.md' });
  await call('note.write', { path: 'k3s.md', text: '# 安装\n\n又用 OVN，见 [[OVN]]\n', base: hash });
  await call('file.rename', { from: 'sub', to: 'moved' });
  await call('file.delete', { path: 'ｚ全角.md' });
  const before = readdirSync(dataDir).sort();
  const { compared, different, differences } = await call('check.index', {});
  expect(differences).toEqual([]);
  expect(different).toBe(0);
  expect(compared).toBeGreaterThan(20);
  expect(readdirSync(dataDir).sort()).toEqual(before);
});

test.each([
  ['a link that leads elsewhere', 'UPDATE links SET target = 0 WHERE target > 0', 'link', 'OVN.md'],
  [
    'a tag too many',
    "INSERT INTO tags (file, key, name) SELECT id, 'x', 'x' FROM files WHERE path = 'k3s.md'",
    'tag',
    'k3s.md',
  ],
  ['a title', "UPDATE files SET title = 'other' WHERE path = 'k3s.md'", 'file', 'k3s.md'],
  ['no part of a note', 'DELETE FROM parts', 'part', 'k3s.md'],
  ['no mention', 'DELETE FROM mentions', 'mention', 'k3s.md'],
  [
    'no word of a note',
    "DELETE FROM words WHERE rowid = (SELECT doc FROM files WHERE path = 'sub/😀.md')",
    'words',
    'sub/😀.md',
  ],
  [
    'another property',
    "UPDATE properties SET value = '2' WHERE name = (SELECT id FROM property_names WHERE key = 'rank')",
    'property',
    'OVN.md',
  ],
])('%s is told, with the note that it is said of', async (_, sql, kind, path) => {
  const { call, tamper } = await opened();
  tamper(sql);
  const { different, differences } = await call('check.index', {});
  expect(different).toBeGreaterThan(0);
  expect(differences.map((one) => [one.kind, one.path])).toContainEqual([kind, path]);
  const told = differences.find((one) => one.kind === kind && one.path === path);
  expect([...(told?.index ?? []), ...(told?.fresh ?? [])].length).toBeGreaterThan(0);
  await call('index.update', { rebuild: true });
  expect((await call('check.index', {})).different).toBe(0);
});
