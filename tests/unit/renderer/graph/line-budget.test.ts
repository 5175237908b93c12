import { expect, test } from 'vitest';
import { createLineBudget } from '../../../../renderer/graph/line-budget.ts';

/** The share after so many frames, each of which takes as long as `cost` says of the share that was drawn. */
function after(frames: number, cost: (share: number) => number): number {
  const budget = createLineBudget();
  let now = 0;
  let share = 1;
  for (let frame = 0; frame < frames; frame++) {
    share = budget.moving(now);
    now += cost(share);
  }
  return share;
}

test('all lines are drawn where that is quick', () => {
  expect(after(50, () => 16)).toBe(1);
});

test('as many as frames of a good length allow, on a slow machine', () => {
  const share = after(100, (drawn) => 10 + drawn * 400);
  expect(10 + share * 400).toBeGreaterThan(15);
  expect(10 + share * 400).toBeLessThan(45);
});

test('where fewer lines do not help, none are left out for long', () => {
  expect(after(100, () => 90)).toBe(1);
});

test('some are always drawn, and more again when there is room', () => {
  const budget = createLineBudget();
  let now = 0;
  let share = 1;
  for (let frame = 0; frame < 30; frame++, now += 20 + 5000 * share) share = budget.moving(now);
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(0.1);
  for (let frame = 0; frame < 200; frame++, now += 16) share = budget.moving(now);
  expect(share).toBe(1);
});

test('the time between two motions counts for nothing', () => {
  const budget = createLineBudget();
  budget.moving(0);
  budget.still();
  expect(budget.moving(60_000)).toBe(1);
});
