import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import { type App, type AppOptions, startApp } from './app.ts';

let app: App | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const starterSite = resolve(import.meta.dirname, '../../electron/core/starter/site');
const text = '+++\ndate = 2025-08-06\ntitle = "镜像缓存"\n+++\n第一段 k3s。\n\n见 [[b]]。\n\n第三段。\n';

/** Published, then the page is edited in the blog and the note in the vault; the publish view shows it. */
async function conflict(options: AppOptions = {}) {
  app = await startApp({
    ...options,
    files: {
      'a.md': text,
      'b.md': text.replace('镜像缓存', '乙'),
      '.commonplace/hugo.toml': '[[target]]\nname = "blog"\nroot = "../blog"\nhugo = "none"\n',
    },
  });
  const { page, vault } = app;
  const blog = join(vault, '../blog');
  cpSync(starterSite, blog, { recursive: true });
  await page.getByRole('navigation').getByRole('button', { name: '发布' }).click();
  await page.getByRole('button', { name: '发布 2 处改动' }).click();
  await page.getByText('已向 blog 发布 2 处改动').waitFor();
  const file = join(blog, 'content/posts/a.md');
  const published = readFileSync(file, 'utf8');
  writeFileSync(file, published.replace('第三段', '末段').replace('/posts/b.md', '/posts/a.md'));
  app.write('a.md', text.replace('第一段', '首段'));
  await page.getByText('两边都改过').or(page.getByText('都改过')).first().waitFor();
  await page.getByRole('button', { name: '重新检查' }).click();
  await page.getByText('笔记第 9 行').waitFor();
  return { app, page, blog: () => readFileSync(file, 'utf8') };
}

describe.skipIf(missing('chromium'))('a page that was edited in the blog', { timeout: 60_000 }, () => {
  test('its edits are taken into the note, but for words that publishing made', async () => {
    const { app, page } = await conflict();
    expect(await page.getByLabel('笔记第 7 行').isDisabled()).toBe(true);
    await page.getByRole('button', { name: '把 1 处改动收进笔记' }).click();
    await expect.poll(() => app.read('a.md')).toContain('末段');
    expect(app.read('a.md')).toBe(text.replace('第一段', '首段').replace('第三段', '末段'));
    expect(app.faults).toEqual([]);
  });

  test('is left, or written over, as the person decides', async () => {
    const { page, blog } = await conflict();
    const edited = blog();
    await page.getByRole('button', { name: '保留博客的版本' }).click();
    await page.getByText('笔记第 9 行').waitFor({ state: 'detached' });
    expect(blog()).toBe(edited);
    await page.reload();
    app?.write('a.md', text.replace('第一段', '初段'));
    await page.getByRole('button', { name: '用笔记覆盖' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '用笔记覆盖' }).click();
    await expect.poll(blog).toContain('初段');
    expect(blog()).toContain('第三段');
  });
});
