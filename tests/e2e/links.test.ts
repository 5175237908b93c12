/** Following links, and what is done with those that others have to a note. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';

describe.skipIf(missing('chromium'))('a link to what is not there', () => {
  let app: App;
  beforeAll(async () => {
    const links = '今天\n\n[甲](%E7%94%B2%20a\\_b.md)\n\n[乙](../k8s/乙.md)\n\n[[丙#一|丙]]\n\n[[k8s/丁]]\n';
    app = await startApp({
      files: { 'day/1.md': links, '.obsidian/app.json': '{"newFileLocation": "root"}' },
    });
  });
  afterAll(async () => {
    expect(app.faults).toEqual([]);
    await app.close();
  });

  test.each([
    ['甲', '甲 a_b.md'],
    ['乙', 'k8s/乙.md'],
    ['丙', '丙.md'],
    ['丁', 'k8s/丁.md'],
  ])('%s is made where it leads', async (text, path) => {
    await app.open('day/1');
    await app.page.locator('.note-unresolved', { hasText: text }).click();
    await app.page.locator(`.note-editor[data-path="${path}"]`).waitFor();
    expect(existsSync(join(app.vault, path))).toBe(true);
    await app.open('day/1');
    await app.page.locator('.note-link', { hasText: text }).waitFor();
    await expect.poll(() => app.page.locator('.note-unresolved', { hasText: text }).count()).toBe(0);
  });
});
