import { utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeptRows, openKeptRows } from '../../../electron/disk/kept-rows.ts';
import { createMemory, type Memory } from '../../../electron/publish/memory.ts';
import { createPublisher, type PublishSource } from '../../../electron/publish/publish.ts';
import { createWorld, type TestWorld } from './world.ts';

const names = ['a', 'b', '子/c', '子/d', '别/a'];
const pieces = [
  '[[a]] ',
  '[[b#节]] ',
  '[[c#节 二|那]] ',
  '[[d#^id]] ',
  '\n\n![[b]]\n\n',
  '\n\n![[c#节]]\n\n',
  '![[图.png]] ',
  '![x](图.png) ',
  '![y](别/图.png) ',
  '[t](b.md#节) ',
  '[foreign](/posts/foreign/) ',
  '\n\n## 节\n\n',
  '\n\n## 节 `二`\n\n',
  '一段 ^id\n\n',
  '**粗（一）**字 ',
  '%%私%% ',
  '==亮== ',
  '{{< x >}} ',
  '<b>h</b> ',
  '\n\n## 生活\n\n',
];
const properties = [
  'draft = true\n',
  'date = 2025-06-01\n',
  'date = 2030-01-02\n',
  'expiryDate = 2030-01-02\n',
  'slug = "same"\n',
  'tags = ["private"]\n',
  'aliases = ["名", "/old/"]\n',
];
const settings = [
  '',
  'layout = "single"\n',
  'embeds = "link"\n',
  'drafts = "skip"\n',
  'attachments = "static:img"\n',
  'private = { headings = ["生活"] }\n',
  'select = { include = ["**"] }\n',
  'map = [{ from = "子", to = "posts" }]\n',
  'format = "commonmark"\n',
];

const note = fc
  .record({
    name: fc.constantFrom(...names),
    front: fc.subarray(properties, { maxLength: 2 }),
    body: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
  })
  .map(({ name, front, body }) => {
    const dated = front.some((line) => line.startsWith('date')) ? '' : 'date = 2025-01-01\n';
    return {
      kind: 'write',
      path: `${name}.md`,
      text: `+++\n${dated}${front.join('')}+++\n${body.join('')}\n`,
    } as const;
  });
const file = fc.record({
  kind: fc.constant('write' as const),
  path: fc.constantFrom('图.png', '别/图.png'),
  text: fc.constantFrom('1', '22', '333'),
});
const step = fc.oneof(
  { weight: 6, arbitrary: note },
  { weight: 1, arbitrary: file },
  fc
    .constantFrom(...names.map((name) => `${name}.md`), '图.png')
    .map((path) => ({ kind: 'remove', path }) as const),
  fc.record({
    kind: fc.constant('rename' as const),
    from: fc.constantFrom(...names),
    to: fc.constantFrom(...names, 'e'),
  }),
  fc.constantFrom(...settings).map((text) => ({ kind: 'settings', text }) as const),
  fc
    .record({
      path: fc.constantFrom('posts/foreign.md', 'posts/a.md', 'posts/b.md'),
      text: fc.constantFrom('', 'x\n'),
    })
    .map((blog) => ({ kind: 'blog', ...blog }) as const),
  fc
    .constantFrom('[markup.goldmark.renderer]\nunsafe = true\n', '')
    .map((text) => ({ kind: 'config', text }) as const),
  fc.constant({ kind: 'apply' } as const),
  fc.constant({ kind: 'day' } as const),
);

/** A vault and a blog that things happen to, one after another, each at a time of its own. */
function createStory(world: TestWorld) {
  let now = Date.parse('2030-01-01T00:00:00Z');
  let clock = Date.parse('2020-01-01T00:00:00Z') / 1000;
  const texts = new Map<string, string>();
  const changes: string[] = [];
  const plain: PublishSource = { ...world.source, now: () => new Date(now) };
  const set = (path: string, text: string | undefined) => {
    changes.push(path);
    if (text === undefined) {
      if (texts.delete(path)) world.remove(path);
      return;
    }
    texts.set(path, text);
    world.write(path, text);
    utimesSync(join(world.vault, path), ++clock, clock);
  };
  const use = (more: string) => {
    world.settings = `[[target]]\nname = "t"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n${more}`;
  };
  use('');

  async function take(event: typeof step extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
    if (event.kind === 'write') set(event.path, event.text);
    else if (event.kind === 'remove') set(event.path, undefined);
    else if (event.kind === 'rename') {
      const text = texts.get(`${event.from}.md`);
      set(`${event.from}.md`, undefined);
      if (text !== undefined) set(`${event.to}.md`, text);
    } else if (event.kind === 'settings') use(event.text);
    else if (event.kind === 'blog')
      world.writeBlog(`content/${event.path}`, `---\ntitle: f\n---\n${event.text}`);
    else if (event.kind === 'config')
      world.writeBlog('hugo.toml', `baseURL = "https://example.org/"\n${event.text}`);
    else if (event.kind === 'day') now += 86_400_000;
    else await createPublisher(plain).apply({ prune: true });
  }
  const telling = {
    revision: () => changes.length,
    changedSince: (revision: number) => new Set(changes.slice(revision)),
  };
  return { plain, telling, take, paths: () => [...texts.keys()] };
}

/** Tell of each note that is opened. */
function counted(source: PublishSource, tell: () => void): PublishSource {
  return {
    ...source,
    opener() {
      const open = source.opener();
      return (path) => {
        tell();
        return open(path);
      };
    },
  };
}

/** Memories as they are in one process, and in one process after another over the same file, which may be hurt. */
const memories = {
  'in one process': () => {
    const memory = createMemory();
    return { next: () => memory, end() {} };
  },
  'from process to process': (folder: string) => {
    let rows: KeptRows | undefined;
    const next = () => {
      rows?.close();
      rows = openKeptRows(join(folder, 'publish.sqlite'), 'test');
      return createMemory(rows);
    };
    return { next, end: () => rows?.close() };
  },
};

test.each(Object.entries(memories))(
  'a plan that goes on from earlier ones is the plan that is made anew: %s',
  async (_, remember) => {
    let [read, whole] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (events) => {
        const world = createWorld({});
        const { next, end } = remember(dirname(world.vault));
        try {
          const { plain, telling, take, paths } = createStory(world);
          let last: Memory | undefined;
          let goesOn = createPublisher(plain);
          for (const event of events) {
            await take(event);
            goesOn.rest();
            const memory = next();
            if (memory !== last) {
              goesOn = createPublisher(counted({ ...plain, ...telling, memory }, () => read++));
            }
            last = memory;
            const anew = createPublisher(counted(plain, () => whole++));
            // One page is looked at as the last plan saw the blog: what changed there, the next plan finds.
            if (['blog', 'config', 'apply'].includes(event.kind)) await goesOn.plan({});
            for (const path of paths()
              .filter((each) => each.endsWith('.md'))
              .slice(0, 2)) {
              expect(await goesOn.preview({ path }), path).toEqual(await anew.preview({ path }));
            }
            const fresh = await anew.plan({ diff: true });
            expect(await goesOn.plan({ diff: true }), JSON.stringify(event)).toEqual(fresh);
            expect(await goesOn.plan({})).toEqual(await anew.plan({}));
            expect(await goesOn.status({})).toEqual(await anew.status({}));
            expect(await goesOn.posts({})).toEqual(await anew.posts({}));
          }
        } finally {
          end();
          world.dispose();
        }
      }),
      { numRuns: 12 * Number(process.env.COMMONPLACE_THOROUGH ?? 1) },
    );
    // Otherwise nothing was kept, and nothing compared.
    expect(read).toBeLessThan(whole / 2);
  },
  300_000,
);
