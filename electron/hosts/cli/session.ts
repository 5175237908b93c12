import type { Calls, Method, VaultStatus } from '../../../shared/contract/api.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import type { Core, CoreOptions } from '../../core/core.ts';

/** What the opening of the vault found to be different from the index. */
export interface TakenIn {
  added: number;
  changed: number;
  removed: number;
  /** How long that took. */
  ms: number;
}

/** The vault, open for one command, everything on disk taken in. */
export interface Session {
  vaultDir: string;
  takenIn: TakenIn;
  /** Ask the core; rejects with `AppError`. */
  call<M extends Method>(method: M, params: Calls[M]['params']): Promise<Calls[M]['result']>;
  /** Called after each change of the vault, where the session watches it. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

export interface SessionOptions {
  vaultDir: string;
  dataDir: string;
  stateDir: string;
  /** Go on looking for changes; else what is on disk now is all there is. */
  watch?: boolean;
  log(line: string): void;
  onProgress(status: Pick<VaultStatus, 'phase' | 'done' | 'total'>): void;
}

export type OpenCore = (options: CoreOptions) => Promise<Core>;

/** The real core, loaded when a command needs it: `--help` does without. */
export const openRealCore: OpenCore = async (options) =>
  (await import('../../core/core.ts')).createCore(options);

/** Open the vault and wait until the index knows all of it. Rejects with `AppError`. */
export async function openSession(options: SessionOptions, openCore: OpenCore): Promise<Session> {
  const { vaultDir, dataDir, stateDir, watch = false, log, onProgress } = options;
  const start = performance.now();
  const core = await openCore({ vaultDir, dataDir, stateDir, watch, log });
  const stopProgress = core.events.on('vault.progressed', onProgress);
  const takenIn = { ...(await core.settled()), ms: Math.round(performance.now() - start) };
  stopProgress();
  const { signal } = new AbortController();
  return {
    vaultDir,
    takenIn,
    async call(method, params) {
      const progress = (done: number, total: number) => onProgress({ phase: 'ready', done, total });
      return (await invoke(core.handlers, method, params, { signal, progress })) as never;
    },
    onChange: (listener) => void core.events.on('vault.changed', listener),
    close: () => core.dispose(),
  };
}
