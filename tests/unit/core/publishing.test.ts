import { existsSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const post = "+++\ndate = '2025-08-06T00:05:12+08:00'\ntitle = '镜像'\n+++\n见 [[k3s]]。\n\n%%不要出去%%\n";

test('a small site is made beside the vault, remembered from there, and published to', async () => {
  const home = tempFolder({ 'vault/posts/镜像.md': post, 'vault/k3s.md': '主题' });
  const { call, core } = await openCore(join(home, 'vault'));
  let told = 0;
  onTestFinished(core.events.on('publish.changed', () => told++));
  expect(await call('publish.targets', {})).toEqual([]);
  const { dir } = await call('site.create', {});
  expect(dir).toBe(join(home, 'vault-blog'));
  expect(await call('publish.targets', {})).toEqual([
    { name: 'vault-blog', root: dir, format: 'hugo', exists: true },
  ]);
  expect(readFileSync(join(home, 'vault/.commonplace/hugo.toml'), 'utf8')).toContain(
    'root = "../vault-blog"',
  );
  await expect(call('site.create', {})).rejects.toEqual(expect.objectContaining({ code: 'exists' }));

  const plan = await call('publish.plan', {});
  expect(plan.plan.map(({ action, source }) => [action, source])).toEqual([
    ['create', 'posts/镜像.md'],
    ['skip', 'k3s.md'],
  ]);
  expect(plan.diagnostics.map(({ code }) => code)).toEqual(['LINK-HIDDEN']);
  expect(told).toBe(0);
  expect((await call('publish.apply', {})).applied).toBe(true);
  expect(told).toBe(1);
  const written = readFileSync(join(dir, 'content/posts/镜像.md'), 'utf8');
  expect(written).toContain('见 k3s。');
  expect(written).not.toContain('不要出去');
  expect((await call('publish.status', { path: 'posts/镜像.md' }))[0]?.state).toBe('published');
  expect(readFileSync(join(home, 'vault/posts/镜像.md'), 'utf8')).toBe(post);

  await call('publish.remove', { path: 'posts/镜像.md' });
  expect(told).toBe(2);
  expect(existsSync(join(dir, 'content/posts/镜像.md'))).toBe(false);
});

test('a note that another of its size and time has replaced is read anew, and goes from the blog', async () => {
  const home = tempFolder({ 'vault/posts/a.md': post.replace('title', "tags = ['public1']\ntitle") });
  const file = join(home, 'vault/posts/a.md');
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  const { call } = await openCore(join(home, 'vault'));
  const { dir } = await call('site.create', {});
  expect((await call('publish.apply', {})).applied).toBe(true);
  const other = join(home, 'other.md');
  writeFileSync(other, readFileSync(file, 'utf8').replace('public1', 'private'));
  utimesSync(other, 1_700_000_000, 1_700_000_000);
  renameSync(other, file);
  await call('index.update', {});
  expect((await call('publish.apply', { prune: true })).plan.map(({ action }) => action)).toEqual([
    'delete',
    'skip',
  ]);
  expect(existsSync(join(dir, 'content/posts/a.md'))).toBe(false);
});

test('a site that cannot be is refused with the reason, and nothing is written', async () => {
  const { call, dir } = await openCore(tempFolder({ 'posts/a.md': post }));
  for (const site of ['.', '..', 'posts', 'missing']) {
    await expect(call('publish.apply', { site })).rejects.toEqual(
      expect.objectContaining({ name: 'AppError' }),
    );
  }
  expect(readdirSync(join(dir, 'posts'))).toEqual(['a.md']);
});
