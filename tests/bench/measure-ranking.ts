import { openSession } from './core-session.ts';
import type { Ground, Jobs } from './jobs.ts';

/** The paths of the first ten hits of each query. */
export async function measureRanking(
  ground: Ground,
  { queries }: Jobs['ranking']['wish'],
): Promise<Jobs['ranking']['answer']> {
  const session = await openSession(ground);
  await session.ready();
  const paths: string[][] = [];
  for (const query of queries) {
    const { hits } = await session.call('search.query', { query, limit: 10 });
    paths.push(hits.map(({ path }) => path));
  }
  await session.core.dispose();
  return { paths };
}
