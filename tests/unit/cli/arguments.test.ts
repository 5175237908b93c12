import { describe, expect, test } from 'vitest';
import { readArguments, readChoice, readNumber } from '../../../electron/hosts/cli/arguments.ts';
import { UsageError } from '../../../electron/hosts/cli/exit-code.ts';

describe('readArguments', () => {
  test.each([
    ['search k3s', 'search', ['k3s'], {}],
    ['--vault v search k3s --json', 'search', ['k3s'], { vault: 'v', json: true }],
    ['search --limit=5 a b', 'search', ['a', 'b'], { limit: '5' }],
    ['search a -draft', 'search', ['a', '-draft'], {}],
    ['search -tag:#x', 'search', ['-tag:#x'], {}],
    ['search -- --dry-run', 'search', ['--dry-run'], {}],
    ['property a.md n -5', 'property', ['a.md', 'n', '-5'], {}],
    ['check --index', 'check', [], { facts: true }],
    ['check --index --vault v', 'check', [], { facts: true, vault: 'v' }],
    ['check --index dir', 'check', [], { index: 'dir' }],
    ['check --index --index dir', 'check', [], { facts: true, index: 'dir' }],
    ['-h', undefined, [], { help: true }],
    ['serve --no-open --port 8080', 'serve', [], { 'no-open': true, port: '8080' }],
    ['', undefined, [], {}],
  ])('%s', (line, command, words, options) => {
    const argv = line.split(' ').filter(Boolean);
    expect(readArguments(argv)).toEqual({ command, words, options });
  });

  test.each(['search --nope', 'search --limit', 'search --json=yes'])('%s is refused', (line) => {
    expect(() => readArguments(line.split(' '))).toThrow(UsageError);
  });
});

test.each([
  ['1', 1],
  ['250', 250],
  [undefined, undefined],
])('--limit %s', (text, expected) => expect(readNumber('limit', text, 1)).toBe(expected));

test.each(['0', '-1', '1.5', 'x', '', '1e3', '100001'])('--limit %j is refused', (text) => {
  expect(() => readNumber('limit', text, 1)).toThrow(UsageError);
});

test('a choice is one of its words', () => {
  expect(readChoice('sort', 'name', ['name', 'modified'])).toBe('name');
  expect(() => readChoice('sort', 'size', ['name', 'modified'])).toThrow('name, modified');
});
