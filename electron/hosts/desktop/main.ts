/** The desktop app: a window, a menu, and the core in its worker; frames pass through. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { type DataFolders, readAppState, stateFolder, writeAppState } from '../app-state.ts';
import { defaultDataDir, defaultStateDir } from '../data-folder.ts';
import { findPlaces, type Places } from '../places.ts';
import { startCore } from '../start-core.ts';
import { chooseVault } from '../starter.ts';
import { createVaultHost, type VaultHost } from '../vault-host.ts';
import { hostHandlers } from './host.ts';
import { menuTemplate } from './menu.ts';
import { handleProtocols, schemes } from './protocol.ts';
import { createRelay, type Relay } from './relay.ts';
import { openWindow } from './window.ts';

protocol.registerSchemesAsPrivileged(schemes);
if (app.requestSingleInstanceLock()) app.whenReady().then(run).catch(fail);
else app.quit();

async function run(): Promise<void> {
  const folders: DataFolders = { dataDir: defaultDataDir(), stateDir: defaultStateDir() };
  const places = findPlaces();
  const vault = await createVaultHost({
    vault: chooseVault({
      vaultDir: vaultArgument(process.argv),
      stateDir: stateFolder(folders),
      template: places.starter,
      documents: app.getPath('documents'),
    }),
    folders,
    workerFile: places.worker,
    start: startCore,
    onCrash: (error) => dialog.showErrorBox('Commonplace', `The core has stopped: ${error.message}`),
  });
  guardSession();
  handleProtocols(session.defaultSession.protocol, { uiDir: places.ui, vaultDir: vault.dir });
  const relay: Relay = createRelay({
    ipc: ipcMain,
    isOwn: (contents) => BrowserWindow.fromWebContents(contents) !== null,
    attach: (port, contents) =>
      vault.attach(
        port,
        hostHandlers(vault, contents, ({ language, keys }) => showMenu(relay, language, keys)),
      ),
    warn: (line) => console.warn(line),
  });
  showMenu(relay, app.getLocale());
  showWindow(places, stateFolder(folders));
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showWindow(places, stateFolder(folders));
  });
  app.on('second-instance', (_event, argv, from) => void bringForward(vault, argv, from));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.once('will-quit', (event) => {
    // The windows are gone, but what they said last is still on its way to the disk.
    event.preventDefault();
    void vault.dispose().finally(() => app.exit(0));
  });
}

/** The page needs none of what Chromium could allow it, but to copy text. */
function guardSession(): void {
  const allowed = new Set(['clipboard-sanitized-write']);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.has(permission));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
}

/** The menu; again once the page has said what keys its commands have, and whenever that changes. */
function showMenu(relay: Relay, locale: string, keys?: Record<string, string>): void {
  const choose = (id: string) => {
    const window = BrowserWindow.getFocusedWindow();
    if (window) relay.emit(window.webContents, 'command.chosen', { id });
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale, process.platform, choose, keys)));
}

function showWindow({ preload }: Places, stateDir: string): void {
  openWindow({
    preload,
    bounds: readAppState(stateDir).window,
    remember: (window) => writeAppState(stateDir, { window }),
  });
}

/** Somebody started the app again: show the window that is there, on the vault that was asked for. */
async function bringForward(vault: VaultHost, argv: readonly string[], from: string): Promise<void> {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
  const dir = vaultArgument(argv);
  if (dir === undefined) return;
  await vault
    .open(resolve(from, dir))
    .catch((error: Error) => dialog.showErrorBox('Commonplace', error.message));
}

/** The folder after `--vault`; Chromium puts switches of its own beside it. */
function vaultArgument(argv: readonly string[]): string | undefined {
  const options = { vault: { type: 'string' } } as const;
  const { vault } = parseArgs({ args: argv.slice(1), options, strict: false, allowPositionals: true }).values;
  return typeof vault === 'string' ? vault : undefined;
}

function fail(error: Error): void {
  dialog.showErrorBox('Commonplace', error.message);
  app.exit(1);
}
