import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  hashBytes,
  removeLeftovers,
  temporaryPrefix,
  writeFileAtomic,
} from '../../../electron/disk/atomic-write.ts';
import { tempFolder } from '../../fixtures/temp.ts';

test('a new file gets its text and leaves nothing else in the folder', () => {
  const dir = tempFolder();
  writeFileAtomic(join(dir, '笔记.md'), '幽灵镜像');
  expect(readFileSync(join(dir, '笔记.md'), 'utf8')).toBe('幽灵镜像');
  expect(readdirSync(dir)).toEqual(['笔记.md']);
});

test('an existing file keeps its mode', () => {
  const dir = tempFolder({ 'a.md': 'old' });
  chmodSync(join(dir, 'a.md'), 0o640);
  writeFileAtomic(join(dir, 'a.md'), 'new');
  expect(statSync(join(dir, 'a.md')).mode & 0o777).toBe(0o640);
});

test('a symbolic link is written through', () => {
  const dir = tempFolder({ 'real.md': 'old' });
  symlinkSync('real.md', join(dir, 'link.md'));
  writeFileAtomic(join(dir, 'link.md'), 'new');
  expect(lstatSync(join(dir, 'link.md')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(dir, 'real.md'), 'utf8')).toBe('new');
});

test('a folder that is not there is a coded refusal', () => {
  const dir = tempFolder();
  expect(() => writeFileAtomic(join(dir, 'no', 'a.md'), 'x')).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});

test('a name that the disk cannot hold is a coded refusal and leaves no temporary file', () => {
  const dir = tempFolder();
  expect(() => writeFileAtomic(join(dir, 'x'.repeat(300)), 'x')).toThrow(
    expect.objectContaining({ code: 'invalid-name' }),
  );
  expect(readdirSync(dir)).toEqual([]);
});

test('hashes are SHA-256', () => {
  expect(hashBytes(new Uint8Array())).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('what another program wrote during the sync is not lost', () => {
  const file = join(tempFolder({ 'a.md': 'old' }), 'a.md');
  const confirm = () => {
    throw new Error('changed');
  };
  expect(() => writeFileAtomic(file, 'new', 0o644, confirm)).toThrow('changed');
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(dirname(file))).toEqual(['a.md']);
});

test('what a stopped process left is removed; what a living one writes stays', () => {
  const names = [
    `${temporaryPrefix}4194304-aa`,
    `${temporaryPrefix}aa`,
    `${temporaryPrefix}${process.pid}-bb`,
  ];
  const dir = tempFolder(Object.fromEntries([...names, 'a.md'].map((name) => [name, ''])));
  removeLeftovers(dir, readdirSync(dir));
  expect(readdirSync(dir).sort()).toEqual([`${temporaryPrefix}${process.pid}-bb`, 'a.md']);
});

test.skipIf(process.platform === 'win32')(
  'where there is no room the old file stays, and nothing is left beside it',
  () => {
    const dir = tempFolder({ 'a.md': 'old' });
    const code = `
    import { writeFileAtomic } from ${JSON.stringify(join(import.meta.dirname, '../../../electron/disk/atomic-write.ts'))};
    try { writeFileAtomic(process.argv[1], 'x'.repeat(1_000_000)); } catch (error) { console.log(error.code); }`;
    // A limit on the size of files stands in for a full disk: the write fails half way in the same manner.
    const limited = 'ulimit -f 64; exec "$@"';
    const args = [
      '-c',
      limited,
      'sh',
      process.execPath,
      '--input-type=module',
      '-e',
      code,
      join(dir, 'a.md'),
    ];
    expect(execFileSync('sh', args, { encoding: 'utf8' }).trim()).toBe('no-space');
    expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('old');
    expect(readdirSync(dir)).toEqual(['a.md']);
  },
);
