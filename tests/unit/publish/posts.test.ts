import { afterEach, expect, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());

test('posts are listed by time, with how they stand', async () => {
  const note = (front: string) => `+++\ntitle = "t"\n${front}\n+++\nx\n`;
  // The clock of these tests stands at the beginning of 2026.
  world = createWorld({
    'out.md': note('date = 2025-05-01'),
    'later.md': note('date = 2025-05-02\npublishDate = 2026-05-01'),
    'draft.md': note('date = 2025-06-01\ndraft = true'),
    'gone.md': note('date = 2025-01-01\nexpiryDate = 2025-02-01'),
    'home.md': 'no date',
  });
  world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
  const publisher = createPublisher(world.source);
  const seen = async () =>
    (await publisher.posts({})).map(({ path, when, state }) => `${path} ${when} ${state}`);
  expect(await seen()).toEqual([
    'later.md scheduled never',
    'draft.md draft never',
    'out.md out never',
    'gone.md expired never',
  ]);
  await publisher.apply({});
  world.write('out.md', note('date = 2025-07-01'));
  expect(await seen()).toEqual([
    'later.md scheduled published',
    'out.md out changed',
    'draft.md draft draft',
    'gone.md expired published',
  ]);
});
