import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeptRows } from '../../../electron/disk/kept-rows.ts';
import { createMemory } from '../../../electron/publish/memory.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { createWorld, type TestWorld } from './world.ts';

const hour = 3_600_000;
const dated = (body: string, more = '') => `+++\ndate = 2025-01-01\n${more}+++\n${body}\n`;

/** Ask one process after another over one folder; says which notes each of them opened. */
function processes(world: TestWorld) {
  // Later than the files were written: of what changes now nothing is told.
  const start = Date.now();
  world.source = { ...world.source, now: () => new Date(start + hour) };
  world.settings = `[[target]]\nname = "t"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
  const file = join(dirname(world.vault), 'kept.sqlite');
  return async (ask: (publisher: ReturnType<typeof createPublisher>) => Promise<unknown>) => {
    const rows = openKeptRows(file, 'test');
    const opened: string[] = [];
    const open = world.source.opener();
    const source = {
      ...world.source,
      memory: createMemory(rows),
      revision: () => 1,
      changedSince: () => new Set<string>(),
      opener: () => (path: string) => {
        opened.push(path);
        return open(path);
      },
    };
    const publisher = createPublisher(source);
    const answer = await ask(publisher);
    publisher.rest();
    rows.close();
    return { answer, opened };
  };
}

const write = (world: TestWorld, path: string, text: string) => {
  world.write(path, text);
  utimesSync(join(world.vault, path), 1, 1);
};

test('the next process opens no note where nothing has changed, and only those that have where some have', async () => {
  const world = createWorld({});
  for (const name of ['a', 'b', 'c']) write(world, `${name}.md`, dated(`[[b]] ${name}`));
  const run = processes(world);
  const first = await run((publisher) => publisher.plan({}));
  expect(first.opened).toContain('a.md');
  const again = await run((publisher) => publisher.plan({}));
  expect(again.opened).toEqual([]);
  expect(again.answer).toEqual(first.answer);
  write(world, 'c.md', dated('other text'));
  const edited = await run((publisher) => publisher.plan({}));
  expect(new Set(edited.opened)).toEqual(new Set(['c.md']));
  world.dispose();
});

test('an export with nothing to do is told at once, and begins anew where the blog was touched', async () => {
  const world = createWorld({});
  write(world, 'a.md', dated('text'));
  const run = processes(world);
  await run((publisher) => publisher.apply({}));
  await run((publisher) => publisher.plan({}));
  const idle = await run((publisher) => publisher.apply({}));
  expect(idle.opened).toEqual([]);
  expect(idle.answer).toMatchObject({ applied: true, plan: [{ action: 'unchanged' }] });
  const page = world.blogFiles().find((path) => path.endsWith('/a.md')) ?? '';
  world.writeBlog(page, 'edited by hand');
  const edited = await run((publisher) => publisher.apply({}));
  expect(edited.answer).toMatchObject({ plan: [{ action: 'blog-edited' }] });
  world.dispose();
});

test('what is told comes to an end when a page comes out, and when the clock is set back', async () => {
  const world = createWorld({});
  const out = Date.now() + 24 * hour;
  write(world, 'a.md', dated('[[later]]'));
  write(world, 'later.md', `+++\ndate = ${new Date(out).toISOString()}\n+++\nx\n`);
  const run = processes(world);
  const early = world.source.now;
  const before = await run((publisher) => publisher.plan({}));
  world.source = { ...world.source, now: () => new Date(out + hour) };
  const after = await run((publisher) => publisher.plan({}));
  world.source = { ...world.source, now: early };
  const back = await run((publisher) => publisher.plan({}));
  expect(before.answer).toMatchObject({ diagnostics: [{ code: 'LINK-HIDDEN' }] });
  expect(after.answer).toMatchObject({ diagnostics: [] });
  expect(back.answer).toEqual(before.answer);
  world.dispose();
});

test.each([
  ['by its place beside it', false],
  ['by its whole path', true],
])(
  'what is told comes to an end when a theme outside of the blog, named %s, has another shortcode',
  async (_, whole) => {
    const world = createWorld({});
    const themes = whole ? join(dirname(world.blog), 'themes') : '../themes';
    world.writeBlog('hugo.toml', `themesDir = ${JSON.stringify(themes)}\ntheme = "t"\n`);
    write(world, 'a.md', dated('{{< box >}}'));
    const run = processes(world);
    await run((publisher) => publisher.apply({}));
    const before = await run((publisher) => publisher.plan({}));
    expect(before.answer).toMatchObject({ plan: [{ action: 'unchanged' }] });
    const folder = join(dirname(world.blog), 'themes/t/layouts/shortcodes');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'box.html'), '<hr>');
    const after = await run((publisher) => publisher.plan({}));
    expect(after.answer).toMatchObject({ plan: [{ action: 'update' }] });
    world.dispose();
  },
);
