import type { Port } from '../../shared/contract/port.ts';
import type { Handlers, Service } from '../../shared/contract/rpc.ts';
import { type DataFolders, stateFolder, writeAppState } from './app-state.ts';
import { routeHostCalls } from './host-calls.ts';
import type { CoreHost, StartOptions } from './start-core.ts';
import { type ChosenVault, vaultFolder } from './starter.ts';

/** The vault that a host has open, and the clients that look at it. */
export interface VaultHost {
  /** Real path of its folder. */
  dir(): string;
  /** Join a client to the core; `host.*` is answered by `hostHandlers`. */
  attach(client: Port, hostHandlers: Handlers): Service;
  /**
   * Open another vault in place of this one. The channels of all clients end soon after; when they come back
   * they reach the other vault.
   * @throws AppError where it cannot be opened; this vault then stays
   */
  open(dir: string): Promise<{ dir: string }>;
  dispose(): Promise<void>;
}

export interface VaultHostOptions {
  vault: ChosenVault;
  folders: DataFolders;
  workerFile?: string;
  start(options: StartOptions): Promise<CoreHost>;
  /** The core has ended by itself, twice in a row. */
  onCrash(error: Error): void;
}

/** Open `vault` and remember it as the one last open. */
export async function createVaultHost(options: VaultHostOptions): Promise<VaultHost> {
  const { folders, workerFile } = options;
  const services = new Set<Service>();
  let dir = options.vault.dir;
  let core = await start(options.vault);

  async function start(vault: ChosenVault): Promise<CoreHost> {
    const started = await options.start({
      ...folders,
      vaultDir: vault.dir,
      starter: vault.starter,
      workerFile,
    });
    started.onExit(options.onCrash);
    writeAppState(stateFolder(folders), { vault: vault.dir });
    return started;
  }

  function closeAll(): void {
    for (const service of [...services]) service.close();
  }

  return {
    dir: () => dir,
    attach(client, hostHandlers) {
      const service = routeHostCalls(client, hostHandlers, core.connect(), () => services.delete(service));
      services.add(service);
      return service;
    },
    async open(wanted) {
      const real = vaultFolder(wanted);
      if (real === dir) return { dir };
      const next = await start({ dir: real, starter: false });
      const before = core;
      core = next;
      dir = real;
      // Who asked hears the answer before its channel ends.
      setImmediate(() => {
        closeAll();
        void before.dispose();
      });
      return { dir };
    },
    async dispose() {
      closeAll();
      await core.dispose();
    },
  };
}
