import { openSession } from './core-session.ts';
import type { Ground, Jobs, SearchTimes } from './jobs.ts';

/** Hits that a window shows at once. */
const limit = 50;

/** Ask every query `repeats` times, in turn, so that none is asked twice in a row. */
export async function measureSearch(ground: Ground, wish: Jobs['search']['wish']): Promise<SearchTimes> {
  const session = await openSession(ground);
  await session.ready();
  const times: number[][] = wish.queries.map(() => []);
  const whole: number[][] = wish.queries.map(() => []);
  const totals: number[] = [];
  for (let run = 0; run < wish.repeats; run++) {
    for (const [at, query] of wish.queries.entries()) {
      const start = performance.now();
      let first: number | undefined;
      const { total } = await session.call('search.query', { query, limit }, (soFar) => {
        if (soFar) first ??= performance.now() - start;
      });
      const all = performance.now() - start;
      times[at]?.push(first ?? all);
      whole[at]?.push(all);
      totals[at] = total;
    }
  }
  await session.core.dispose();
  return { times, whole, totals };
}
