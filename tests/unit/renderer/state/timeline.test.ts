import { describe, expect, test } from 'vitest';
import {
  type Entry,
  entryFolders,
  everything,
  filterEntries,
  type Narrowing,
  timelineBars,
  timelineRows,
  topicFolder,
} from '../../../../renderer/state/timeline.ts';

const entry = (source: string, date: string, over: Partial<Entry> = {}): Entry => ({
  source,
  title: source,
  date,
  line: 1,
  headings: [],
  text: 'OVN',
  linked: false,
  code: false,
  marks: [{ from: 0, to: 3, linked: false }],
  from: 0,
  ...over,
});

const linked = { marks: [{ from: 0, to: 3, linked: true }] };
const today = '2025-08-06';
const around = { today, published: (path: string) => path === 'b.md' || path === 'd.md' };

const entries = [
  entry('a.md', '2025-08-06'),
  entry('a.md', '2025-08-06', { from: 9, code: true, ...linked }),
  entry('b.md', '2025-08-06'),
  entry('c.md', '2025-07-01', linked),
  entry('d.md', '2024-12-31'),
];

test.each([
  ['all', '', ['a.md', 'a.md', 'b.md', 'c.md', 'd.md']],
  ['unlinked', '', ['a.md', 'b.md', 'd.md']],
  ['code', '', ['a.md']],
  ['year', '', ['a.md', 'a.md', 'b.md', 'c.md']],
  ['published', '', ['b.md', 'd.md']],
  ['published', '2024', ['d.md']],
  ['all', '2025-07', ['c.md']],
  ['unlinked', '2025-07', []],
] as const)('filter %s %s', (filter, period, expected) => {
  const found = filterEntries(entries, { ...everything, filter, period }, around);
  expect(found.map((each) => each.source)).toEqual(expected);
});

test('only what is linked, only what is in a folder', () => {
  const some = [
    entry('a.md', today, { linked: true }),
    entry('日记/b.md', today),
    entry('日记/旧/c.md', today, { linked: true }),
    entry('日记本/d.md', today),
  ];
  const sources = (over: Partial<Narrowing>) =>
    filterEntries(some, { ...everything, ...over }, around).map(({ source }) => source);
  expect(sources({ filter: 'linked' })).toEqual(['a.md', '日记/旧/c.md']);
  expect(sources({ folder: '日记' })).toEqual(['日记/b.md', '日记/旧/c.md']);
  expect(sources({ folder: '' })).toEqual(['a.md']);
  expect(sources({ folder: '日记', filter: 'linked' })).toEqual(['日记/旧/c.md']);
  expect(entryFolders([...some, entry('日记/e.md', today)])).toEqual(['日记', '', '日记/旧', '日记本']);
});

test('folders come by how much narrowing to them shows', () => {
  const some = ['日记/2024/a.md', '日记/2025/b.md', '日记/2025/c.md', 'x/y/d.md', 'top.md'];
  const found = some.map((source) => entry(source, today));
  const folders = entryFolders(found);
  expect(folders).toEqual(['日记', '日记/2025', '', 'x/y', '日记/2024']);
  const counts = folders.map((folder) => filterEntries(found, { ...everything, folder }, around).length);
  expect(counts).toEqual([3, 2, 1, 1, 1]);
});

test('a month, a day and a note are named once for a run of entries', () => {
  const rows = timelineRows(entries).map((row) =>
    row.kind === 'month'
      ? row.month
      : `${row.entry.source}${row.newDay ? ' day' : ''}${row.newNote ? ' note' : ''}`,
  );
  expect(rows).toEqual([
    '2025-08',
    'a.md day note',
    'a.md',
    'b.md note',
    '2025-07',
    'c.md day note',
    '2024-12',
    'd.md day note',
  ]);
});

describe('the chart', () => {
  test('shows every month up to this one, at least twelve', () => {
    const bars = timelineBars(entries, today);
    expect(bars).toHaveLength(12);
    expect(bars[0]).toEqual({ period: '2024-09', count: 0, recent: false });
    expect(bars[3]).toEqual({ period: '2024-12', count: 1, recent: false });
    expect(bars.at(-1)).toEqual({ period: '2025-08', count: 3, recent: true });
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(entries.length);
  });

  test('shows years where months would be too many', () => {
    const bars = timelineBars([...entries, entry('e.md', '2010-05-05')], today);
    expect(bars.map((bar) => bar.period)).toEqual(
      Array.from({ length: 16 }, (_, index) => String(2010 + index)),
    );
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(entries.length + 1);
  });

  test('reaches to an entry of the future', () => {
    expect(timelineBars([entry('f.md', '2025-10-01')], today).at(-1)?.period).toBe('2025-10');
  });

  test('is empty for nothing', () => {
    expect(timelineBars([], today)).toEqual([]);
  });
});

test.each([
  [['topics/a.md', 'topics/b.md', 'c.md'], 'topics'],
  [['a.md', 'b.md', 'x/c.md'], ''],
  [[], ''],
])('topics of %j live in %j', (paths, expected) => {
  expect(topicFolder(paths.map((path) => ({ path })))).toBe(expected);
});
