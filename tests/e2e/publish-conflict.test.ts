import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { missing } from '../fixtures/tools.ts';
import type { App, AppOptions } from './app.ts';
import { publishAll, startWithBlog } from './blog.ts';

let app: App | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const text = '+++\ndate = 2025-08-06\ntitle = "镜像缓存"\n+++\n第一段 k3s。\n\n见 [[b]]。\n\n第三段。\n';

/** Published, then the page is edited in the blog and the note in the vault; the publish view shows it. */
async function conflict(options: AppOptions = {}) {
  const started = await startWithBlog({
    ...options,
    files: { 'a.md': text, 'b.md': text.replace('镜像缓存', '乙') },
  });
  app = started;
  const { page, blog } = started;
  await publishAll(page, 2);
  const file = join(blog, 'content/posts/a.md');
  const published = readFileSync(file, 'utf8');
  app.write('a.md', text.replace('第一段', '首段'));
  await page.getByRole('button', { name: '发布 1 处改动' }).waitFor();
  // Nobody has to ask for this to be seen.
  writeFileSync(file, published.replace('第三段', '末段').replace('/posts/b.md', '/posts/a.md'));
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
