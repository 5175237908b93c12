/** One note in two windows at once: whatever each types reaches the file and the other. */
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { startApp } from './app.ts';

describe.skipIf(missing('chromium'))('two windows on one note', () => {
  it('lose nothing that either types, even in the same moment', async () => {
    const app = await startApp({ files: { 'Note.md': '# 一\n\n甲\n\n乙\n' } });
    onTestFinished(() => app.close());
    await app.open('Note');
    const kept = await app.page.evaluate(() => JSON.stringify(sessionStorage));
    const other = await app.page.context().browser()?.newPage();
    if (!other) throw new Error('There is no browser');
    other.on('pageerror', (error) => app.faults.push(error.message));
    await other.addInitScript((json) => {
      for (const [key, value] of Object.entries(JSON.parse(json))) sessionStorage.setItem(key, String(value));
    }, kept);
    await other.goto(app.page.url());
    const lineIn = (page: Page, text: string) => page.locator('.cm-line').filter({ hasText: text }).first();

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
});
