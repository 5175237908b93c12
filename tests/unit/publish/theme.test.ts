import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createEmbeddedHugo } from '../../../electron/publish/embedded-hugo.ts';
import { findHugo } from '../../../electron/publish/hugo.ts';
import { makePlan } from '../../../electron/publish/plan.ts';
import { readSite } from '../../../electron/publish/site.ts';
import { defaultTarget } from '../../../shared/hugo/settings.ts';
import { mergeTheme } from '../../../shared/hugo/theme-config.ts';
import { missing, tool } from '../../fixtures/tools.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
const embedded = createEmbeddedHugo();
afterEach(() => world?.dispose());
afterAll(() => embedded.stop());

const theme = {
  title: 'theme',
  params: { mainsections: ['log'], own: 2 },
  markup: { goldmark: { renderer: { unsafe: true }, parser: { autoheadingidtype: 'blackfriday' } } },
  permalinks: { posts: '/p/:slug/' },
  menus: { main: [{ name: 'a' }] },
};
const { params, menus } = theme;

/** What real Hugo said (`hugo config`) of a site over that theme. */
test.each<[object, object]>([
  [{}, { params, menus }],
  [{ params: { own: 1 } }, { params: { ...params, own: 1 }, menus }],
  [{ params: { _merge: 'none' } }, { params: { _merge: 'none' }, menus }],
  [{ _merge: 'deep' }, { _merge: 'deep', ...theme }],
  [{ _merge: 'shallow' }, { _merge: 'shallow', ...theme, title: undefined }],
  [{ markup: { _merge: 'deep' } }, { params, menus, markup: { _merge: 'deep', ...theme.markup } }],
  [
    { markup: { goldmark: { renderer: { _merge: 'deep' }, parser: { autoheadingid: false } } } },
    {
      params,
      menus,
      markup: {
        goldmark: { renderer: { _merge: 'deep', unsafe: true }, parser: { autoheadingid: false } },
      },
    },
  ],
  [
    { permalinks: { _merge: 'shallow', notes: '/n/' } },
    { params, menus, permalinks: { _merge: 'shallow', notes: '/n/', posts: '/p/:slug/' } },
  ],
])('a theme under %j', (site, merged) => {
  expect(mergeTheme({ ...site }, theme)).toEqual(merged);
});

/** A blog that names a theme, which would change addresses, ids and what is let through. */
function themed(config: string, files: Record<string, string> = {}): void {
  const note = '+++\ndate = 2025-01-01\ntitle = "甲 Title"\n+++\n## 一 - 二\n\n[[#一 - 二]] <b>x</b>\n';
  world = createWorld({ 'posts/N a.md': note });
  world.writeBlog('hugo.toml', `baseURL = "https://example.org/"\ntheme = "t"\n${config}`);
  world.writeBlog(
    'themes/t/hugo.toml',
    '[params]\nmainSections = ["log"]\n[permalinks]\nposts = "/p/:slug/"\n[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser]\nautoHeadingIDType = "blackfriday"\n',
  );
  for (const [path, text] of Object.entries(files)) world.writeBlog(path, text);
}

const plain = { url: '/posts/n-a/', unsafe: false, idType: 'github' };
const taken = { url: '/p/甲-title/', unsafe: true, idType: 'blackfriday' };
const sites: [name: string, config: string, expected: typeof plain][] = [
  ['takes no more than its parameters', '', plain],
  ['takes what it asks for', '[permalinks]\n_merge = "deep"\n[markup]\n_merge = "deep"\n', taken],
  ['takes all', '_merge = "deep"\n', taken],
];

describe('a site with a theme', { timeout: 180_000 }, () => {
  test.each(sites)('%s', async (_name, config, { url, unsafe, idType }) => {
    themed(config);
    const target = { ...defaultTarget(world.blog), hugo: 'none' };
    const site = await readSite(target, world.vault);
    expect(site.facts).toMatchObject({ unsafe, idType });
    expect(site.mainSection).toBe('log');
    const hugos = [embedded, missing('hugo') ? undefined : await findHugo(tool('hugo') ?? 'auto', '/')];
    const plan = await makePlan(world.source, { site: world.blog }, {});
    expect(plan.pages.map(({ address }) => address.url)).toEqual([url]);
    for (const step of plan.steps) world.writeBlog(step.path, step.data ?? '');
    for (const hugo of hugos) {
      const run = await hugo?.build(world.blog, join(world.blog, '../out'), { pages: [url] });
      if (!run) continue;
      expect(run.errors).toEqual([]);
      const html = run.pages.get(url) ?? '';
      expect(html).toContain(idType === 'github' ? 'id="一---二"' : 'id="一-二"');
      expect(html.includes('<b>x</b>')).toBe(unsafe);
    }
  });

  test('may be a module, have a folder of configuration, and name another one', async () => {
    themed('', {
      'hugo.toml': 'baseURL = "/"\n[markup]\n_merge = "deep"\n[[module.imports]]\npath = "github.com/x/y"\n',
      '_vendor/github.com/x/y/config/_default/markup.toml': '[goldmark.renderer]\nunsafe = true\n',
      '_vendor/github.com/x/y/config/_default/hugo.toml': 'theme = "t"\n',
    });
    const { facts, mainSection } = await readSite(
      { ...defaultTarget(world.blog), hugo: 'none' },
      world.vault,
    );
    expect([facts.unsafe, facts.idType, mainSection]).toEqual([true, 'blackfriday', 'log']);
  });

  test('and files for one language are of that language', async () => {
    themed('', {
      'config/_default/languages.zh.toml': 'contentDir = "content/zh"\n',
      'config/_default/languages.en.toml': 'weight = 2\n',
      'config/_default/params.en.toml': 'x = 1\n',
      'config/_default/hugo.toml': 'defaultContentLanguage = "zh"\n',
    });
    const { facts, content } = await readSite({ ...defaultTarget(world.blog), hugo: 'none' }, world.vault);
    expect([facts.languages, content]).toEqual([['zh', 'en'], 'content/zh']);
  });
});
