import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, createCore } from '../../electron/core/core.ts';
import type { Method, Params, Result } from '../../shared/contract/api.ts';
import { invoke } from '../../shared/contract/rpc.ts';
import type { Ground } from './jobs.ts';

export interface Session {
  core: Core;
  /** @param tell what is found on the way, where the call tells of it */
  call<M extends Method>(method: M, params: Params<M>, tell?: (soFar: unknown) => void): Promise<Result<M>>;
  /** Resolves when the whole vault is in the index. */
  ready(): Promise<void>;
}

/** A core in this process, without its watcher where nothing is changed by others. */
export async function openSession(ground: Ground, watch = false): Promise<Session> {
  const complaints: string[] = [];
  const core = await createCore({ ...ground, watch, log: (line) => complaints.push(line) });
  const { signal } = new AbortController();

  async function call<M extends Method>(
    method: M,
    params: Params<M>,
    tell: (soFar: unknown) => void = () => {},
  ): Promise<Result<M>> {
    const progress = (_done: number, _total: number, soFar?: unknown) => tell(soFar);
    const context = { signal, progress };
    return (await invoke(core.handlers, method, params, context)) as Result<M>;
  }

  return {
    core,
    call,
    async ready() {
      await core.settled();
      const { phase } = await call('vault.status', {});
      if (phase !== 'ready') throw new Error(`The vault is ${phase}, not ready. ${complaints.join(' ')}`);
    },
  };
}

/** Bytes of the index with what SQLite keeps beside it, or of one of its files. */
export function indexSize(dataDir: string, part = '.sqlite'): number {
  return readdirSync(dataDir)
    .filter((name) => name.includes(part))
    .reduce((sum, name) => sum + statSync(join(dataDir, name)).size, 0);
}
