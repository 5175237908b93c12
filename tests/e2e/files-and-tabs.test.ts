/** The file tree and the tabs, by hand and by keys. */
import { mkdirSync, rmdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { inputMethod } from '../fixtures/window.ts';
import { withWindow } from './with-window.ts';

const files = {
  'Welcome.md': '# Welcome\n\nSee [[k3s]] and [[not there yet]].\n',
  'topics/a.md': 'One.\n',
  'topics/b.md': 'Two.\n',
  'topics/k3s.md': 'Small Kubernetes.\n',
};

const tree = (page: Page) => page.getByRole('tree', { name: 'Files' });
const row = (page: Page, name: string) => tree(page).getByRole('treeitem', { name, exact: true });
const ring = (page: Page) => tree(page).locator('.list-item[data-active="true"]');
const tabs = (page: Page) => page.locator('.tab-bar').getByRole('tab').allInnerTexts();
const front = (page: Page, name: string) => page.getByRole('tab', { name, exact: true, selected: true });

describe.skipIf(missing('chromium'))('the file tree', () => {
  const opened = withWindow({ files });

  it('shows an empty folder as it comes, and drops it as it goes', async () => {
    const { page, at } = opened();
    await row(page, 'Welcome').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'New folder here' }).click();
    await page.keyboard.type('made here');
    await page.keyboard.press('Enter');
    await row(page, 'made here').waitFor();
    mkdirSync(at('made outside'));
    await row(page, 'made outside').waitFor();
    for (const name of ['made here', 'made outside']) rmdirSync(at(name));
    await row(page, 'made here').waitFor({ state: 'detached' });
    await row(page, 'made outside').waitFor({ state: 'detached' });
  });

  it('goes with the arrows into a folder and out of it', async () => {
    const { page } = opened();
    await tree(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await row(page, 'a').waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await ring(page).innerText()).toBe('a');
    await page.keyboard.press('ArrowLeft');
    expect(await ring(page).innerText()).toContain('topics');
  });

  it('goes on to the next row after a delete, which Ctrl+Z takes back together with its tab', async () => {
    const { page, exists } = opened();
    await row(page, 'a').click();
    await front(page, 'a').waitFor();
    await page.keyboard.press('Delete');
    await row(page, 'a').waitFor({ state: 'detached' });
    expect(exists('topics/a.md')).toBe(false);
    expect(await ring(page).innerText()).toBe('b');
    await page.keyboard.press('Control+z');
    await front(page, 'a').waitFor();
    expect(exists('topics/a.md')).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await ring(page).count()).toBe(1);
  });
});

describe.skipIf(missing('chromium'))('names and several files at once', () => {
  const opened = withWindow({ files });
  const name = (page: Page) => tree(page).getByRole('textbox');

  it('keeps a name that is refused, with the reason', async () => {
    const { page, exists } = opened();
    await tree(page)
      .getByRole('treeitem', { name: /^topics/ })
      .click();
    await row(page, 'a').click();
    await page.keyboard.press('F2');
    for (const [typed, why] of [
      ['x/y', 'it holds /. “x-y” can'],
      ['..', 'it begins with a dot'],
      ['b', 'topics/b.md exists already'],
    ] as const) {
      await name(page).fill(typed);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText(why).waitFor();
      expect(await name(page).inputValue()).toBe(typed);
    }
    await page.keyboard.press('Escape');
    await row(page, 'a').waitFor();
    expect(exists('topics/x/y.md')).toBe(false);
  });

  it('takes a good name, and the ring stays on the file', async () => {
    const { page } = opened();
    await page.keyboard.press('F2');
    await name(page).fill('c');
    await page.keyboard.press('Enter');
    await front(page, 'c').waitFor();
    await expect.poll(() => ring(page).innerText()).toBe('c');
  });

  it('leaves Enter to the input method while it composes a name', async () => {
    const { page, exists } = opened();
    await page.keyboard.press('F2');
    const typing = await inputMethod(page);
    await page.keyboard.press('Control+a');
    await typing.compose('xin', '新');
    await page.keyboard.press('Enter');
    expect(await name(page).inputValue()).toBe('新');
    await typing.commit('新名');
    await page.keyboard.press('Enter');
    await front(page, '新名').waitFor();
    expect(exists('topics/新名.md')).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await front(page, 'c').waitFor();
  });

  it('keeps a folder’s name that is refused in the dialog, too', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+p');
    await page.keyboard.type('new folder');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('x/y');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('it holds /').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('deletes several files as one, which one undo takes back', async () => {
    const { page, exists } = opened();
    await row(page, 'b').click();
    await row(page, 'k3s').click({ modifiers: ['Control'] });
    await page.keyboard.press('Delete');
    await page
      .getByRole('dialog', { name: 'Delete 2 things?' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await row(page, 'k3s').waitFor({ state: 'detached' });
    expect(exists('topics/b.md')).toBe(false);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await row(page, 'b').waitFor();
    await row(page, 'k3s').waitFor();
  });

  it('moves several files by dragging one of them', async () => {
    const { page, exists } = opened();
    mkdirSync(opened().at('other'));
    const other = tree(page).getByRole('treeitem', { name: /^other/ });
    await other.waitFor();
    await row(page, 'b').click();
    await row(page, 'k3s').click({ modifiers: ['Shift'] });
    await row(page, 'c').dragTo(other);
    await expect.poll(() => ['b', 'c', 'k3s'].every((one) => exists(`other/${one}.md`))).toBe(true);
    await page.getByText('3 things moved.').waitFor();
  });
});

describe.skipIf(missing('chromium'))('tabs', () => {
  const opened = withWindow({ files });

  it('makes the note of a link in a tab of its own on Ctrl and click', async () => {
    const { page } = opened();
    const link = page.locator('.note-link', { hasText: 'not there yet' });
    await link.click({ modifiers: ['Control'] });
    await front(page, 'not there yet').waitFor();
    expect(await tabs(page)).toEqual(['Welcome', 'not there yet']);
  });

  it('shows the settings in a tab of their own, without a ring round the page', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+,');
    const page_ = page.getByRole('region', { name: 'Settings' });
    await expect.poll(() => page_.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page_.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('none');
    expect(await tabs(page)).toEqual(['Welcome', 'not there yet', 'Settings']);
    await row(page, 'Welcome').click();
    await page.keyboard.press('Control+,');
    await front(page, 'Settings').waitFor();
    expect(await tabs(page)).toHaveLength(3);
  });

  it('opens again what was closed last', async () => {
    const { page } = opened();
    await page.keyboard.press('Control+p');
    await page.keyboard.type('close tab');
    await page.locator('.palette-foot').getByText('run').waitFor();
    await page.keyboard.press('Enter');
    await front(page, 'not there yet').waitFor();
    await page.getByRole('tab', { name: 'Welcome' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Reopen closed tab' }).click();
    await front(page, 'Settings').waitFor();
  });

  it('pins a tab: it stands first and keeps what it shows', async () => {
    const { page } = opened();
    await page.getByRole('tab', { name: 'not there yet' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Pin', exact: true }).click();
    await page.getByRole('tab', { name: 'not there yet' }).click();
    await tree(page)
      .getByRole('treeitem', { name: /^topics/ })
      .click();
    await row(page, 'k3s').click();
    await front(page, 'k3s').waitFor();
    expect(await tabs(page)).toEqual(['not there yet', 'k3s', 'Welcome', 'Settings']);
    await page.getByRole('button', { name: 'Unpin' }).click();
    expect(await tabs(page)).toEqual(['not there yet', 'k3s', 'Welcome', 'Settings']);
    await page.getByRole('button', { name: 'Unpin' }).waitFor({ state: 'detached' });
  });
});
