import { describe, expect, test } from 'vitest';
import {
  dateFromInput,
  dateParts,
  firstValue,
  likelyType,
  listChips,
  numberFromInput,
  valueAs,
} from '../../../../renderer/editor/page/property-value.ts';
import type { PropertyValue } from '../../../../shared/note/facts.ts';

describe('dates', () => {
  test.each([
    ['2025-08-06T00:05:12+08:00', { main: '2025-08-06 00:05', zone: '+08:00' }],
    ['2025-08-06 00:05', { main: '2025-08-06 00:05', zone: '' }],
    ['2025-08-06T00:05:12.5Z', { main: '2025-08-06 00:05', zone: 'UTC' }],
    ['2025-08-06', { main: '2025-08-06', zone: '' }],
    ['2025/08/06', undefined],
    ['yesterday', undefined],
  ])('%s is shown', (value, expected) => {
    expect(dateParts(value)).toEqual(expected);
  });

  test.each([
    ['2025-08-07 12:30', '2025-08-06T00:05:12+08:00', '2025-08-07T12:30:00+08:00'],
    ['2025-08-07 00:05', '2025-08-06T00:05:12+08:00', '2025-08-07T00:05:12+08:00'],
    ['2025-08-07T12:30:01Z', '2025-08-06T00:05:12+08:00', '2025-08-07T12:30:01Z'],
    ['2025-08-07 12:30 UTC', '2025-08-06', '2025-08-07T12:30Z'],
    ['2025-08-07 12:30', '2025-08-06 08:00', '2025-08-07 12:30'],
    ['2025-08-07', '2025-08-06T00:05:12+08:00', '2025-08-07'],
    ['2025/8/7', '2025-08-06', '2025-08-07'],
    ['2025年8月7日', '2025-08-06', '2025-08-07'],
    ['2025-02-30', '2025-08-06', undefined],
    ['2025-08-07 25:00', '2025-08-06', undefined],
    ['soon', '2025-08-06', undefined],
    ['', '2025-08-06', undefined],
  ])('%s typed over %s is written as %s', (input, previous, expected) => {
    expect(dateFromInput(input, previous)).toBe(expected);
  });
});

test.each([
  ['3', 3],
  [' -1.5 ', -1.5],
  ['1e3', 1000],
  ['', undefined],
  ['3a', undefined],
  ['Infinity', undefined],
])('number %s', (input, expected) => {
  expect(numberFromInput(input)).toBe(expected);
});

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    [1, 'b'],
    ['1', 'b'],
  ],
  ['a', ['a']],
  [[], []],
  [[{ a: 1 }], undefined],
  [{ a: 1 }, undefined],
])('chips of %j', (value, expected) => {
  expect(listChips(value)).toEqual(expected);
});

test.each([
  ['tags', 'list'],
  ['Draft', 'checkbox'],
  ['lastmod', 'datetime'],
  ['weight', 'number'],
  ['summary', 'text'],
] as const)('a property named %s is most likely a %s', (name, type) => {
  expect(likelyType(name)).toBe(type);
});

test('a new date is now, in local time', () => {
  const now = new Date(2025, 7, 6, 0, 5, 12);
  expect(firstValue('datetime', now)).toMatch(/^2025-08-06T00:05:12[+-]\d\d:\d\d$/);
  expect(new Date(String(firstValue('datetime', now))).getTime()).toBe(now.getTime());
});

test.each([
  ['12', 'number', 12],
  ['twelve', 'number', undefined],
  [3, 'text', '3'],
  [['a', 'b'], 'text', 'a, b'],
  ['甲，乙, c', 'list', ['甲', '乙', 'c']],
  ['是', 'checkbox', true],
  ['no', 'checkbox', false],
  ['maybe', 'checkbox', undefined],
  ['2025年8月6日', 'date', '2025-08-06'],
  ['2025-08-06T10:00:00+08:00', 'date', '2025-08-06'],
  ['2025-08-06', 'datetime', '2025-08-06T00:00:00'],
  ['soon', 'date', undefined],
  [{ a: 1 }, 'text', undefined],
] as const)('%j as %s is %j', (value, type, expected) => {
  expect(valueAs(value as PropertyValue, type)).toEqual(expected);
});
