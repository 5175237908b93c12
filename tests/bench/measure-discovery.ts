import { openSession } from './core-session.ts';
import type { Ground, Jobs } from './jobs.ts';

/** The topics that are proposed first. */
export async function measureDiscovery(
  ground: Ground,
  { limit }: Jobs['discovery']['wish'],
): Promise<Jobs['discovery']['answer']> {
  const session = await openSession(ground);
  await session.ready();
  const found = await session.call('topic.discover', { limit });
  await session.core.dispose();
  return { terms: found.map(({ term }) => term) };
}
