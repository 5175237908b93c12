import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  Menu,
  nativeTheme,
  screen,
  shell,
} from 'electron';
import { externalUrl } from '../../../shared/contract/external.ts';
import type { AppState } from '../app-state.ts';
import { spellingTemplate } from './menu.ts';
import { isDiagramUrl, isPageUrl, pageUrl } from './protocol.ts';

type Bounds = NonNullable<AppState['window']>;

export interface WindowOptions {
  preload: string;
  /** Where it was the last time. */
  bounds: Bounds | undefined;
  /** Told where it is when it closes. */
  remember(bounds: Bounds): void;
}

/** Open the app's window and load its page. The page can go nowhere else. */
export function openWindow({ preload, bounds, remember }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOf(bounds),
    minWidth: 360,
    minHeight: 300,
    show: false,
    title: 'Commonplace',
    // Shown for the moment before the page has drawn itself: the paper of either theme.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1d' : '#fdfcfa',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    },
  });
  keepIn(window);
  offerSpelling(window);
  if (bounds?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => remember({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  void window.loadURL(pageUrl);
  return window;
}

/** Show an address in the person's browser, if it is one that may leave the app. */
export function openOutside(address: string): boolean {
  const url = externalUrl(address);
  if (url !== undefined) void shell.openExternal(url);
  return url !== undefined;
}

function keepIn({ webContents }: BrowserWindow): void {
  webContents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame ? isPageUrl(event.url) : isDiagramUrl(event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** Of a word that the page leaves to the system: with Shift, by the right button. */
function offerSpelling(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, { misspelledWord, dictionarySuggestions }) => {
    if (misspelledWord === '') return;
    const template = spellingTemplate(app.getLocale(), dictionarySuggestions, {
      replace: (word) => void webContents.replaceMisspelling(word),
      learn: () => void webContents.session.addWordToSpellCheckerDictionary(misspelledWord),
    });
    Menu.buildFromTemplate(template).popup({ window });
  });
}

/** The place it had, unless the screen that it was on is not there any more. */
function placeOf(bounds: Bounds | undefined): BrowserWindowConstructorOptions {
  if (!bounds) return { width: 1280, height: 820 };
  const { x, y, width, height } = bounds;
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea;
  const seen =
    x < area.x + area.width && x + width > area.x && y < area.y + area.height && y + height > area.y;
  return seen ? { x, y, width, height } : { width, height };
}
