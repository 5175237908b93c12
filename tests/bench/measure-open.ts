import { indexSize, openSession } from './core-session.ts';
import type { Ground, OpenTimes } from './jobs.ts';

/** Open a vault and follow its phases to the end. What it finds in `dataDir` decides whether that is a cold or a warm opening. */
export async function measureOpen(ground: Ground): Promise<OpenTimes> {
  const start = performance.now();
  const since = () => performance.now() - start;
  let tree: number | undefined;
  let facts: number | undefined;
  const session = await openSession(ground);
  session.core.events.on('vault.progressed', ({ phase }) => {
    if (phase !== 'walking') tree ??= since();
    if (phase === 'text' || phase === 'ready') facts ??= since();
  });
  await session.call('folder.list', { path: '' });
  const answered = since();
  await session.ready();
  const text = since();
  const memory = process.memoryUsage().rss;
  await session.core.dispose();
  return {
    answered,
    tree: tree ?? text,
    facts: facts ?? text,
    text,
    memory,
    memoryPeak: process.resourceUsage().maxRSS * 1024,
    indexSize: indexSize(ground.dataDir),
  };
}
