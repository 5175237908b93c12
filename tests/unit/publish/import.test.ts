import { afterEach, expect, test } from 'vitest';
import { listImportable, readImports } from '../../../electron/publish/import.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { vaultPath } from '../../../shared/hugo/routes.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());

const post = (title: string, body = 'x') => `+++\ndate = 2025-01-01\ntitle = "${title}"\n+++\n${body}\n`;

function blog(): void {
  world = createWorld(
    { 'posts/mine.md': post('我的'), 'posts/taken.md': post('别的') },
    {
      site: {
        'content/posts/old.md': post('旧文', '见 [别处]({{< relref "bundle" >}})\r'),
        'content/posts/taken.md': post('占位'),
        'content/posts/bundle/index.md': post('带图', '![](图.png)'),
        'content/posts/bundle/图.png': 'png',
      },
    },
  );
  world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
}

test('posts that came from elsewhere are offered, those of ours are not', async () => {
  blog();
  await createPublisher(world.source).apply({ paths: ['posts/mine.md'] });
  expect(await listImportable(world.source, {})).toEqual([
    { path: 'content/posts/bundle/index.md', to: 'posts/bundle/index.md', title: '带图', exists: false },
    { path: 'content/posts/old.md', to: 'posts/old.md', title: '旧文', exists: false },
    { path: 'content/posts/taken.md', to: 'posts/taken.md', title: '占位', exists: true },
  ]);
});

test('what is imported is the blog’s to the last byte, and the next plan finds it unchanged', async () => {
  blog();
  const all = (await listImportable(world.source, {})).map(({ path }) => path);
  const files = await readImports(world.source, { paths: all });
  expect(files.map(({ path }) => path).sort()).toEqual([
    'posts/bundle/index.md',
    'posts/bundle/图.png',
    'posts/old.md',
  ]);
  for (const { path, data } of files) world.write(path, data);
  expect(world.source.read('posts/old.md').toString()).toBe(world.readBlog('content/posts/old.md'));
  const { plan } = await createPublisher(world.source).plan({});
  const actions = plan.map(({ action, source }) => `${action} ${source}`);
  for (const { path } of files) expect(actions).toContain(`unchanged ${path}`);
  await createPublisher(world.source).apply({});
  expect((await listImportable(world.source, {})).map(({ path }) => path)).not.toContain(
    'content/posts/old.md',
  );
});

test.each([
  ['posts/a.md', [], 'posts/a.md'],
  ['posts/a/b.md', [{ from: '日志/', to: 'posts/' }], '日志/a/b.md'],
  [
    'posts/en/a.md',
    [
      { from: '', to: 'posts' },
      { from: 'english', to: 'posts/en' },
    ],
    'english/a.md',
  ],
  ['other/a.md', [{ from: '日志', to: 'posts' }], 'other/a.md'],
])('%s comes from where it would be published from', (content, map, path) => {
  expect(vaultPath(content, map)).toBe(path);
});
