import { describe, expect, test } from 'vitest';
import { clipAround, searchRows } from '../../../../renderer/state/search-rows.ts';
import type { SearchHit } from '../../../../shared/contract/api.ts';

const hit = (path: string, matches: number): SearchHit => ({
  path,
  title: path,
  score: 1,
  fields: [],
  count: matches,
  matches: Array.from({ length: matches }, (_, line) => ({ line, text: 'x', ranges: [] })),
});

const kinds = (rows: ReturnType<typeof searchRows>) =>
  rows.map((row) => (row.kind === 'note' ? row.hit.path : row.kind === 'more' ? `+${row.count}` : row.kind));

const none = new Set<string>();

describe('rows', () => {
  test('a note, some of its places, and how many more there are', () => {
    const answer = { hits: [hit('a', 6), hit('b', 1)], similar: [hit('c', 0)] };
    const places = ['match', 'match', 'match', 'match'];
    expect(kinds(searchRows(answer, none, none))).toEqual([
      'a',
      ...places,
      '+2',
      'b',
      'match',
      'similar',
      'c',
    ]);
    expect(kinds(searchRows(answer, new Set(['a']), none))).toEqual(['a', 'b', 'match', 'similar', 'c']);
    expect(kinds(searchRows(answer, none, new Set(['a']))).filter((kind) => kind === 'match')).toHaveLength(
      7,
    );
  });

  test('a note that is similar, too, has rows of its own', () => {
    const rows = searchRows({ hits: [hit('a', 1)], similar: [hit('a', 1)] }, none, none);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});

describe('a long block is cut around its first mark', () => {
  const marked = (text: string, ranges: [number, number][], length: number) => {
    const clip = clipAround(text, ranges, length);
    return [clip.text, ...clip.ranges.map(([from, to]) => clip.text.slice(from, to))];
  };
  const long = `${'前'.repeat(100)}幽灵镜像${'后'.repeat(100)}`;

  test.each<[string, [number, number][], number, string[]]>([
    ['短', [[0, 1]], 50, ['短', '短']],
    ['a\nb\tc', [[2, 3]], 50, ['a b c', 'b']],
    [long, [[100, 104]], 40, [`…${'前'.repeat(30)}幽灵镜像${'后'.repeat(6)}…`, '幽灵镜像']],
    [long, [], 10, [`${'前'.repeat(10)}…`]],
  ])('%#', (text, ranges, length, expected) => {
    expect(marked(text, ranges, length)).toEqual(expected);
  });

  test('marks beyond the cut are left out', () => {
    expect(
      marked(
        `ab${'x'.repeat(300)}cd`,
        [
          [0, 2],
          [302, 304],
        ],
        20,
      ),
    ).toEqual([`ab${'x'.repeat(18)}…`, 'ab']);
  });
});
