import { indexSize, openSession } from './core-session.ts';
import type { Ground, OpenTimes } from './jobs.ts';

/** Open a vault and follow its phases to the end. What it finds in `dataDir` decides whether that is a cold or a warm opening. */
export async function measureOpen(ground: Ground): Promise<OpenTimes> {
  const start = performance.now();
  const before = process.cpuUsage();
  const since = () => performance.now() - start;
  let tree: number | undefined;
  let facts: number | undefined;
  let text: number | undefined;
  const session = await openSession(ground);
  session.core.events.on('vault.progressed', ({ phase }) => {
    if (phase !== 'walking') tree ??= since();
    if (phase !== 'walking' && phase !== 'facts') facts ??= since();
    if (phase === 'mentions' || phase === 'ready') text ??= since();
  });
  await session.call('folder.list', { path: '' });
  const answered = since();
  await session.ready();
  const all = since();
  const { user, system } = process.cpuUsage(before);
  const memory = process.memoryUsage().rss;
  await session.core.dispose();
  return {
    answered,
    tree: tree ?? all,
    facts: facts ?? all,
    text: text ?? all,
    all,
    cpu: (user + system) / 1000,
    memory,
    memoryPeak: process.resourceUsage().maxRSS * 1024,
    indexSize: indexSize(ground.dataDir),
  };
}
