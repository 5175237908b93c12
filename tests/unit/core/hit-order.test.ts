import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFirst, sortInSlices } from '../../../electron/core/hit-order.ts';

interface One {
  key: number;
  at: number;
}

const byKey = (a: One, b: One) => a.key - b.key;
const many = (keys: readonly number[]): One[] => keys.map((key, at) => ({ key, at }));
/** Several runs, with many that are equal. */
const lists = fc.array(fc.nat(50), { minLength: 0, maxLength: 3500, size: 'max' }).map((keys) => many(keys));

describe('sorting in slices', () => {
  test('is sorting: what is equal keeps its order', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        expect(await sortInSlices(list, byKey)).toEqual([...list].sort(byKey));
      }),
      { numRuns: 20 },
    );
  });

  test('the first of many are those of all', async () => {
    const list = many(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 5003));
    const first = createFirst(byKey, 30);
    for (const one of list) first.add(one);
    expect(await first.first()).toEqual([...list].sort(byKey).slice(0, 30));
  });

  test('lets others through', async () => {
    const list = many(Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_011));
    let turns = 0;
    let ended = false;
    const count = () => {
      turns++;
      if (!ended) setImmediate(count);
    };
    setImmediate(count);
    await sortInSlices(list, byKey);
    ended = true;
    expect(turns).toBeGreaterThan(20);
  });
});
