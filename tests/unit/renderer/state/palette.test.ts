import { describe, expect, test } from 'vitest';
import {
  type Found,
  firstPick,
  hasExactName,
  lookedAt,
  matchText,
  nextPick,
  noteRow,
  type PaletteRow,
  rankTexts,
  readPaletteInput,
  recentFirst,
} from '../../../../renderer/state/palette.ts';

const found = (over: Partial<Found>): Found => ({
  path: 'a/OVN.md',
  name: 'OVN',
  title: 'Open Virtual Network',
  score: 1,
  via: 'name',
  matched: 'OVN',
  ranges: [],
  ...over,
});

test.each([
  ['notes', 'ovn', 'notes', 'ovn'],
  ['notes', '> theme', 'commands', 'theme'],
  ['all', '>', 'commands', ''],
  ['commands', '>new', 'commands', 'new'],
  ['commands', ' new ', 'commands', 'new'],
] as const)('%s with %j is %s with %j', (mode, input, expected, query) => {
  expect(readPaletteInput(mode, input)).toEqual({ mode: expected, query });
});

describe('matching', () => {
  test.each<[string, string, [number, number][] | undefined]>([
    ['New note', 'note', [[4, 8]]],
    ['New note', 'NEW', [[0, 3]]],
    [
      'New note',
      'nn',
      [
        [0, 1],
        [4, 5],
      ],
    ],
    ['新建笔记', '笔记', [[2, 4]]],
    ['New note', 'xyz', undefined],
    ['New note', '', []],
  ])('%j by %j', (text, query, ranges) => {
    expect(matchText(text, query)?.ranges).toEqual(ranges);
  });

  test('a start of a word is better than an inside, and that better than single letters', () => {
    const ranked = rankTexts(['a renote', 'n-o-t-e', 'note x', 'a note'], 'note', (text) => [text]);
    expect(ranked.map(({ item }) => item)).toEqual(['note x', 'a note', 'a renote', 'n-o-t-e']);
  });

  test('a text that is not shown helps to find, and marks nothing', () => {
    expect(rankTexts(['新建'], 'new', (text) => [text, 'New'])).toEqual([{ item: '新建', ranges: [] }]);
  });
});

describe('notes found', () => {
  test('show what matched, and the name beside it where that is another', () => {
    expect(noteRow(found({}))).toMatchObject({ text: 'OVN', name: undefined, folder: 'a' });
    expect(noteRow(found({ via: 'alias', matched: '开放虚拟网络' }))).toMatchObject({
      text: '开放虚拟网络',
      name: 'OVN',
    });
  });

  test('an exact name leaves nothing to create', () => {
    expect(hasExactName([found({})], 'ovn')).toBe(true);
    expect(hasExactName([found({})], 'ov')).toBe(false);
  });
});

describe('notes of late', () => {
  const note = (path: string) => ({ kind: 'note' as const, path });
  const history = [
    note('a.md'),
    note('b.md'),
    { kind: 'settings' as const },
    note('a.md'),
    note('c.md'),
    note('d.md'),
  ];

  test('are those looked at, the last one first, without the one in front', () => {
    expect(lookedAt({ history, at: 4 }, 10)).toEqual(['a.md', 'b.md']);
    expect(lookedAt({ history, at: 5 }, 2)).toEqual(['c.md', 'a.md']);
    expect(lookedAt({ history: [], at: 0 }, 2)).toEqual([]);
  });

  test('come before those changed last, each once', () => {
    const changed = ['x.md', 'b.md'].map((path) => found({ path, title: 'T' }));
    const all = recentFirst(changed, ['sub/n.md', 'b.md']);
    expect(all.map(({ path, title }) => `${path} ${title}`)).toEqual(['sub/n.md n', 'b.md T', 'x.md T']);
  });
});

test('the ring steps over titles and round the ends', () => {
  const title: PaletteRow = { kind: 'title', key: 't' };
  const row = (name: string): PaletteRow => ({ kind: 'create', key: name, name });
  const rows = [title, row('a'), title, row('b')];
  expect(firstPick(rows)).toBe(1);
  expect(nextPick(rows, 1, 1)).toBe(3);
  expect(nextPick(rows, 3, 1)).toBe(1);
  expect(nextPick(rows, 1, -1)).toBe(3);
  expect(nextPick([title], 0, 1)).toBe(-1);
  expect(firstPick([])).toBe(-1);
});
