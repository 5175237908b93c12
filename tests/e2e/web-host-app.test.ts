/** The app itself in a browser: the built page over the real core. */
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
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebHost, type WebHost } from '../../electron/hosts/web/main.ts';
import { launchChromium } from '../fixtures/chromium.ts';
import { missing } from '../fixtures/tools.ts';

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"><rect width="12" height="8"/></svg>';

describe.skipIf(missing('chromium'))('the app in a browser', () => {
  let root: string;
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const at = (...parts: string[]) => join(root, ...parts);

  beforeAll(async () => {
    if (!existsSync(join(import.meta.dirname, '../../dist/renderer/index.html'))) {
      throw new Error('The page is not built: npm run build');
    }
    root = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-test-')));
    mkdirSync(at('vault'));
    mkdirSync(at('other'));
    writeFileSync(at('vault/日志.md'), '# 日志\n\n![[图.svg]]\n\n今天\n');
    writeFileSync(at('vault/图.svg'), picture);
    writeFileSync(at('other/elsewhere.md'), 'another vault\n');
    host = await startWebHost({
      vaultDir: at('vault'),
      dataDir: at('data'),
      port: 0,
      open: false,
      print() {},
    });
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(host.url);
  });

  afterAll(async () => {
    await browser?.close();
    await host?.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('opens a note, shows its image and writes what is typed', async () => {
    await page.getByText('日志').first().waitFor();
    await page.keyboard.press('Control+o');
    await page.keyboard.type('日志');
    await page.getByRole('option', { name: '日志' }).first().waitFor();
    await page.keyboard.press('Enter');
    const image = page.locator('.note-image img');
    await image.waitFor();
    expect(await image.getAttribute('src')).toMatch(/^blob:/);
    await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(12);
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('写了一行');
    await expect
      .poll(() => readFileSync(at('vault/日志.md'), 'utf8'), { timeout: 10_000 })
      .toBe('# 日志\n\n![[图.svg]]\n\n今天\n写了一行');
  });

  it('has styles of the editor under its policy, and nothing to complain about', async () => {
    const editor = page.locator('.cm-editor');
    expect(await editor.evaluate((each) => getComputedStyle(each).display)).toBe('flex');
    expect(complaints).toEqual([]);
  });

  it('shows another vault when the host has opened one', async () => {
    const [{ url }] = [host];
    const token = new URL(url).hash.slice('#token='.length);
    const second = await browser.newPage();
    await second.goto(url);
    await second.getByText('日志').first().waitFor();
    await second.evaluate(
      ([token, dir]) =>
        new Promise<void>((resolve) => {
          const socket = new WebSocket(`ws://${location.host}/socket`);
          socket.onopen = () => socket.send(token);
          socket.onmessage = ({ data }) => {
            if (data !== '') return;
            socket.send(JSON.stringify({ kind: 'call', id: 1, method: 'host.openVault', params: { dir } }));
          };
          socket.onclose = () => resolve();
        }),
      [token, at('other')] as const,
    );
    for (const each of [page, second]) await each.getByText('elsewhere').first().waitFor();
    await second.close();
  });

  it('says in the box for notes that the connection is lost, and offers to make none', async () => {
    await host.close();
    await page.locator('.banner').waitFor();
    await page.keyboard.press('Control+o');
    await page.keyboard.type('elsewhere');
    await page.locator('.palette').getByRole('alert').getByText('no connection').waitFor();
    expect(await page.getByRole('option').count()).toBe(0);
  });
});
