import { expect, test } from 'vitest';
import { UsageError } from '../../../electron/hosts/cli/exit-code.ts';
import { guessType, type PropertyType, readValue } from '../../../electron/hosts/cli/property-value.ts';

test.each<[string, PropertyType]>([
  ['hello', 'text'],
  ['true', 'checkbox'],
  ['5', 'number'],
  ['-1.5', 'number'],
  ['1.2.3', 'text'],
  ['2025-08-06', 'date'],
  ['2025-08-06T00:05:00+08:00', 'datetime'],
  ['["a"]', 'list'],
  ['[a]', 'text'],
  ['{"a":1}', 'object'],
  ['null', 'null'],
  ['', 'text'],
])('%s looks like %s', (word, type) => expect(guessType(word)).toBe(type));

test.each<[string, PropertyType, unknown]>([
  ['5', 'text', '5'],
  ['5', 'number', 5],
  ['false', 'checkbox', false],
  ['a, b，c', 'list', ['a', 'b', 'c']],
  ['["a, b"]', 'list', ['a, b']],
  ['', 'list', []],
  ['2025-08-06', 'date', '2025-08-06'],
  ['{"a":1}', 'object', { a: 1 }],
])('%s as %s', (word, type, value) => expect(readValue(word, type)).toEqual(value));

test.each<[string, PropertyType]>([
  ['x', 'number'],
  ['yes', 'checkbox'],
  ['[1]', 'object'],
])('%s is no %s', (word, type) => expect(() => readValue(word, type)).toThrow(UsageError));
