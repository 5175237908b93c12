import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type App, type AppOptions, startApp } from './app.ts';

const starterSite = resolve(import.meta.dirname, '../../electron/core/starter/site');

interface BlogOptions extends AppOptions {
  files: NonNullable<AppOptions['files']>;
  /** Names of the sites, each a folder beside the vault. */
  blogs?: readonly string[];
  /** Which Hugo builds them. */
  hugo?: 'none' | 'embedded';
}

/** The app with a vault that has blogs, in its publish view; `blog` is the folder of the first. */
export async function startWithBlog(options: BlogOptions): Promise<App & { blog: string }> {
  const { files, blogs = ['blog'], hugo = 'none', ...rest } = options;
  const targets = blogs.map(
    (name) => `[[target]]\nname = "${name}"\nroot = "../${name}"\nhugo = "${hugo}"\n`,
  );
  const app = await startApp({ ...rest, files: { ...files, '.commonplace/hugo.toml': targets.join('\n') } });
  for (const name of blogs) cpSync(starterSite, join(app.vault, '..', name), { recursive: true });
  await openPublishing(app.page);
  return Object.assign(app, { blog: join(app.vault, '..', blogs[0] ?? '') });
}

export async function openPublishing(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: '发布' }).click();
}

/** Publish all that the plan shown would change, and wait until that is done. */
export async function publishAll(page: Page, changes: number, blog = 'blog'): Promise<void> {
  await page.getByRole('button', { name: `发布 ${changes} 处改动` }).click();
  await page.getByText(`已向 ${blog} 发布 ${changes} 处改动`).waitFor();
}
