import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createEmbeddedHugo, embeddedVersion } from '../../../electron/publish/embedded-hugo.ts';
import { engineConfig } from '../../../electron/publish/engine-files.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { realVault } from '../../fixtures/vaults.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());
const embeddedHugo = createEmbeddedHugo();
afterAll(() => embeddedHugo.stop());

const note = (body: string, more = '') => `+++\ndate = 2025-01-01\ntitle = "t"\n${more}+++\n${body}`;
const settings = '[[target]]\nname = "blog"\nroot = "../blog"\nhugo = "embedded"\n';

function embeddedWorld(root = '../blog'): TestWorld {
  world.settings = settings.replace('../blog', root);
  world.source = { ...world.source, embedded: embeddedHugo };
  return world;
}

function worldOf(notes: Record<string, string>, site: Record<string, string> = {}): TestWorld {
  world = createWorld(notes, { site });
  return embeddedWorld();
}

describe('the embedded Hugo', { timeout: 180_000 }, () => {
  test('is of the version that it is said to be', async () => {
    world = createWorld({}, { site: { 'layouts/index.html': '{{ hugo.Version }}' } });
    const run = await embeddedHugo.build(world.blog, '', { pages: ['/'] });
    expect(run).toMatchObject({ ok: true, errors: [] });
    expect(run.pages.get('/')).toBe(embeddedVersion);
  });

  test('builds what is planned, and finds each id', async () => {
    worldOf({ 'a.md': note('[[b#你好，世界！]]\n'), 'b.md': note('## 你好，世界！\n') });
    const plan = await createPublisher(world.source).apply({ verify: true });
    expect(plan).toMatchObject({
      hugo: { version: embeddedVersion },
      applied: true,
      diagnostics: [],
      verified: { ok: true, errors: [] },
    });
  });

  test('leaves drafts and the future out, unless asked', async () => {
    const page = (more: string) => `+++\ntitle = "t"\n${more}\n+++\nx\n`;
    world = createWorld(
      {},
      {
        site: {
          'content/posts/draft.md': page('date = 2020-01-01\ndraft = true'),
          'content/posts/later.md': page('date = 2999-01-01'),
          'content/other/now.md': page('date = 2020-01-01'),
        },
      },
    );
    const pages = ['/posts/draft/', '/posts/later/', '/other/now/'];
    const built = async (drafts: boolean) =>
      [...(await embeddedHugo.build(world.blog, '', { drafts, pages })).pages.keys()].sort();
    expect(await built(false)).toEqual(['/other/now/']);
    expect(await built(true)).toEqual([...pages].sort());
  });

  test('says where an error stands, in the note', async () => {
    worldOf(
      { 'a.md': note('one\n\n%%gone%%\n\n{{< own >}}\n') },
      { 'layouts/shortcodes/own.html': '{{ errorf "no %s" "way" }}' },
    );
    const plan = await createPublisher(world.source).apply({});
    expect(plan.applied).toBe(false);
    expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'HUGO-BUILD' },
    ]);
  });

  test('an error that the site had before is none of the plan', async () => {
    worldOf({ 'a.md': note('x\n') }, { 'content/posts/old.md': '+++\ntitle = "o"\n+++\n{{< nowhere >}}\n' });
    expect((await createPublisher(world.source).apply({})).applied).toBe(true);
  });

  test('a build that is no longer wanted ends', async () => {
    world = createWorld({});
    const stop = new AbortController();
    // Its start alone, of 85 MB of code, takes longer than that.
    const fresh = createEmbeddedHugo();
    const run = fresh.build(world.blog, '', { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  });

  test.skipIf(!realVault('diary'))('builds the diary’s post with its headings', async () => {
    world = createWorld({}, { vaultDir: realVault('diary') ?? '' });
    embeddedWorld(world.blog);
    const plan = await createPublisher(world.source).plan({ verify: true });
    expect(plan.verified).toEqual({ ok: true, errors: [] });
  });
});

test.each([
  [{ title: 'x', timezone: 'Asia/Shanghai', publishdir: 'docs' }, 'title = "x"\npublishdir = "public"'],
  [{ params: { a: null, b: [1, null] } }, 'publishdir = "public"\n\n[params]\nb = [ 1 ]'],
])('its configuration of %j', (given, toml) => {
  expect(engineConfig(given, false).trim()).toBe(toml);
});
