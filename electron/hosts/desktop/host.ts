import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, shell, type WebContents } from 'electron';
import type { Params } from '../../../shared/contract/api.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Handlers } from '../../../shared/contract/rpc.ts';
import { isVaultPath } from '../../../shared/text/path.ts';
import { onDisk } from '../../disk/disk-error.ts';
import { fetchImage } from '../outside/web-image.ts';
import type { VaultHost } from '../vault-host.ts';
import { openOutside } from './window.ts';

type ShowMenu = (said: Params<'host.showMenu'>) => void;

/** What the desktop app answers itself, for the window that shows `contents`. */
export function hostHandlers(vault: VaultHost, contents: WebContents, showMenu: ShowMenu): Handlers {
  return {
    'host.info': () => ({
      kind: 'desktop',
      platform: process.platform,
      version: app.getVersion(),
      language: app.getLocale(),
      canPickFolder: true,
      canReveal: true,
    }),
    'host.pickFolder': async ({ title }) => {
      const window = BrowserWindow.fromWebContents(contents);
      const properties = ['openDirectory' as const, 'createDirectory' as const];
      const choice = window
        ? await dialog.showOpenDialog(window, { title, properties })
        : await dialog.showOpenDialog({ title, properties });
      return { path: choice.filePaths[0] ?? null };
    },
    'host.printPdf': ({ name }) => printPdf(contents, name),
    'host.showMenu': (said) => {
      showMenu(said);
      return {};
    },
    'host.openVault': ({ dir }) => vault.open(dir),
    'host.edit': ({ action }) => {
      if (action === 'pasteAsText') contents.pasteAndMatchStyle();
      else contents[action]();
      return {};
    },
    'host.reveal': ({ path }) => {
      shell.showItemInFolder(fileToReveal(vault.dir(), path));
      return {};
    },
    'host.fetchImage': ({ url }, { signal }) => fetchImage(url, { signal }),
    'host.openExternal': ({ url }) => {
      if (!openOutside(url)) throw new AppError('blocked', 'Only web and mail addresses are opened', { url });
      return {};
    },
  };
}

/** Paper is A4; margins are those of the page's own `@page`. */
async function printPdf(contents: WebContents, name: string): Promise<{ path: string | null }> {
  const options = { defaultPath: basename(name), filters: [{ name: 'PDF', extensions: ['pdf'] }] };
  const window = BrowserWindow.fromWebContents(contents);
  const { filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  if (!filePath) return { path: null };
  const pdf = await contents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
  onDisk(filePath, () => writeFileSync(filePath, pdf));
  return { path: filePath };
}

function fileToReveal(dir: string, path: string): string {
  if (path === '') return dir;
  if (!isVaultPath(path))
    throw new AppError('invalid-path', `"${path}" is no path inside the vault`, { path });
  const file = join(dir, path);
  if (!existsSync(file)) throw new AppError('not-found', `${path} is not there`, { path });
  return file;
}
