/** Panes side by side, in the built window. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { withWindow } from './with-window.ts';

const files = {
  'Welcome.md': '# Welcome\n\nSee [[k3s]].\n',
  'topics/k3s.md': 'Small Kubernetes.\n\n## One heading\n',
  'topics/OVN.md': 'Open Virtual Network.\n',
};

describe.skipIf(missing('chromium'))('panes', () => {
  const opened = withWindow({ files, width: 1440, height: 900 });
  const pane = (page: Page, n: number) => page.getByRole('region', { name: `Pane ${n}` });
  const text = (page: Page, n: number) => pane(page, n).locator('.cm-content').first();
  const focused = (page: Page, n: number) =>
    expect
      .poll(() => text(page, n).evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);

  it('opens a note beside the one in front with Shift+Enter, ready for writing', async () => {
    const { page, read } = opened();
    await page.locator('.cm-content').first().click();
    await page.keyboard.press('Control+o');
    await page.keyboard.type('k3s');
    await page.locator('.palette-foot').getByText('beside').waitFor();
    await page.keyboard.press('Shift+Enter');
    await pane(page, 2).getByRole('tab', { name: 'k3s', selected: true }).waitFor();
    await pane(page, 1).getByRole('tab', { name: 'Welcome', selected: true }).waitFor();
    await focused(page, 2);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('written beside');
    await expect.poll(() => read('topics/k3s.md')).toContain('written beside');
  });

  it('goes from one to the other by F6, and what stands around follows', async () => {
    const { page } = opened();
    await page.getByRole('tab', { name: 'Outline' }).click();
    const outline = page.getByRole('listbox', { name: 'Outline' });
    await outline.getByText('One heading').waitFor();
    await text(page, 2).click();
    await page.keyboard.press('F6');
    await focused(page, 1);
    await outline.getByText('Welcome').waitFor();
    await page.keyboard.press('Shift+F6');
    await focused(page, 2);
  });

  it('follows a link in the pane that it is in, and opens beside from the menu', async () => {
    const { page } = opened();
    await pane(page, 1).locator('.note-link', { hasText: 'k3s' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open beside' }).click();
    await focused(page, 2);
    const row = page.getByRole('tree', { name: 'Files' }).getByRole('treeitem', { name: 'OVN', exact: true });
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open beside' }).click();
    await pane(page, 1).getByRole('tab', { name: 'OVN', selected: true }).waitFor();
  });

  it('opens a link beside on Ctrl+Alt and a click, in the text and in a list', async () => {
    const { page } = opened();
    await pane(page, 1).getByRole('tab', { name: 'Welcome' }).click();
    await pane(page, 1)
      .locator('.note-link', { hasText: 'k3s' })
      .click({ modifiers: ['Control', 'Alt'] });
    await focused(page, 2);
    await pane(page, 2).getByRole('tab', { name: 'k3s', selected: true }).waitFor();
    await page.getByRole('tab', { name: 'Backlinks' }).click();
    const card = page.locator('.card-text', { hasText: 'k3s' });
    await card.click({ modifiers: ['Control', 'Alt'] });
    await pane(page, 1).getByRole('tab', { name: 'Welcome', selected: true }).waitFor();
    await focused(page, 1);
  });

  it('takes a tab that is dropped where the strip of tabs is empty', async () => {
    const { page } = opened();
    const empty = async (n: number) => {
      const box = await pane(page, n).locator('.tab-bar').boundingBox();
      return { x: (box?.width ?? 0) - 20, y: 20 };
    };
    const drag = async (from: number, to: number) =>
      pane(page, from)
        .getByRole('tab', { name: 'OVN' })
        .dragTo(pane(page, to).locator('.tab-bar'), { targetPosition: await empty(to) });
    await drag(1, 2);
    await pane(page, 2).getByRole('tab', { name: 'OVN', selected: true }).waitFor();
    expect(await pane(page, 1).getByRole('tab', { name: 'OVN' }).count()).toBe(0);
    await drag(2, 1);
    await pane(page, 1).getByRole('tab', { name: 'OVN', selected: true }).waitFor();
  });

  it('writes one note in two panes', async () => {
    const { page, read } = opened();
    await text(page, 1).click();
    await page.keyboard.press('Control+p');
    await page.keyboard.type('pane beside');
    await page.keyboard.press('Enter');
    await pane(page, 3).getByRole('tab', { name: 'OVN', selected: true }).waitFor();
    await focused(page, 3);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('twice');
    await expect.poll(() => text(page, 1).innerText()).toContain('twice');
    await expect.poll(() => read('topics/OVN.md')).toContain('twice');
  });

  it('changes their widths, keeps them over a reload, and closes with the last tab', async () => {
    const { page } = opened();
    const width = async (n: number) => (await pane(page, n).boundingBox())?.width ?? 0;
    const before = await width(1);
    await pane(page, 1).locator('.resizer').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => width(1)).toBeLessThan(before - 20);
    const narrow = await width(1);
    await page.waitForTimeout(700);
    await page.reload();
    await expect.poll(() => width(1)).toBeCloseTo(narrow, 0);
    await pane(page, 3).getByRole('tab', { name: 'OVN' }).click({ button: 'middle' });
    await pane(page, 3).waitFor({ state: 'detached' });
    await pane(page, 2).getByRole('tab', { name: 'k3s' }).click({ button: 'middle' });
    await pane(page, 2).waitFor({ state: 'detached' });
    await page.locator('.bar').getByRole('tab', { name: 'OVN', selected: true }).waitFor();
  });
});
