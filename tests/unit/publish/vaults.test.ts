import { afterEach, describe, expect, test } from 'vitest';
import { findHugo } from '../../../electron/publish/hugo.ts';
import { makePlan } from '../../../electron/publish/plan.ts';
import { verifyPlan } from '../../../electron/publish/verify.ts';
import { missing, tool } from '../../fixtures/tools.ts';
import { realVault } from '../../fixtures/vaults.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());

async function planOf(name: 'cloudpods-docs-zh' | 'obsidian-help-en' | 'obsidian-help-zh', hugo = 'none') {
  world = createWorld({}, { vaultDir: realVault(name) ?? '' });
  const select = 'select = { include = ["**"] }';
  world.settings = `[[target]]\nname = "t"\nroot = ${JSON.stringify(world.blog)}\nhugo = ${JSON.stringify(hugo)}\n${select}\n`;
  return makePlan(world.source, {}, {});
}

const count = (codes: readonly { code: string }[], code: string) =>
  codes.filter((each) => each.code === code).length;

describe('real vaults', () => {
  test.skipIf(!realVault('cloudpods-docs-zh'))(
    'a Hugo tree of 759 notes: what needs no edit is the same to the last byte',
    async () => {
      const plan = await planOf('cloudpods-docs-zh');
      expect(plan.pages).toHaveLength(759);
      const same = plan.pages
        .flatMap(({ path }) => plan.open(path) ?? [])
        .filter(({ result }) => result.edits.length === 0);
      expect(same.length).toBeGreaterThan(450);
      for (const page of same) expect(Buffer.compare(page.data, world.source.read(page.note.path))).toBe(0);
      const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
      // Two of its posts do have the same slug.
      expect([...new Set(errors.map(({ code }) => code))]).toEqual(['URL-COLLISION']);
      expect(errors).toHaveLength(2);
    },
    300_000,
  );

  test.skipIf(!realVault('obsidian-help-zh'))(
    'Obsidian’s manual in Chinese: bold that Hugo would not render',
    async () => {
      const plan = await planOf('obsidian-help-zh');
      expect(count(plan.diagnostics, 'EMPHASIS-CJK')).toBeGreaterThan(90);
      expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
    300_000,
  );

  test.skipIf(!realVault('obsidian-help-en') || missing('hugo'))(
    'Obsidian’s manual in English is built by the real Hugo, and every fragment is in its page',
    async () => {
      const plan = await planOf('obsidian-help-en', tool('hugo'));
      const hugo = await findHugo(tool('hugo') ?? 'auto', '/');
      const fragments = plan.pages.flatMap((page) => page.fragments);
      expect(fragments.length).toBeGreaterThan(300);
      const report = hugo && (await verifyPlan(plan.site, hugo, plan.steps, { fragments }));
      expect(report).toEqual({ errors: [], duplicates: [], missing: [], elsewhere: new Map() });
      expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
    300_000,
  );
});
