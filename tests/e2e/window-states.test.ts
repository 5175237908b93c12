/** The window in its other states: languages, narrow, empty, without its folder, publishing. */
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { openTestWindow, type TestWindow, type WindowOptions } from '../fixtures/window.ts';

const noBrowser = missing('chromium');

/** A window for one test, which must not complain. */
async function open(options: Partial<WindowOptions> = {}): Promise<TestWindow> {
  const window = await openTestWindow({ files: { 'Note.md': '# Note\n\nText.\n' }, ...options });
  onTestFinished(async () => {
    await window.close();
    expect(window.complaints).toEqual([]);
  });
  return window;
}

describe.skipIf(noBrowser)('the window', () => {
  it('speaks the language of the system, and another one when told', async () => {
    const { page } = await open({ language: 'zh-CN' });
    await page.getByRole('tab', { name: '反向链接' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.locator('.status-line').getByText('已保存').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('tab', { name: 'Backlinks' }).waitFor();
  });

  it('names every control', async () => {
    const { page } = await open();
    await page.locator('.note-editor').getByText('Text.').waitFor();
    const nameless = await page.$$eval('button, input, select, [role="tab"]', (controls) =>
      controls
        .filter((control) => {
          const name =
            control.getAttribute('aria-label') ?? control.getAttribute('title') ?? control.textContent;
          const labelled = control instanceof HTMLInputElement && control.labels?.length;
          return !name?.trim() && !labelled;
        })
        .map((control) => control.outerHTML.slice(0, 120)),
    );
    expect(nameless).toEqual([]);
  });

  it('gives the settings the focus when they are opened, from the search or the palette', async () => {
    const { page } = await open();
    const settings = page.getByRole('region', { name: 'Settings' });
    const hasFocus = () => settings.evaluate((at) => at === document.activeElement);
    await page.keyboard.press('Control+Shift+f');
    await page.keyboard.press('Control+,');
    await expect.poll(hasFocus).toBe(true);
    await page.keyboard.press('Control+w');
    await page.keyboard.press('Control+p');
    await page.keyboard.type('settings');
    await page.getByRole('option', { name: 'Settings', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(hasFocus).toBe(true);
  });

  it('says what to do in an empty vault', async () => {
    const { page, exists } = await open({ files: {} });
    await page.getByText('No notes yet').waitFor();
    await page.getByRole('button', { name: 'Write the first note' }).click();
    await page.getByRole('tab', { name: 'Untitled', selected: true }).waitFor();
    expect(exists('Untitled.md')).toBe(true);
  });

  it('makes drawers of its panes where there is little room', async () => {
    const { page } = await open({ width: 1000, height: 700 });
    expect(await page.getByRole('tab', { name: 'Backlinks' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Right pane' }).click();
    await page.getByRole('tab', { name: 'Backlinks' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Backlinks' }).waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 760, height: 700 });
    await page.getByRole('tree').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Files', exact: true }).click();
    await page.getByRole('tree').getByText('Note').click();
    await page.getByRole('tree').waitFor({ state: 'detached' });
    const width = await page.locator('.page').evaluate((element) => element.getBoundingClientRect().width);
    expect(width).toBeGreaterThan(480);
  });

  it('shows where the focus is in a list of which no row is chosen', async () => {
    const { page } = await open();
    await page.locator('.note-editor').getByText('Text.').waitFor();
    await page.keyboard.press('Control+w');
    const tree = page.getByRole('tree', { name: 'Files' });
    const outline = () => tree.evaluate((list) => getComputedStyle(list).outlineStyle);
    expect(await outline()).toBe('none');
    await page.keyboard.press('Tab');
    await tree.focus();
    expect(await outline()).toBe('solid');
    await page.keyboard.press('ArrowDown');
    expect(await outline()).toBe('none');
  });

  it('fits a page of 320 pixels, as at 400 %, with nothing out of sight', async () => {
    const { page } = await open({ width: 320, height: 480 });
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await page.locator('.note-editor').getByText('Text.').waitFor();
    expect(await beyond()).toBe(0);
    await page.keyboard.press('Control+,');
    await page.getByRole('textbox', { name: 'Daily notes', exact: true }).waitFor();
    expect(await beyond()).toBe(0);
  });

  it('says so when the folder of the vault is gone, and goes on when it is back', async () => {
    const { page, at } = await open();
    await page.locator('.note-editor').getByText('Text.').waitFor();
    renameSync(at(), `${at()}-away`);
    await page
      .locator('.banner')
      .getByText(/cannot be reached/)
      .waitFor();
    renameSync(`${at()}-away`, at());
    await page.locator('.banner').waitFor({ state: 'detached' });
  });

  it('shows ten thousand notes in a folder, and moves through them', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`n${String(index).padStart(5, '0')}.md`, 'x']),
    );
    const { page } = await open({ files: many });
    const tree = page.getByRole('tree');
    await tree.getByRole('treeitem').first().waitFor();
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(100);
    await tree.focus();
    await page.keyboard.press('End');
    await tree.getByText('n09999').waitFor();
    await page.keyboard.press('Home');
    await tree.getByText('n00000').waitFor();
  });

  it('keeps nothing that a note says as HTML', async () => {
    const text = 'OVN <img src=x onerror="document.title = \'ran\'"> [[Note]]\n';
    const { page } = await open({ files: { 'Note.md': '# Note\n', 'b.md': text } });
    await page.getByRole('tree').getByText('Note').click();
    await page.locator('.card').getByText('<img').waitFor();
    expect(await page.title()).not.toBe('ran');
  });
});

describe.skipIf(noBrowser)('publishing', () => {
  const site = { 'hugo.toml': 'baseURL = "https://example.org/"\ntitle = "blog"\n' };
  const post = "+++\ndate = '2025-08-06'\ntitle = 'Post'\n+++\nSee [[Other]] and **粗（体）**字。\n";

  it('offers a site, shows the plan, and publishes what it showed', async () => {
    const window = await open({ files: { 'posts/Post.md': post, 'Other.md': 'No date.\n' } });
    const { page, at, read } = window;
    window.write(
      Object.fromEntries(Object.entries(site).map(([path, text]) => [join('..', 'blog', path), text])),
    );
    await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    await page.getByText('Publish to a Hugo blog').waitFor();
    await page.getByRole('button', { name: 'Add a Hugo site…' }).click();
    await page.getByRole('textbox', { name: 'Folder of the site' }).fill(join(dirname(at()), 'blog'));
    await page.keyboard.press('Enter');

    await page.locator('.plan-row').filter({ hasText: 'Post' }).first().click();
    await page.locator('.comparison del').getByText('[[Other]]').waitFor();
    await page.locator('.diagnostic').first().waitFor();
    expect(read('../blog/hugo.toml')).toBe(site['hugo.toml']);

    await page.getByRole('button', { name: 'Publish 1 change' }).click();
    await page.getByText('Published 1 change to blog.').waitFor();
    expect(read('../blog/content/posts/Post.md')).toContain('See Other and');
    await page.getByText('Everything is published').waitFor();
    expect(read('posts/Post.md')).toBe(post);
  });

  it('makes a small site by a command, goes to its plan, and says what becomes of a picture', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    const window = await open({ files: { 'posts/Post.md': `${post}![[d.svg]]\n`, 'd.svg': drawing } });
    const { page, read } = window;
    await page.locator('.note-editor').waitFor();
    await page.keyboard.press('Control+p');
    await page.keyboard.type('small site');
    await page.keyboard.press('Enter');
    await page.locator('.plan-row').filter({ hasText: 'd.svg' }).click();
    await page.getByText('copied as it is').waitFor();
    await page.getByRole('button', { name: 'Publish 2 changes' }).click();
    await page.getByText('Everything is published').waitFor();
    expect(read('../vault-blog/content/posts/Post/d.svg')).toBe(drawing);
  });
});
