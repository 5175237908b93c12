import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../fixtures/chromium.ts';
import { putFiles } from '../fixtures/temp.ts';

const cli = resolve(process.env.COMMONPLACE_DIST ?? join(import.meta.dirname, '../../dist'), 'cli.js');

export interface AppOptions {
  /** Path in the vault → text. */
  files?: Record<string, string | Uint8Array>;
  language?: 'en' | 'zh-CN';
  theme?: 'light' | 'dark';
  size?: { width: number; height: number };
}

/** The built app on a vault of its own: `serve` in one process, its window in Chromium. */
export interface App {
  /** Folder of the vault. */
  vault: string;
  page: Page;
  /** What the page said was wrong: errors of scripts, refusals of the content security policy. */
  faults: string[];
  read(path: string): string;
  write(path: string, text: string): void;
  /** Show the note that the quick switcher finds first for `name`, a part of its path. */
  open(name: string): Promise<void>;
  /** Run the command that the palette finds for `name`, and wait until the palette is gone. */
  command(name: string): Promise<void>;
  /** The browser dies, and another one that knows nothing of it opens the app: `page` is the new one. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** Start the built app (`npm run build`) on a temporary vault with `files`. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const { vault, ...server } = await startServer(options.files);
  const faults: string[] = [];
  let browser = await launchChromium();

  const app: App = {
    vault,
    page: await openPage(browser, server.url, options, faults),
    faults,
    read: (path) => readFileSync(join(vault, path), 'utf8'),
    write: (path, text) => writeFileSync(join(vault, path), text),
    open: (name) => openNote(app.page, name),
    command: (name) => runCommand(app.page, name),
    async crash() {
      await browser.close();
      browser = await launchChromium();
      app.page = await openPage(browser, server.url, options, faults);
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
  return app;
}

/** The built app on a vault of its own, without a window. */
export interface AppServer {
  /** Folder of the vault. */
  vault: string;
  /** Where the window opens it, with the token. */
  url: string;
  close(): Promise<void>;
}

/** `serve` of the built app (`npm run build`) on a temporary vault with `files`. */
export async function startServer(
  files: AppOptions['files'] = { 'Start.md': '# Start\n' },
): Promise<AppServer> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-app-')));
  const vault = join(root, 'vault');
  putFiles(vault, files);
  const { process, url } = await serve(root, vault);
  return {
    vault,
    url,
    async close() {
      await stop(process);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function serve(root: string, vault: string): Promise<{ process: ChildProcess; url: string }> {
  const env = {
    ...process.env,
    XDG_CACHE_HOME: join(root, 'cache'),
    XDG_STATE_HOME: join(root, 'state'),
  };
  const child = spawn(process.execPath, [cli, 'serve', '--vault', vault, '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (part) => {
    complaint += part;
  });
  const url = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('http')) found(line.trim());
    });
    child.on('exit', (code) => failed(new Error(`serve ended with ${code}: ${complaint}`)));
  });
  return { process: child, url };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.on('exit', () => done());
    child.kill();
  });
}

async function openPage(browser: Browser, url: string, options: AppOptions, faults: string[]): Promise<Page> {
  const page = await browser.newPage({
    viewport: options.size ?? { width: 1440, height: 900 },
    locale: options.language ?? 'zh-CN',
    colorScheme: options.theme ?? 'light',
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text());
  });
  await page.goto(url);
  await page.getByRole('tab').first().waitFor();
  return page;
}

async function openNote(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+o');
  const palette = page.locator('dialog.palette');
  await palette.getByRole('combobox').fill(name);
  await palette.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'detached' });
  await page.locator(`.note-editor[data-path*="${name}"] .cm-content`).first().waitFor();
}

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  const palette = page.locator('dialog.palette');
  await palette.getByRole('combobox').fill(name);
  await palette.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'detached' });
}
