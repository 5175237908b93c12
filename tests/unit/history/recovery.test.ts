import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRecovery } from '../../../electron/history/recovery.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const copy = { path: 'a/笔.md', owner: 'w1', text: '文字', hash: 'h', base: '', time: 2 };

test('each window has its copy of a note, until it is cleared', () => {
  const dir = join(tempFolder(), 'recovery');
  const store = openRecovery(dir);
  expect(store.all()).toEqual([]);
  store.put({ ...copy, text: 'first' });
  store.put(copy);
  store.put({ ...copy, owner: 'w2', time: 1 });
  expect(openRecovery(dir).all()).toEqual([{ ...copy, owner: 'w2', time: 1 }, copy]);
  store.clear(copy.path, 'w2');
  expect(store.all()).toEqual([copy]);
});

test('copies are for their owner alone', () => {
  const dir = join(tempFolder(), 'recovery');
  openRecovery(dir).put(copy);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  const [name = ''] = readdirSync(dir);
  expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
});

test('they follow a note that moves', () => {
  const store = openRecovery(join(tempFolder(), 'recovery'));
  store.put(copy);
  store.moved([{ from: copy.path, to: 'b.md' }]);
  expect(store.all()).toEqual([{ ...copy, path: 'b.md' }]);
});

test.each([
  [
    'a chain',
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
    ['b a', 'c b'],
  ],
  [
    'a chain, told backwards',
    [
      ['b', 'c'],
      ['a', 'b'],
    ],
    ['b a', 'c b'],
  ],
  [
    'a swap',
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    ['a b', 'b a'],
  ],
  ['onto a note of the same window', [['a', 'b']], ['b a', 'b b']],
])('none is lost where notes move in %s', (_name, moves, expected) => {
  const store = openRecovery(join(tempFolder(), 'recovery'));
  for (const path of ['a', 'b']) store.put({ ...copy, path, text: path });
  store.moved(moves.map(([from = '', to = '']) => ({ from, to })));
  const found = store.all();
  expect(found.map(({ path, text }) => `${path} ${text}`).sort()).toEqual(expected);
  expect(found.filter(({ owner }) => owner === copy.owner).map(({ path }) => path)).toContain('b');
});

test('what cannot be read is left where it is', () => {
  const dir = tempFolder({ 'x.json': '{"path":', 'y.json': '{"path":"a.md"}' });
  const store = openRecovery(dir);
  store.put(copy);
  expect(store.all()).toEqual([copy]);
  expect(readdirSync(dir)).toEqual(expect.arrayContaining(['x.json', 'y.json']));
  writeFileSync(join(dir, 'x.json'), '');
  expect(store.all()).toEqual([copy]);
});
