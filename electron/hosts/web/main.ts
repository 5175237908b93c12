import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Handlers } from '../../../shared/contract/rpc.ts';
import { pickLanguage } from '../../../shared/words/message.ts';
import { createTell } from '../../../shared/words/table.ts';
import { type DataFolders, stateFolder } from '../app-state.ts';
import { fetchImage } from '../outside/web-image.ts';
import { findPlaces, type Places } from '../places.ts';
import { startCore } from '../start-core.ts';
import { chooseVault } from '../starter.ts';
import { appVersion, systemLanguage } from '../system.ts';
import { createVaultHost } from '../vault-host.ts';
import { openInBrowser } from './browser.ts';
import { createWebServer, listen } from './server.ts';
import { acceptSockets, closeSockets } from './sockets.ts';

export interface WebHostOptions extends DataFolders {
  /** Vault to open; without it the one last open, else the starter vault. */
  vaultDir?: string;
  /** Without it a preferred one, or where that is taken, any. */
  port?: number;
  /** Open the person's browser where there is a desktop. */
  open: boolean;
  /** Takes the one line of output: the address. */
  print(line: string): void;
  /** Takes what went wrong later. */
  warn?(line: string): void;
  /** Parts that lie elsewhere. */
  places?: Partial<Places>;
}

export interface WebHost {
  /** With the token in its fragment: whoever has it has the vault. */
  url: string;
  close(): Promise<void>;
}

const preferredPort = 27_182;

/**
 * Serve the app to browsers of this machine.
 * @throws AppError where the page is not built, the vault cannot be opened, or the port asked for is taken
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { dataDir, stateDir, vaultDir } = options;
  const folders = { dataDir, stateDir };
  const places = { ...findPlaces(), ...options.places };
  if (!existsSync(join(places.ui, 'index.html'))) {
    throw new AppError(
      'not-found',
      `The page is not built: ${places.ui} holds no index.html. Run npm run build.`,
    );
  }
  const chosen = chooseVault({ vaultDir, stateDir: stateFolder(folders), template: places.starter });
  const { dir, instead } = chosen;
  if (instead !== undefined) options.warn?.(systemTell()('opening.instead', { path: instead, other: dir }));
  const vault = await createVaultHost({
    vault: chosen,
    folders,
    workerFile: places.worker,
    start: startCore,
    onCrash: (error) => options.warn?.(`The core has stopped: ${error.message}`),
  });
  const token = randomBytes(24).toString('base64url');
  const server = createWebServer({ uiDir: places.ui, token, vaultDir: vault.dir });
  const sockets = acceptSockets(server, token, (port) => vault.attach(port, hostHandlers));
  const hostHandlers: Handlers = {
    'host.info': () => ({
      kind: 'web',
      platform: process.platform,
      version: appVersion(),
      language: systemLanguage(),
      canPickFolder: false,
      canReveal: false,
    }),
    'host.fetchImage': ({ url }, { signal }) => fetchImage(url, { signal }),
    'host.openVault': ({ dir }) => vault.open(dir),
  };
  try {
    const port = await listenSomewhere(server, options.port);
    const url = `http://127.0.0.1:${port}/#token=${token}`;
    options.print(url);
    if (options.open) openInBrowser(url);
    return { url, close };
  } catch (error) {
    await vault.dispose();
    throw error;
  }

  async function close(): Promise<void> {
    await closeSockets(sockets);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await vault.dispose();
  }
}

const systemTell = () => createTell(pickLanguage('system', [systemLanguage()]));

function listenSomewhere(server: Server, port: number | undefined): Promise<number> {
  if (port !== undefined) return listen(server, port);
  return listen(server, preferredPort).catch(() => listen(server, 0));
}
