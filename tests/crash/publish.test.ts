import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../bench/random.ts';
import { tempFolder } from '../fixtures/temp.ts';
import { buildChildren } from './built.ts';
import { runPublishCampaign } from './publish-campaign.ts';

/** `npm run test:crash` takes every step. */
test('a publish that is cut short leaves each file of the blog old or new, and is finished or forgotten', async () => {
  const children = await buildChildren();
  onTestFinished(() => children.remove());
  const outcome = await runPublishCampaign(8, createRandom(7), tempFolder(), children);
  expect(outcome.failures).toEqual([]);
  expect(outcome.killed).toBe(outcome.points);
}, 300_000);
