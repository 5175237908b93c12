import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { compareFacts, dumpFacts } from '../index/dump-facts.ts';
import { openStore } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import { createKeepUp, type KeepUp } from './keep-up.ts';

export interface IndexCheckOptions {
  vault: Vault;
  keepUp: KeepUp;
  /** File of the index. */
  file: string;
  /** Where an index made anew has room for a while. */
  dataDir: string;
}

/** So many differences are told; their number is told whatever it is. */
const most = 200;
/** So much of a fact is told. */
const longest = 300;
const slice = 12;

/** Compare the index with one made anew, fact by fact. The vault should rest meanwhile: what changes may show. */
export function createIndexCheck({ vault, keepUp, file, dataDir }: IndexCheckOptions) {
  async function makeFresh(dir: string, context: CallContext): Promise<string> {
    const fresh = join(dir, 'fresh.sqlite');
    const store = openStore(fresh, dir);
    try {
      const taking = createKeepUp({
        vault,
        store,
        indexFile: fresh,
        onChange: () => {},
        onProgress: ({ done, total }) => context.progress(done, total),
        onTrouble: () => {},
      });
      const stop = () => void taking.stop();
      context.signal.addEventListener('abort', stop, { once: true });
      await taking.update();
      await taking.stop();
      context.signal.removeEventListener('abort', stop);
    } finally {
      store.db.close();
    }
    if (context.signal.aborted) throw new AppError('cancelled', 'The check was cancelled');
    return fresh;
  }

  return async (context: CallContext): Promise<Result<'check.index'>> => {
    const start = performance.now();
    await keepUp.update(true);
    mkdirSync(dataDir, { recursive: true });
    const dir = mkdtempSync(join(dataDir, 'check-'));
    try {
      const compared = await compare(file, await makeFresh(dir, context), context.signal);
      return { ...compared, ms: Math.round(performance.now() - start) };
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  };
}

export type IndexCheck = ReturnType<typeof createIndexCheck>;

async function compare(file: string, fresh: string, signal: AbortSignal) {
  const [one, other] = [dumpFacts(file), dumpFacts(fresh)];
  const differences: Result<'check.index'>['differences'] = [];
  let [compared, different] = [0, 0];
  let until = performance.now() + slice;
  try {
    for (const found of compareFacts(one, other)) {
      compared++;
      if (found && ++different <= most) differences.push(told(found));
      if (performance.now() < until) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new AppError('cancelled', 'The check was cancelled');
      until = performance.now() + slice;
    }
  } finally {
    one.close();
    other.close();
  }
  return { compared, different, differences };
}

function told({
  path,
  kind,
  only: [index, fresh],
}: {
  path: string;
  kind: string;
  only: [string[], string[]];
}) {
  const short = (facts: string[]) => facts.slice(0, 20).map((fact) => fact.slice(0, longest));
  return { path, kind, index: short(index), fresh: short(fresh) };
}
