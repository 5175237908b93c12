import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, treeHash } from '../../../build/stamp.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stamp-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  writeFileSync(join(root, 'src/deep/a.ts'), 'a');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('hash of a tree', () => {
  it.each<[string, () => void, boolean]>([
    ['nothing', () => {}, false],
    ['a file is written', () => writeFileSync(join(root, 'src/deep/a.ts'), 'ab'), true],
    ['a file is touched', () => utimesSync(join(root, 'src/deep/a.ts'), 1, 1), true],
    ['a file is added', () => writeFileSync(join(root, 'src/b.ts'), ''), true],
    ['a file is removed', () => rmSync(join(root, 'src/deep/a.ts')), true],
    ['a place appears', () => writeFileSync(join(root, 'late.json'), ''), true],
    ['a file elsewhere', () => writeFileSync(join(root, 'other.ts'), ''), false],
  ])('%s', (_what, change, changes) => {
    const places = ['src', 'late.json'];
    const before = treeHash(root, places);
    change();
    expect(treeHash(root, places) !== before).toBe(changes);
  });
});

describe('what is installed', () => {
  const lock = (packages: object) => JSON.stringify({ packages });
  it.each([
    ['the same', { '': {}, a: { version: '1.0.0' } }, { a: { version: '1.0.0' } }, true],
    ['another version', { a: { version: '1.0.1' } }, { a: { version: '1.0.0' } }, false],
    ['one missing', { a: { version: '1.0.0' }, b: { version: '1.0.0' } }, { a: { version: '1.0.0' } }, false],
    ['one of another platform missing', { a: { version: '1.0.0', optional: true } }, {}, true],
  ])('%s', (_what, wanted, found, result) => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), lock(wanted));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), lock(found));
    expect(isInstalled(root)).toBe(result);
  });

  it('is nothing without node_modules', () => {
    writeFileSync(join(root, 'package-lock.json'), lock({}));
    expect(isInstalled(root)).toBe(false);
  });
});
