import { describe, expect, test } from 'vitest';
import { ndcg10, reciprocalRank } from '../../bench/ranking-score.ts';
import { judgedQueries } from '../../fixtures/judged-queries.ts';

const grades = { a: 3, b: 2, c: 1 };

test.each([
  [['a', 'b'], 1],
  [['x', 'b'], 1 / 2],
  [['c', 'x', 'a'], 1 / 3],
  [['c', 'x'], 0],
  [[], 0],
])('the first of use in %j: %d', (paths, expected) => expect(reciprocalRank(paths, grades)).toBe(expected));

describe('gain', () => {
  test('is 1 in the best order, 0 without any of use, and between them less the later it comes', () => {
    expect(ndcg10(['a', 'b', 'c'], grades)).toBe(1);
    expect(ndcg10(['x', 'y'], grades)).toBe(0);
    const scores = [
      ['a', 'b'],
      ['a', 'x', 'b'],
      ['b', 'x', 'a'],
      ['x', 'a', 'b'],
      ['x', 'x', 'c'],
    ].map((paths) => ndcg10(paths, grades));
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
  });

  test('what stands behind the tenth place does not count', () => {
    expect(ndcg10([...'xxxxxxxxxx', 'a'], grades)).toBe(0);
  });
});

test('there are sixty judged queries and more, each once, with its reason and something to find', () => {
  expect(judgedQueries.length).toBeGreaterThanOrEqual(60);
  expect(new Set(judgedQueries.map(({ vault, query }) => `${vault} ${query}`)).size).toBe(
    judgedQueries.length,
  );
  for (const { why, grades: own } of judgedQueries) {
    expect(why).not.toBe('');
    expect(Math.max(...Object.values(own))).toBe(3);
  }
});
