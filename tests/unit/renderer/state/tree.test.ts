import { describe, expect, test } from 'vitest';
import {
  firstChild,
  flattenTree,
  type Listing,
  parentRow,
  touchedFolders,
} from '../../../../renderer/state/tree.ts';

const folder = (path: string, notes = 0) => ({ path, name: path.split('/').at(-1) ?? '', notes });
const file = (path: string, kind: 'note' | 'attachment' = 'note') => ({
  path,
  name: 'ignored',
  kind,
  title: path,
  draft: false,
});

const listings = new Map<string, Listing>([
  ['', { folders: [folder('a', 3), folder('b')], files: [file('z.md'), file('p.png', 'attachment')] }],
  ['a', { folders: [folder('a/c')], files: [file('a/x.md')] }],
]);

const lines = (rows: ReturnType<typeof flattenTree>) =>
  rows.map((row) => `${'  '.repeat(row.depth)}${'name' in row ? row.name : row.kind}`);

describe('rows', () => {
  test('closed folders hide what they hold', () => {
    expect(lines(flattenTree(listings, new Set()))).toEqual(['a', 'b', 'z', 'p.png']);
  });

  test('open ones show it, and say where it is on its way', () => {
    const rows = flattenTree(listings, new Set(['a', 'a/c']));
    expect(lines(rows)).toEqual(['a', '  c', '    loading', '  x', 'b', 'z', 'p.png']);
  });

  test('the name of something new comes first in its folder', () => {
    const rows = flattenTree(listings, new Set(['a']), { parent: 'a', folder: false });
    expect(lines(rows)).toEqual(['a', '  draft', '  c', '  x', 'b', 'z', 'p.png']);
  });

  test('no two rows have the same key', () => {
    const rows = flattenTree(listings, new Set(['a', 'a/c', 'b']), { parent: '', folder: true });
    expect(new Set(rows.map((row) => row.path)).size).toBe(rows.length);
  });

  test('the left arrow goes to the folder around', () => {
    const rows = flattenTree(listings, new Set(['a', 'a/c']));
    expect([0, 1, 2, 3, 4].map((index) => parentRow(rows, index))).toEqual([undefined, 0, 1, 0, undefined]);
  });

  test('the right arrow goes from an open folder to what it holds first', () => {
    const rows = flattenTree(listings, new Set(['a', 'a/c']));
    expect([0, 1, 2, 3, 4].map((index) => firstChild(rows, index))).toEqual([
      1,
      2,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test.each<[string, string[] | null, { from: string; to: string }[], string[]]>([
  ['a change in a folder', ['a/x.md'], [], ['', 'a']],
  ['deep: all above, whose counts change', ['a/c/y.md'], [], ['', 'a', 'a/c']],
  ['a move: both ends', [], [{ from: 'a/x.md', to: 'b/x.md' }], ['', 'a', 'b']],
  ['too many to name', null, [], ['', 'a', 'a/c', 'b']],
])('%s asks for the right listings again', (_name, paths, moved, expected) => {
  expect(touchedFolders(paths, moved, ['', 'a', 'a/c', 'b'])).toEqual(expected);
});
