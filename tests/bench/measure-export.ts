import { openSession } from './core-session.ts';
import type { ExportTimes, Ground, Jobs } from './jobs.ts';

/** Plan an export of everything that has a date, twice: the second plan finds what the first has read. */
export async function measureExport(ground: Ground, { site }: Jobs['export']['wish']): Promise<ExportTimes> {
  const session = await openSession(ground);
  await session.ready();
  const start = performance.now();
  const { plan } = await session.call('publish.plan', { site });
  const first = performance.now() - start;
  const again = performance.now();
  await session.call('publish.plan', { site });
  const second = performance.now() - again;
  await session.core.dispose();
  return { first, second, files: plan.filter((entry) => entry.action === 'create').length };
}
