/** The menus of the text and of the left pane. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { withWindow } from './with-window.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const files = {
  'Welcome.md': [
    'First line.',
    '',
    'See [[k3s]] and [[not there yet]] and [a site](https://example.org/a).',
    '',
    '![[dot.png|60]]',
    '',
    'Last line.',
    '',
  ].join('\n'),
  'topics/k3s.md': 'Small Kubernetes.\n',
  'dot.png': pixel,
};

const labels = (page: Page) => page.locator('.menu [role="menuitem"]').allInnerTexts();
const pick = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true }).click();
const front = (page: Page, name: string) => page.getByRole('tab', { name, exact: true, selected: true });

describe.skipIf(missing('chromium'))('menus', () => {
  const opened = withWindow({ files });
  beforeAll(() => opened().page.context().grantPermissions(['clipboard-read', 'clipboard-write']));
  const link = (text: string) => opened().page.locator('.cm-content .note-link', { hasText: text });

  it('offers what can be done with a link, and leaves its source alone', async () => {
    const { page } = opened();
    await page.locator('.cm-content').getByText('First line').click();
    await link('k3s').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    expect((await labels(page)).slice(0, 6)).toEqual([
      'Open',
      'Open in a new tab',
      'Open beside',
      'Copy path',
      'Rename…',
      'Show its timeline',
    ]);
    expect(await page.locator('.cm-content').innerText()).not.toContain('[[k3s]]');
    await pick(page, 'Open in a new tab');
    await front(page, 'k3s').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await front(page, 'Welcome').waitFor();
  });

  it('knows a link to the web and one to a note that is yet to be made', async () => {
    const { page } = opened();
    await link('a site').click({ button: 'right' });
    await pick(page, 'Copy address');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://example.org/a');
    await link('not there yet').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Create it in a new tab' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('offers what can be done with an image', async () => {
    const { page } = opened();
    await page.locator('.note-image img').click({ button: 'right' });
    await pick(page, 'Copy path');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('dot.png');
    await page.locator('.note-image img').click({ button: 'right' });
    await pick(page, 'Open in a new tab');
    await front(page, 'dot.png').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await front(page, 'Welcome').waitFor();
  });

  it('cuts and pastes by keys alone', async () => {
    const { page, read } = opened();
    await page.locator('.cm-content').getByText('Last line').click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Cut', exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ContextMenu');
    await page.getByRole('menu').waitFor();
    expect(await page.getByRole('menuitem', { name: 'Copy', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('menuitem', { name: 'Spelling suggestions Shift+right click' }).waitFor();
    await pick(page, 'Paste');
    await expect.poll(() => read('Welcome.md')).toMatch(/^Last line\.First line/);
    await page.evaluate(() => navigator.clipboard.writeText('* plain'));
    await page.keyboard.press('ContextMenu');
    await pick(page, 'Paste as plain text');
    await expect.poll(() => read('Welcome.md')).toContain('Last line.* plainFirst');
  });

  it('makes a folder from the empty space of the left pane', async () => {
    const { page, exists } = opened();
    const pane = page.locator('.explorer');
    const size = await pane.boundingBox();
    await pane.click({ button: 'right', position: { x: 40, y: (size?.height ?? 0) - 20 } });
    await pick(page, 'New folder');
    await page.keyboard.type('empty');
    await page.keyboard.press('Enter');
    await expect.poll(() => exists('empty')).toBe(true);
  });
});
