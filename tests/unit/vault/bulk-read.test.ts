import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBulkReader } from '../../../electron/vault/bulk-read.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { tempFolder } from '../../fixtures/temp.ts';

test('many notes are read at once, and none that lies outside', () => {
  const outside = tempFolder({ 'secret.md': 'secret', 'deep/secret.md': 'secret' });
  const dir = tempFolder({ 'a.md': '\ufeffone', 'f/g/b.md': '中文', 'real/c.md': 'three' });
  symlinkSync(outside, join(dir, 'out'));
  symlinkSync(join(outside, 'deep'), join(dir, 'f/out'));
  symlinkSync(join(outside, 'secret.md'), join(dir, 'link.md'));
  symlinkSync('real', join(dir, 'in'));
  symlinkSync('../real/c.md', join(dir, 'f/in.md'));
  const read = createBulkReader(openVault(dir));
  const paths = ['a.md', 'f/g/b.md', 'real/c.md', 'in/c.md', 'f/in.md'];
  expect(paths.map(read)).toEqual(['one', '中文', 'three', 'three', 'three']);
  const others = [
    'out/secret.md',
    'out/deep/secret.md',
    'f/out/secret.md',
    'link.md',
    '../x.md',
    'gone.md',
    'no/x.md',
  ];
  expect(others.map(read)).toEqual(others.map(() => undefined));
});

test('a folder that becomes a link to the outside is not believed for long', () => {
  vi.useFakeTimers({ toFake: ['performance'], now: 10_000 });
  onTestFinished(() => void vi.useRealTimers());
  const outside = tempFolder({ 'a.md': 'secret' });
  const dir = tempFolder({ 'f/a.md': 'one' });
  const read = createBulkReader(openVault(dir));
  expect(read('f/a.md')).toBe('one');
  rmSync(join(dir, 'f'), { recursive: true });
  symlinkSync(outside, join(dir, 'f'));
  vi.advanceTimersByTime(1001);
  expect(read('f/a.md')).toBeUndefined();
});
