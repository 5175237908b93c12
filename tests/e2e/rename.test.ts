/** Renaming in a vault whose Obsidian is told to ask before links follow. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { startApp } from './app.ts';

describe.skipIf(missing('chromium'))('a rename where links do not follow by themselves', () => {
  it('asks about the links, and does what is answered', async () => {
    const app = await startApp({
      language: 'en',
      files: {
        '.obsidian/app.json': '{"alwaysUpdateLinks": false}',
        'a.md': '[[goal]]\n[[goal]]\n',
        'goal.md': '# 目标\n',
        'b.md': '[[aim]]\n',
        'aim.md': '# 另一个\n',
        'alone.md': '没有人链接它\n',
      },
    });
    onTestFinished(() => app.close());
    const { page } = app;
    const rename = async (from: string, to: string) => {
      await page.getByRole('tree', { name: 'Files' }).focus();
      await page.keyboard.press('Home');
      await page.getByRole('treeitem', { name: from, exact: true }).waitFor();
      const rows = await page.getByRole('treeitem').allTextContents();
      for (let at = rows.indexOf(from); at > 0; at--) await page.keyboard.press('ArrowDown');
      await page.locator('.list-item[data-active="true"]').getByText(from, { exact: true }).waitFor();
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Name of the note' }).fill(to);
      await page.keyboard.press('Enter');
    };
    const dialog = page.getByRole('dialog');

    await rename('goal', 'end');
    await dialog.getByText('2 links').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(app.read('goal.md')).toBe('# 目标\n');

    await rename('goal', 'end');
    await dialog.getByRole('button', { name: 'Leave links as they are' }).click();
    await page.getByRole('treeitem', { name: 'end' }).waitFor();
    expect(app.read('a.md')).toBe('[[goal]]\n[[goal]]\n');

    await rename('aim', 'far');
    await dialog.getByRole('button', { name: 'Update links' }).click();
    await expect.poll(() => app.read('b.md')).toBe('[[far]]\n');
    await page.getByRole('treeitem', { name: 'far', exact: true }).waitFor();

    // Nothing points there, so there is nothing to ask.
    await rename('alone', 'lonely');
    await page.getByRole('treeitem', { name: 'lonely' }).waitFor();
    // Each was renamed once: a second try would have said that the old one is gone.
    expect(await page.getByText('There is no').count()).toBe(0);
    expect(app.faults).toEqual([]);
  });
});
