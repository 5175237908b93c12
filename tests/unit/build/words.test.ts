import { describe, expect, it } from 'vitest';
import { forbiddenWords, longFiles, registryHosts } from '../../../build/words.ts';

const found = (line: string) => forbiddenWords(new Map([['a.ts', `first\n${line}\n`]]), ['/srv/checkouts']);

describe('forbidden words', () => {
  // In pieces, so that the check of this very file finds nothing.
  it.each([
    [`// TO${''}DO later`],
    [`// FIX${''}ME`],
    [`// @ts-ign${''}ore`],
    [`/* biome-ign${''}ore lint: no */`],
    [`it.on${''}ly('x', () => {});`],
    [`describe.on${''}ly('x', () => {});`],
    ["open('/srv/checkouts/notes/a.md')"],
  ])('%s', (line) => {
    expect(found(line)).toEqual([expect.stringMatching(/^a\.ts:2: /)]);
  });

  it.each([
    ['autodoc'],
    ["status: 'todo'"],
    ['readonly(x)'],
    ["'https://host/srv/checkouts/x'"],
    ['/srv/checkouts-2/a'],
  ])('leaves %s', (line) => {
    expect(found(line)).toEqual([]);
  });
});

it('refuses registry addresses in the lock file', () => {
  expect(registryHosts('{"a": {"resolved": "https://registry.example/a.tgz"}}')).toHaveLength(1);
  expect(registryHosts('{"a": {"version": "1.0.0"}}')).toEqual([]);
});

describe('length of files', () => {
  const lines = (count: number) => `${'x\n'.repeat(count)}`;
  it.each([
    ['shared/a.ts', 400, []],
    ['shared/a.ts', 401, [{ path: 'shared/a.ts', lines: 401, fails: false }]],
    ['shared/a.ts', 500, [{ path: 'shared/a.ts', lines: 500, fails: false }]],
    ['shared/a.ts', 501, [{ path: 'shared/a.ts', lines: 501, fails: true }]],
    ['tests/a.test.ts', 900, []],
  ])('%s of %i lines', (path, count, expected) => {
    expect(longFiles(new Map([[path, lines(count)]]))).toEqual(expected);
  });
});
