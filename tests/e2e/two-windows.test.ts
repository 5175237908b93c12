/** One note in two windows at once: whatever each types reaches the file and the other. */
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

async function secondWindow(app: App): Promise<Page> {
  const kept = await app.page.evaluate(() => JSON.stringify(sessionStorage));
  const other = await app.page.context().browser()?.newPage({ locale: 'zh-CN' });
  if (!other) throw new Error('There is no browser');
  other.on('pageerror', (error) => app.faults.push(error.message));
  await other.addInitScript((json) => {
    for (const [key, value] of Object.entries(JSON.parse(json))) sessionStorage.setItem(key, String(value));
  }, kept);
  await other.goto(app.page.url());
  return other;
}

const lineIn = (page: Page, text: string) => page.locator('.cm-line').filter({ hasText: text }).first();

describe.skipIf(missing('chromium'))('two windows on one note', () => {
  it('lose nothing that either types, even in the same moment', async () => {
    const app = await startApp({ files: { 'Note.md': '# 一\n\n甲\n\n乙\n' } });
    onTestFinished(() => app.close());
    await app.open('Note');
    const other = await secondWindow(app);

    await lineIn(app.page, '甲').click();
    await app.page.keyboard.press('End');
    await lineIn(other, '乙').click();
    await other.keyboard.press('End');
    await Promise.all([
      app.page.keyboard.type('从第一扇窗写的', { delay: 25 }),
      other.keyboard.type('从第二扇窗写的', { delay: 25 }),
    ]);
    const both = '# 一\n\n甲从第一扇窗写的\n\n乙从第二扇窗写的\n';
    await expect.poll(() => app.read('Note.md'), { timeout: 15_000 }).toBe(both);
    for (const page of [app.page, other]) {
      await lineIn(page, '从第一扇窗写的').waitFor();
      await lineIn(page, '从第二扇窗写的').waitFor();
    }
    expect(app.faults).toEqual([]);
  });

  it('lose nothing either where both edit it beside a link to it', async () => {
    const app = await startApp({ files: { 'Note.md': '# 一\n\n甲\n\n乙\n', 'From.md': '见 [[Note]]。\n' } });
    onTestFinished(() => app.close());
    await app.open('From');
    const other = await secondWindow(app);
    const preview = (page: Page) => page.locator('.note-preview');
    for (const page of [app.page, other]) {
      await page.bringToFront();
      await page.locator('.note-link', { hasText: 'Note' }).first().hover();
      await preview(page).getByText('甲').click();
      await preview(page).locator('.cm-content').waitFor();
    }
    const write = async (page: Page, line: string, text: string) => {
      await preview(page).locator('.cm-line').filter({ hasText: line }).click();
      await page.keyboard.press('End');
      await page.keyboard.type(text, { delay: 25 });
    };
    await Promise.all([write(app.page, '甲', '从第一扇窗写的'), write(other, '乙', '从第二扇窗写的')]);
    const both = '# 一\n\n甲从第一扇窗写的\n\n乙从第二扇窗写的\n';
    await expect.poll(() => app.read('Note.md'), { timeout: 15_000 }).toBe(both);
    for (const page of [app.page, other]) {
      await expect.poll(() => preview(page).locator('.cm-content').innerText()).toContain('从第一扇窗写的');
      await expect.poll(() => preview(page).locator('.cm-content').innerText()).toContain('从第二扇窗写的');
    }
    // And a third hand, that knows of neither.
    app.write('Note.md', both.replace('# 一', '# 外面改的'));
    for (const page of [app.page, other])
      await expect.poll(() => preview(page).locator('.cm-content').innerText()).toContain('外面改的');
    expect(app.read('From.md')).toBe('见 [[Note]]。\n');
    expect(app.faults).toEqual([]);
  });

  it('show or hide images of the web at once, wherever that is chosen', async () => {
    const app = await startApp({
      files: { 'Note.md': '![x](https://127.0.0.1/a.png)\n\n<img src="https://127.0.0.1/b.png">\n\n尾\n' },
    });
    onTestFinished(() => app.close());
    await app.open('Note');
    const other = await secondWindow(app);
    const offers = other.getByRole('button', { name: '加载', exact: true });
    await lineIn(other, '尾').click();
    await expect.poll(() => offers.count()).toBe(2);
    await app.command('设置');
    const choice = app.page.getByRole('switch', { name: '网络图片' });
    await choice.click();
    await expect.poll(() => offers.count()).toBe(0);
    await choice.click();
    await expect.poll(() => offers.count()).toBe(2);
    expect(app.faults).toEqual([]);
  });
});
