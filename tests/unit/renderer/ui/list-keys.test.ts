import { expect, test } from 'vitest';
import { listTarget, typeAhead, typeAheadTarget } from '../../../../renderer/ui/list-keys.ts';

test.each<[string, number, number | undefined]>([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 3, 4],
  ['ArrowDown', 9, 9],
  ['ArrowUp', -1, 9],
  ['ArrowUp', 0, 0],
  ['Home', 5, 0],
  ['End', 5, 9],
  ['PageDown', -1, 4],
  ['PageDown', 8, 9],
  ['PageUp', 2, 0],
  ['a', 2, undefined],
])('%s from %i goes to %s', (key, active, expected) => {
  expect(listTarget(key, active, 10, 4)).toBe(expected);
});

test('an empty list has nowhere to go', () => {
  expect(listTarget('Home', -1, 0, 4)).toBeUndefined();
});

const names = ['cloudpods', 'k3s', 'Kubernetes', 'OVN', '主题'];

test.each<[string, number, number | undefined]>([
  ['k', -1, 1],
  ['k', 1, 2],
  ['k', 2, 1],
  ['kk', 1, 2],
  ['ku', 1, 2],
  ['ku', 2, 2],
  ['主', 0, 4],
  ['x', 0, undefined],
])('typing %s at %i goes to %s', (typed, active, expected) => {
  expect(typeAheadTarget(names, typed, active)).toBe(expected);
});

test('letters typed in a row belong together, later ones do not', () => {
  const first = typeAhead({ text: '', at: 0 }, 'K', 1000);
  const second = typeAhead(first, 'u', 1300);
  expect(second.text).toBe('ku');
  expect(typeAhead(second, 'o', 3000).text).toBe('o');
});
