import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, startApp } from './app.ts';
import { startWithBlog } from './blog.ts';

let app: App | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const note = (body: string) => `+++\ndate = 2025-08-06\ntitle = "镜像缓存"\n+++\n${body}`;

const reach = (box: { x: number; width: number } | null) => (box ? box.x + box.width : Number.NaN);

/** The app with a note and a blog, in the publish view, with the note shown as a page. */
async function showPage(body: string, layout?: string) {
  const started = await startWithBlog({ files: { 'a.md': note(body), '图.png': pixel }, hugo: 'embedded' });
  app = started;
  if (layout) writeFileSync(join(started.blog, 'layouts/_default/single.html'), layout);
  await app.page.getByRole('tab', { name: '页面效果' }).click();
  return { app, post: app.page.frameLocator('.post-frame') };
}

describe.skipIf(missing('chromium'))('a post as the blog shows it', { timeout: 60_000 }, () => {
  test('has the blog’s look and the vault’s picture, and follows the note', async () => {
    const { app, post } = await showPage('## 起因\n\n%%私下%%\n\n![](图.png)\n');
    await post.getByRole('heading', { name: '起因' }).waitFor();
    const width = await post.locator('h1').evaluate((element) => getComputedStyle(element).fontWeight);
    expect(Number(width)).toBeGreaterThanOrEqual(600);
    await post
      .locator('img')
      .first()
      .evaluate((image) => (image as HTMLImageElement).decode());
    expect(await post.locator('body').innerText()).not.toContain('私下');
    app.write('a.md', note('## 后来\n'));
    await post.getByRole('heading', { name: '后来' }).waitFor();
    expect(app.faults).toEqual([]);
  });

  test('has its button in sight in a narrow window, below the name of a long folder too', async () => {
    const { app } = await showPage('text\n');
    for (const width of [1024, 820, 700]) {
      await app.page.setViewportSize({ width, height: 700 });
      const button = app.page.getByRole('button', { name: '发布 1 处改动' });
      await expect.poll(async () => reach(await button.boundingBox())).toBeLessThanOrEqual(width - 8);
      expect(reach(await app.page.locator('.publish').boundingBox())).toBeLessThanOrEqual(width);
    }
  });

  test('says what Hugo has against it', async () => {
    const { app } = await showPage('{{< figure >}}\n', '{{ errorf "no such %s" "thing" }}');
    await app.page.getByRole('alert').getByText('no such thing').waitFor();
  });

  test('runs nothing of the blog’s layout, and asks nobody', async () => {
    const layout = [
      '<script>parent.document.title = "ran"</script><script src="https://elsewhere.invalid/a.js"></script>',
      '<link rel="stylesheet" href="https://elsewhere.invalid/a.css">',
      '<main style="color: rgb(1, 2, 3)">{{ .Content }}</main>',
      '<img src="https://elsewhere.invalid/a.png" onerror="parent.document.title = \'ran\'">',
      '<iframe src="https://elsewhere.invalid/"></iframe><a href="https://elsewhere.invalid/">away</a>',
    ].join('');
    const asked: string[] = [];
    const { app, post } = await showPage('text\n', layout);
    app.page.on('request', (request) => asked.push(request.url()));
    const main = post.locator('main');
    await main.waitFor();
    expect(await main.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
    await post.getByText('away').click();
    await app.page.waitForTimeout(300);
    expect(await app.page.title()).not.toBe('ran');
    expect(asked.filter((url) => url.includes('elsewhere'))).toEqual([]);
    expect(app.faults).toEqual([]);
  });

  test('follows what is typed in the editor beside it', async () => {
    const { app } = await showPage('开头\n');
    await app.open('a');
    await app.command('查看博客中的状态');
    await app.page.getByRole('switch', { name: '在此看页面效果' }).click();
    const post = app.page.frameLocator('.post-frame');
    await post.getByText('开头').waitFor();
    await app.page.getByText('开头').first().click();
    await app.page.keyboard.press('Control+End');
    await app.page.keyboard.type('## Later');
    await post.getByRole('heading', { name: 'Later' }).waitFor();
    expect(app.faults).toEqual([]);
  });
});

describe.skipIf(missing('chromium'))('a folder of plain Markdown', { timeout: 60_000 }, () => {
  test('is named, looked at and written from the publish view', async () => {
    app = await startApp({ files: { 'a.md': '[[b]] %%私下%%\n', 'b.md': 'B\n' } });
    const { page } = app;
    await app.command('导出为纯 Markdown 文件夹');
    await page.getByRole('dialog').getByRole('textbox').fill('../出口');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '导出到 出口' }).waitFor();
    await page.getByRole('button', { name: '导出 2 处改动' }).click();
    const out = join(app.vault, '../出口/a.md');
    await expect.poll(() => existsSync(out) && readFileSync(out, 'utf8')).toBe('[b](b.md)\n');
    await page.getByText('已向 出口 导出 2 处改动。').waitFor();
    await page.getByText('已全部导出').waitFor();
    expect(app.faults).toEqual([]);
  });
});
