import { expect, test } from 'vitest';
import { createLineBudget } from '../../../../renderer/graph/line-budget.ts';

const all = 200_000;

/** How many lines a frame draws after so many frames, each of which takes as long as `cost` says of its lines. */
function after(frames: number, cost: (lines: number) => number): number {
  const budget = createLineBudget();
  for (let frame = 0; frame < frames; frame++) {
    const drawn = Math.min(all, budget.lines());
    budget.took(drawn, cost(drawn));
  }
  return Math.min(all, budget.lines());
}

test('all lines are drawn where that is quick', () => {
  expect(after(20, () => 2)).toBe(all);
  expect(after(20, (lines) => (lines / all) * 15)).toBe(all);
});

test('as many as frames of a good length allow, on a slow machine', () => {
  const cost = (lines: number) => 5 + (lines / all) * 1400;
  const took = cost(after(50, cost));
  expect(took).toBeGreaterThan(10);
  expect(took).toBeLessThan(45);
});

test('where fewer lines do not help, none are left out', () => {
  expect(after(50, () => 90)).toBe(all);
});

test('some are always drawn, and more again when there is room', () => {
  const budget = createLineBudget();
  for (let frame = 0; frame < 30; frame++) budget.took(budget.lines(), 20 + budget.lines());
  expect(budget.lines()).toBeGreaterThan(0);
  expect(budget.lines()).toBeLessThan(2000);
  for (let frame = 0; frame < 30; frame++) budget.took(budget.lines(), 4);
  expect(budget.lines()).toBeGreaterThan(all);
});

test('a frame with few lines does not tell how many more it could have drawn', () => {
  const budget = createLineBudget();
  const before = budget.lines();
  for (let frame = 0; frame < 30; frame++) budget.took(20, 4);
  expect(budget.lines()).toBe(before);
});
