/** The desktop app, as it is built: in the double of Electron, and in Electron itself wherever its binary is. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FrameBridge } from '../../shared/contract/bridge.ts';
import { launchers, type RunningApp } from '../fixtures/electron-double/launch.ts';

declare global {
  interface Window {
    commonplace: FrameBridge;
  }
}

const dist = join(import.meta.dirname, '../../dist');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(launchers)('the app in %s', (_name, launch, reason) => {
  let root: string;
  let app: RunningApp;
  let page: Page;
  const at = (...parts: string[]) => join(root, ...parts);
  const read = (path: string) => readFileSync(at('vault', path), 'utf8');

  beforeEach((context) => {
    if (reason) context.skip(reason);
  });

  beforeAll(async () => {
    if (reason) return;
    if (!existsSync(join(dist, 'main.js'))) throw new Error('The app is not built: npm run build');
    root = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-test-')));
    mkdirSync(at('vault/图片'), { recursive: true });
    mkdirSync(at('vault/.obsidian'), { recursive: true });
    const keys = { 'graph:open': [{ modifiers: ['Mod', 'Shift'], key: 'G' }] };
    writeFileSync(at('vault/.obsidian/hotkeys.json'), JSON.stringify(keys));
    writeFileSync(at('vault/日志.md'), '# 日志\n\n![[图 1.png]]\n\n今天\n');
    writeFileSync(at('vault/图片/图 1.png'), png);
    writeFileSync(at('vault/page.html'), '<title>attachment</title>');
    writeFileSync(at('secret.png'), png);
    await start('--vault', at('vault'));
  });

  afterAll(async () => {
    await app?.quit();
    if (root) rmSync(root, { recursive: true, force: true });
  });

  async function start(...args: string[]): Promise<void> {
    const env = { XDG_CACHE_HOME: at('cache'), XDG_STATE_HOME: at('state'), LANG: 'en_US.UTF-8' };
    app = await launch({ dist, args, env });
    page = app.page;
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url: string) => void opened.push(url);
    }, undefined);
  }

  const openedOutside = () =>
    app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.splice(0), undefined);

  async function openNote(name: string): Promise<void> {
    await page.keyboard.press('Control+o');
    await page.keyboard.type(name);
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.cm-content').waitFor();
  }

  async function typeAtEnd(text: string): Promise<void> {
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(text);
  }

  /** Calls the core over a channel of its own; the page's own comes back by itself after the next reload. */
  const ask = (on: Page, method: string, params: unknown, patience = 1_000) =>
    on.evaluate(
      ([method, params, patience]) =>
        new Promise<{ kind: string; result?: unknown; error?: { code: string } }>((resolve) => {
          const silence = setTimeout(() => resolve({ kind: 'silence' }), patience);
          window.commonplace.open(
            (frame) => {
              const message = JSON.parse(frame);
              // What the page's own client asked for on the channel comes by here too.
              if (message.kind === 'event' || message.id !== 987654) return;
              clearTimeout(silence);
              resolve(message);
            },
            () => resolve({ kind: 'closed' }),
          );
          window.commonplace.post(JSON.stringify({ kind: 'call', id: 987654, method, params }));
        }),
      [method, params, patience] as const,
    );

  const load = (url: string) =>
    page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve(image.naturalWidth);
          image.onerror = () => resolve('refused');
          image.src = url;
        }),
      url,
    );

  it('opens the vault', async () => {
    await page.getByText('日志').first().waitFor();
    expect(await page.title()).toContain('Commonplace');
  });

  it('gives the page the bridge and nothing of Node', async () => {
    const found = await page.evaluate(() => ({
      bridge: Object.keys(window.commonplace).sort(),
      frozen: Object.isFrozen(window.commonplace),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    }));
    expect(found).toEqual({ bridge: ['close', 'open', 'post'], frozen: true, node: [] });
  });

  it('writes what is typed to the file', async () => {
    await openNote('日志');
    await typeAtEnd('写了一行');
    await expect
      .poll(() => read('日志.md'), { timeout: 10_000 })
      .toBe('# 日志\n\n![[图 1.png]]\n\n今天\n写了一行');
  });

  it('takes in what another program writes', async () => {
    writeFileSync(at('vault/日志.md'), `${read('日志.md')}\n\nfrom outside\n`);
    await page.locator('.cm-content').getByText('from outside').waitFor();
  });

  it('shows an image of the vault', async () => {
    const image = page.locator('.note-image img');
    await image.waitFor();
    expect(await image.getAttribute('src')).toBe('vault://files/%E5%9B%BE%E7%89%87/%E5%9B%BE%201.png');
    await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(1);
  });

  it.each([
    'vault://files/..%2fsecret.png',
    'vault://files/%2e%2e%2fsecret.png',
    'vault://files/图片/..%2f..%2fsecret.png',
    'vault://other/%E5%9B%BE%E7%89%87/%E5%9B%BE%201.png',
    'vault://files/missing.png',
    'app://other/index.html',
    'file:///etc/hostname',
  ])('does not load %s', async (url) => {
    expect(await load(url)).toBe('refused');
  });

  it.each(['https://example.com/', 'vault://files/page.html', 'file:///etc/hostname', 'data:text/html,x'])(
    'does not navigate to %s',
    async (url) => {
      const before = page.url();
      await page.evaluate((url) => {
        location.href = url;
      }, url);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(page.url()).toBe(before);
      expect(await page.locator('.cm-content').isVisible()).toBe(true);
      expect(await openedOutside()).toEqual(url.startsWith('https:') ? [url] : []);
    },
  );

  it.each(['https://example.com/', 'file:///etc/hostname', 'vault://files/page.html', 'javascript:alert(1)'])(
    'opens no window for %s',
    async (url) => {
      await page.evaluate((url) => void window.open(url), url);
      await new Promise((resolve) => setTimeout(resolve, 300));
      // The double's browser shows a window for a moment before it is refused.
      await expect.poll(() => app.pages()).toHaveLength(1);
      expect(await openedOutside()).toEqual(url.startsWith('https:') ? [url] : []);
    },
  );

  it('runs no script that the page did not come with', async () => {
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran = true">');
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  it('runs a command of the page from the menu', async () => {
    await app.evaluate(({ Menu }) => {
      for (const item of Menu.getApplicationMenu()?.items ?? []) {
        item.submenu?.items.find(({ label }) => label?.startsWith('Command Palette'))?.click();
      }
    }, undefined);
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  it('shows in the menu the keys that commands have now, in the language of the page', async () => {
    const menu = () =>
      app.evaluate(
        ({ Menu }) =>
          (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
            (submenu?.items ?? []).map(({ label, accelerator }) => `${label} ${accelerator ?? ''}`.trim()),
          ),
        undefined,
      );
    await expect
      .poll(menu)
      .toEqual(expect.arrayContaining(['Graph CmdOrCtrl+Shift+G', "Today's Note CmdOrCtrl+Shift+D"]));
    const speak = async (words: string) => {
      await page.keyboard.press('Control+p');
      await page.locator('dialog[open] [role="combobox"]').fill(words);
      await page.getByRole('option', { name: words }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    };
    await speak('中文');
    await expect.poll(menu).toContain('图谱 CmdOrCtrl+Shift+G');
    await speak('English');
    await expect.poll(menu).toContain('Graph CmdOrCtrl+Shift+G');
  });

  it('saves what was typed last when it quits, and opens the same vault in the same place again', async () => {
    await typeAtEnd('最后一句');
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 900, height: 640 });
    }, undefined);
    await app.quit();
    expect(read('日志.md')).toMatch(/最后一句$/);
    expect(app.errors()).not.toMatch(/error/i);

    await start();
    await page.getByText('日志').first().waitFor();
    const bounds = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
      undefined,
    );
    expect(bounds).toMatchObject({ width: 900, height: 640 });
  });

  it('refuses a path that leads out of the vault', async () => {
    for (const path of [
      '../secret.png',
      '/etc/hostname',
      '.commonplace/settings.json',
      'a/../../secret.png',
    ]) {
      const answer = await ask(page, 'note.read', { path });
      expect(answer).toMatchObject({ kind: 'error', error: { code: 'invalid-path' } });
    }
    expect(await ask(page, 'host.reveal', { path: '../..' })).toMatchObject({
      error: { code: 'invalid-path' },
    });
  });

  it('has a menu of its own in a field, in a dialog too', async () => {
    await page.keyboard.press('Control+o');
    const field = page.locator('dialog.palette').getByRole('combobox');
    await field.fill('words');
    await field.selectText();
    const choose = async (name: RegExp) => {
      await field.click({ button: 'right' });
      await page.getByRole('menuitem', { name }).click();
    };
    await choose(/^(?:Cut|剪切)$/);
    await expect.poll(() => field.inputValue()).toBe('');
    await choose(/^(?:Paste|粘贴)$/);
    await expect.poll(() => field.inputValue()).toBe('words');
    await page.keyboard.press('Escape');
  });

  it('writes a PDF where the person says, and nowhere else', async () => {
    expect(await ask(page, 'host.printPdf', { name: 'a.pdf' })).toMatchObject({ result: { path: null } });
    const chosen = at('printed.pdf');
    await app.evaluate(({ dialog }, filePath) => {
      Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
    }, chosen);
    expect(await ask(page, 'host.printPdf', { name: '../../a.pdf' }, 20_000)).toMatchObject({
      result: { path: chosen },
    });
    expect(readFileSync(chosen).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuses to open what is no web or mail address', async () => {
    for (const url of ['file:///etc/hostname', 'javascript:alert(1)', 'smb://host/share', 'x']) {
      expect(await ask(page, 'host.openExternal', { url })).toMatchObject({ error: { code: 'blocked' } });
    }
    expect(await ask(page, 'host.openExternal', { url: 'https://example.com/a' })).toMatchObject({
      kind: 'result',
    });
    expect(await openedOutside()).toEqual(['https://example.com/a']);
  });

  it('does not answer another page in a window with the same preload (forged sender)', async () => {
    await app.evaluate(
      ({ BrowserWindow }, preload) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true },
        });
        void window.loadURL('data:text/html,<title>forged</title>');
      },
      join(dist, 'preload.cjs'),
    );
    await expect.poll(() => app.pages().length).toBe(2);
    const forged = app.pages().find((each) => each !== page);
    if (!forged) throw new Error('no second window');
    await expect.poll(() => forged.title()).toBe('forged');
    expect(await ask(forged, 'vault.status', {})).toEqual({ kind: 'silence' });
    expect(await ask(page, 'vault.status', {})).toMatchObject({ kind: 'result' });
    expect(app.errors()).toContain('Refused a message from data:');
  });
});
