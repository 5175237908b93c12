import { indexSize, openSession } from './core-session.ts';
import type { Ground, OpenTimes } from './jobs.ts';

const smallLog = 1 << 20;
const longest = 300_000;

/** Resolves once what was written is merged, and its log emptied: what the index takes from then on. */
async function atRest(dataDir: string): Promise<void> {
  for (const end = performance.now() + longest; performance.now() < end; ) {
    if (indexSize(dataDir, '.sqlite-wal') < smallLog) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The index did not come to rest within five minutes');
}

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
  const memoryPeak = process.resourceUsage().maxRSS * 1024;
  await atRest(ground.dataDir);
  const size = indexSize(ground.dataDir);
  await session.core.dispose();
  return {
    answered,
    tree: tree ?? all,
    facts: facts ?? all,
    text: text ?? all,
    all,
    cpu: (user + system) / 1000,
    memory,
    memoryPeak,
    indexSize: size,
  };
}
