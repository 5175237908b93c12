import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { createRelay } from '../../electron/hosts/desktop/relay.ts';
import { startCore } from '../../electron/hosts/start-core.ts';
import { vaultFolder } from '../../electron/hosts/starter.ts';
import { createVaultHost } from '../../electron/hosts/vault-host.ts';
import { startWebHost } from '../../electron/hosts/web/main.ts';
import { openIpcPort } from '../../renderer/client/ipc-port.ts';
import { openSocketPort } from '../../renderer/client/socket-port.ts';
import type { FrameBridge } from '../../shared/contract/bridge.ts';
import { createPortPair, type Port } from '../../shared/contract/port.ts';
import { type Service, serve } from '../../shared/contract/rpc.ts';
import { socketPath } from '../../shared/contract/socket.ts';
import { createInProcessIpc } from '../fixtures/electron-double/in-process.ts';
import { createFakeCore } from '../fixtures/fake-core.ts';

export interface Served {
  /** A new connection to the same core. */
  connect(): Promise<Port>;
  /** Ends the core's side. */
  dispose(): Promise<void>;
}

export const fakeWorker = join(import.meta.dirname, '../fixtures/fake-core-worker.ts');

/** An empty folder that the caller removes. */
export function temporaryFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'commonplace-test-'));
  return { dir: vaultFolder(dir), remove: () => rmSync(dir, { recursive: true, force: true }) };
}

async function direct(vaultDir: string): Promise<Served> {
  const core = createFakeCore(vaultDir);
  const services: Service[] = [];
  return {
    async connect() {
      const [near, far] = createPortPair();
      const service = serve(far, core.handlers);
      core.events.on('settings.changed', (data) => service.emit('settings.changed', data));
      services.push(service);
      return near;
    },
    async dispose() {
      for (const service of services) service.close();
      await Promise.all(services.map((service) => service.settled()));
    },
  };
}

async function worker(vaultDir: string): Promise<Served> {
  const core = await startCore({ vaultDir, dataDir: vaultDir, workerFile: fakeWorker });
  return { connect: async () => core.connect(), dispose: core.dispose };
}

async function webSocket(vaultDir: string): Promise<Served> {
  const ui = join(vaultDir, 'ui');
  mkdirSync(ui, { recursive: true });
  writeFileSync(join(ui, 'index.html'), '<head></head>');
  const host = await startWebHost({
    vaultDir,
    dataDir: join(vaultDir, 'data'),
    port: 0,
    open: false,
    print() {},
    places: { worker: fakeWorker, ui },
  });
  const { host: address, origin, hash } = new URL(host.url);
  return {
    connect: () =>
      openSocketPort(new WebSocket(`ws://${address}${socketPath}`, { origin }), hash.slice('#token='.length)),
    dispose: host.close,
  };
}

/** The real preload and the real relay, over a double of Electron's IPC. */
async function electronIpc(vaultDir: string): Promise<Served> {
  const vault = await createVaultHost({
    vault: { dir: vaultDir, starter: false },
    folders: { dataDir: join(vaultDir, 'data') },
    workerFile: fakeWorker,
    start: startCore,
    onCrash() {},
  });
  return {
    async connect() {
      const ipc = createInProcessIpc({ url: 'app://ui/', parent: null });
      createRelay({
        ipc: ipc.ipcMain,
        isOwn: (contents) => contents === ipc.contents,
        attach: (port) => vault.attach(port, {}),
        warn: (line) => {
          throw new Error(line);
        },
      });
      vi.resetModules();
      vi.doMock('electron', () => ipc.electron);
      await import('../../electron/hosts/desktop/preload.ts');
      return openIpcPort(ipc.exposed.commonplace as FrameBridge);
    },
    dispose: vault.dispose,
  };
}

export const ways: [name: string, open: (vaultDir: string) => Promise<Served>][] = [
  ['direct pair', direct],
  ['worker', worker],
  ['WebSocket', webSocket],
  ['Electron IPC', electronIpc],
];
