import { expect, test } from 'vitest';
import { countPosts, postRows } from '../../../../renderer/state/posts.ts';
import type { Post } from '../../../../shared/contract/api.ts';

const post = (path: string, date: string, when: Post['when']): Post => ({
  path,
  title: path,
  url: null,
  time: date === '' ? null : new Date(`${date}T12:00:00`).getTime(),
  state: 'published',
  when,
});
const posts = [
  post('d', '2026-02-01', 'scheduled'),
  post('c', '2026-01-20', 'out'),
  post('b', '2026-01-03', 'draft'),
  post('a', '', 'out'),
];

test.each([
  ['all', ['month 2026-02', 'd', 'month 2026-01', 'c', 'b', 'month ', 'a']],
  ['draft', ['month 2026-01', 'b']],
  ['expired', []],
] as const)('posts by month, %s', (filter, keys) => {
  expect(postRows(posts, filter).map((row) => row.key)).toEqual(keys);
});

test('how many each filter shows', () => {
  expect(countPosts(posts)).toEqual({ all: 4, out: 2, scheduled: 1, draft: 1, expired: 0 });
});
