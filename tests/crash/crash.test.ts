import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../bench/random.ts';
import { tempFolder } from '../fixtures/temp.ts';
import { buildChildren, type Children } from './built.ts';
import { type Budget, runCampaign } from './campaign.ts';
import { operations } from './operations.ts';

/** `npm run test:crash` is the long form. */
const short: Budget = { disk: 2, index: 1, timed: 0, links: 30 };
/** Those in which most happens between two steps that we can stand at. */
const byTheClock = new Set(['save', 'index rebuilt', 'first opening']);

let children: Children;
beforeAll(async () => {
  children = await buildChildren();
});
afterAll(() => children?.remove());

test.each(operations)(
  '$name: cut short, each file is the old one or the new one',
  { timeout: 300_000 },
  async (operation) => {
    const budget = byTheClock.has(operation.name) ? { ...short, timed: 1 } : short;
    const outcome = await runCampaign(operation, budget, createRandom(7), tempFolder(), children);
    expect(outcome.failures).toEqual([]);
    expect(outcome.killed).toBeGreaterThan(0);
  },
);
