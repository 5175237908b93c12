import { expect, test } from 'vitest';
import { growth, steep } from '../fixtures/growth.ts';

const input = (length: number) => ({ length });
/** Work that the compiler cannot leave out. */
const count = (to: number) => {
  let sum = 0;
  for (let n = 0; n < to; n++) sum = (sum * 31 + n) % 1_000_003;
  return sum;
};

test('tells work in proportion from that of the square', () => {
  expect(growth(200_000, input, ({ length }) => count(length))).toBeLessThan(steep);
  // The best of its rounds is the lowest one: the highest of some calls is what the square comes to.
  const square = () => growth(4000, input, ({ length }) => count(length ** 2));
  expect(Math.max(square(), square(), square())).toBeGreaterThan(steep);
});
