import { expect, test } from 'vitest';
import { findRegex, repetition } from '../../../shared/search/regex.ts';

test.each([
  ['a+b*c{2,}', false, 3],
  ['(a|b)c?', false, 0],
  ['(abc)+', false, 1],
  ['[(a+)]+', false, 1],
  ['\\(a+\\)+', false, 2],
  ['\\d{4}-\\d{2}', false, 0],
  ['(a+)+', true, undefined],
  ['(a*)*', true, undefined],
  ['(a|aa)+', true, undefined],
  ['(?:a+b)*', true, undefined],
  ['((a+))+', true, undefined],
  ['(a?){20}', true, undefined],
  ['(\\w+)\\s\\1', true, undefined],
])('%s: nested %s', (source, nested, repeats) => {
  expect(repetition(source)).toMatchObject(repeats === undefined ? { nested } : { nested, repeats });
});

test('several repeats on a long line are not tried without a guard', () => {
  const place = { from: 0, to: 9 };
  const find = (text: string) => findRegex(/a+b+c/g, text, place, undefined);
  expect(find(`${'x'.repeat(3000)}\nabc`)).toEqual([{ from: 3001, to: 3004 }]);
  expect(() => find('x'.repeat(5000))).toThrow(
    expect.objectContaining({ code: 'invalid-query', data: expect.objectContaining(place) }),
  );
});
