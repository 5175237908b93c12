import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { exif, jpeg } from '../fixtures/pictures.ts';
import { missing } from '../fixtures/tools.ts';
import type { App } from './app.ts';
import { publishAll, startWithBlog } from './blog.ts';

let app: App | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const dated = (title: string, body: string) => `+++\ndate = 2025-08-06\ntitle = "${title}"\n+++\n${body}`;

/** The publish panel beside a note; the blog has two posts, of which one links to the other. */
async function panelOf(name: string) {
  const started = await startWithBlog({
    files: {
      'posts/镜像缓存.md': dated('镜像缓存', '见 [[OVN 笔记]]。\n'),
      'posts/OVN 笔记.md': dated('OVN 笔记', '流表。\n'),
      'daily/2025-08-07.md': '# 2025-08-07\n\n没有日期属性。\n',
      'daily/2025-08-08.md': '# 2025-08-08\n\n#private 不出门。\n',
    },
  });
  app = started;
  const { page, blog } = started;
  await publishAll(page, 2);
  await app.open(name);
  await page.getByRole('tab', { name: '发布' }).last().click();
  const post = (path: string) => join(blog, 'content', path);
  return { page, dialog: page.getByRole('dialog'), post };
}

describe.skipIf(missing('chromium'))('before the first publish', { timeout: 120_000 }, () => {
  test('sections that may be private are offered to be kept at home', async () => {
    const started = await startWithBlog({
      files: { 'a.md': dated('镜像缓存', '## 起因\n\n公开。\n\n## 生活\n\n家里的事。\n') },
    });
    app = started;
    const { page, blog } = started;
    await page.getByText('这些标题下的小节也会发布：生活。').waitFor();
    await page.getByRole('button', { name: '留在家里' }).click();
    await page.getByText('这些标题下的小节也会发布').waitFor({ state: 'detached' });
    expect(app.read('.commonplace/hugo.toml')).toContain('private = { headings = ["生活"] }');
    await publishAll(page, 1);
    const post = readFileSync(join(blog, 'content/posts/a.md'), 'utf8');
    expect([post.includes('公开'), post.includes('家里的事')]).toEqual([true, false]);
  });

  test('a picture that says where it was taken can be published bare', async () => {
    const photo = jpeg({ exif: exif({ place: true }) });
    const started = await startWithBlog({ files: { 'a.md': dated('照片', '![](p.jpg)\n'), 'p.jpg': photo } });
    app = started;
    const { page, blog } = started;
    await page.getByText('p.jpg 里记着拍摄地点').waitFor();
    await page.getByRole('button', { name: '发布时去掉图片信息' }).click();
    await page.getByText('p.jpg 里记着拍摄地点').waitFor({ state: 'detached' });
    await publishAll(page, 2);
    expect(readFileSync(join(blog, 'content/posts/a/p.jpg'))).toEqual(jpeg());
  });
});

describe.skipIf(missing('chromium'))('a note in two blogs', { timeout: 120_000 }, () => {
  test('has a state in each, and can be taken off one of them', async () => {
    const started = await startWithBlog({
      files: { 'a.md': dated('甲', '文\n') },
      blogs: ['blog', 'second'],
    });
    app = started;
    const { page, vault } = started;
    await publishAll(page, 1);
    await app.open('a');
    await page.getByRole('tab', { name: '发布' }).last().click();
    const panel = page.locator('.publish-panel');
    await panel.getByText('已发布').waitFor();
    await page.getByRole('radio', { name: 'second' }).check({ force: true });
    await panel.getByText('未发布', { exact: true }).waitFor();
    // The choice says which one it is.
    expect(await panel.getByText('站点').count()).toBe(0);
    await panel.getByRole('button', { name: '发布这一篇…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发布 1 处改动' }).click();
    await page.getByText('blog: 已发布 · second: 已发布').waitFor();
    const post = (blog: string) => existsSync(join(vault, '..', blog, 'content/posts/a.md'));
    expect([post('blog'), post('second')]).toEqual([true, true]);
    await page.getByRole('radio', { name: 'blog', exact: true }).check({ force: true });
    await panel.getByRole('button', { name: '从博客撤下…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click();
    await expect.poll(() => [post('blog'), post('second')]).toEqual([false, true]);
  });
});

describe.skipIf(missing('chromium'))('one note alone', { timeout: 120_000 }, () => {
  test('is taken off the blog after a look at what goes, and published again when asked for', async () => {
    const { page, dialog, post } = await panelOf('OVN 笔记');
    await page.getByRole('button', { name: '从博客撤下…' }).click();
    // The dialog comes with the plan, which is asked for first.
    await dialog.waitFor();
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
      'content/posts/OVN 笔记.md',
      '镜像缓存',
    ]);
    expect(existsSync(post('posts/OVN 笔记.md'))).toBe(true);
    await dialog.getByRole('button', { name: '撤下' }).click();
    await page.getByText('已把“OVN 笔记”从 blog 撤下').waitFor();
    expect(existsSync(post('posts/OVN 笔记.md'))).toBe(false);
    expect(readFileSync(post('posts/镜像缓存.md'), 'utf8')).toContain('见 OVN 笔记。');
    await page.getByText('已手工从博客撤下').waitFor();

    await page.getByRole('button', { name: '发布这一篇…' }).click();
    await dialog.getByRole('button', { name: '发布 2 处改动' }).click();
    // Files are written one after another.
    await expect.poll(() => existsSync(post('posts/OVN 笔记.md'))).toBe(true);
    await expect
      .poll(() => readFileSync(post('posts/镜像缓存.md'), 'utf8'))
      .toContain('[OVN 笔记]({{< relref');
    expect(app?.faults).toEqual([]);
  });

  test('says why it is skipped, and is published only where no rule keeps it at home', async () => {
    const { page, dialog, post } = await panelOf('2025-08-07');
    await page.getByText('属性里没有日期').waitFor();
    await page.getByRole('button', { name: '发布这一篇…' }).click();
    await dialog.getByRole('button', { name: '发布 1 处改动' }).click();
    await expect.poll(() => existsSync(post('daily/2025-08-07.md'))).toBe(true);
    await page.getByRole('button', { name: '从博客撤下…' }).waitFor();

    await app?.open('2025-08-08');
    await page.getByText('标签 private').waitFor();
    expect(await page.getByRole('button', { name: '发布这一篇…' }).count()).toBe(0);
  });
});
