import { watchVault } from '../../electron/vault/watch.ts';
import type { Ground } from './jobs.ts';

/** From nothing to being told of every change. */
export async function measureWatch({ vaultDir }: Ground): Promise<{ ready: number }> {
  const start = performance.now();
  const watch = await watchVault(
    vaultDir,
    () => {},
    () => {},
  );
  const ready = performance.now() - start;
  await watch.stop();
  return { ready };
}
