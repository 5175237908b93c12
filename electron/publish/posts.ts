import type { Post, PublishState } from '../../shared/contract/api.ts';
import type { Plan } from './plan.ts';

/**
 * Every note that is on the blog or would be after the next publish, for a list by time: the latest first, those without
 * a date last.
 * @param stateOf how each stands, as badges show it
 */
export function listPosts(
  plan: Plan,
  stateOf: (path: string, action: string) => PublishState,
  now: Date,
): Post[] {
  const actions = new Map(plan.entries.map((entry) => [entry.source, entry.action]));
  const posts = plan.pages.map(({ path, address }): Post => {
    const head = plan.reader.head(path);
    return {
      path,
      title: head?.title ?? '',
      url: address.url ?? null,
      time: head?.starts ?? null,
      state: stateOf(path, actions.get(path) ?? 'unchanged'),
      when: head?.draft ? 'draft' : whenOf(head?.starts, head?.expires, now.getTime()),
    };
  });
  return posts.sort((a, b) => (b.time ?? -Infinity) - (a.time ?? -Infinity) || (a.path < b.path ? -1 : 1));
}

function whenOf(starts: number | undefined, expires: number | undefined, now: number): Post['when'] {
  if (expires !== undefined && expires <= now) return 'expired';
  return starts !== undefined && starts > now ? 'scheduled' : 'out';
}
