import { expect, test } from 'vitest';
import { flattenTree, type Listing } from '../../../../renderer/state/tree.ts';
import { markRange, shownMarks, toggleMark, topmost } from '../../../../renderer/state/tree-marks.ts';

const file = (path: string) => ({ path, name: path, kind: 'note' as const, title: path, draft: false });
const listings = new Map<string, Listing>([
  ['', { folders: [{ path: 'a', name: 'a', notes: 1 }], files: [file('y.md'), file('z.md')] }],
  ['a', { folders: [], files: [file('a/x.md')] }],
]);
const rows = flattenTree(listings, new Set(['a']), { parent: '', folder: false });

test('the first mark takes the row with the ring along; a second press takes a mark away', () => {
  const two = toggleMark(new Set(), 'z.md', 'y.md');
  expect([...two]).toEqual(['y.md', 'z.md']);
  expect([...toggleMark(two, 'y.md', 'y.md')]).toEqual(['z.md']);
  expect([...toggleMark(new Set(), 'z.md', 'z.md')]).toEqual(['z.md']);
});

test('a range holds what lies between, either way, and no row that is no file', () => {
  const range = ['a', 'a/x.md', 'y.md'];
  expect([...markRange(rows, 'a', 'y.md')]).toEqual(range);
  expect([...markRange(rows, 'y.md', 'a')]).toEqual(range);
  expect([...markRange(rows, undefined, 'y.md')]).toEqual(['y.md']);
  expect([...markRange(rows, rows[0]?.path, 'a')]).toEqual(['a']);
});

test('marks of rows that are gone are none, and one alone is none', () => {
  expect([...shownMarks(new Set(['y.md', 'z.md', 'gone.md']), rows)]).toEqual(['y.md', 'z.md']);
  expect(shownMarks(new Set(['y.md', 'gone.md']), rows).size).toBe(0);
});

test('what lies in a marked folder goes with it', () => {
  expect(topmost(['a', 'a/x.md', 'ab/x.md', 'z.md'])).toEqual(['a', 'ab/x.md', 'z.md']);
});
