/** Posts of the blog by month, for the list of what is out. */
import type { Post } from '../../shared/contract/api.ts';
import { localDate } from '../../shared/note/date.ts';

export type PostFilter = 'all' | Post['when'];

export type PostRow =
  | {
      kind: 'month';
      key: string /** `YYYY-MM`; '' where posts have no date. */;
      month: string;
      count: number;
    }
  | { kind: 'post'; key: string; post: Post /** `YYYY-MM-DD`, or ''. */; date: string };

/** How many posts each choice of the filter would show. */
export function countPosts(posts: readonly Post[]): Record<PostFilter, number> {
  const counts = { all: posts.length, out: 0, scheduled: 0, draft: 0, expired: 0 };
  for (const { when } of posts) counts[when]++;
  return counts;
}

/** A title a month, and below it its posts, in the order given. */
export function postRows(posts: readonly Post[], filter: PostFilter): PostRow[] {
  const shown = posts.filter(({ when }) => filter === 'all' || when === filter);
  const byMonth = Map.groupBy(shown, (post) => dateOf(post).slice(0, 7));
  return [...byMonth].flatMap(([month, own]): PostRow[] => [
    { kind: 'month', key: `month ${month}`, month, count: own.length },
    ...own.map((post): PostRow => ({ kind: 'post', key: post.path, post, date: dateOf(post) })),
  ]);
}

const dateOf = ({ time }: Post) => (time === null ? '' : localDate(new Date(time)));
