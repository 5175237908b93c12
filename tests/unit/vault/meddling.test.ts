/** Another program writes in the very moments in which a save cannot look. */
import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lateWrite } from '../../../electron/vault/late-write.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { meddle } from '../../fixtures/meddler.ts';
import { tempFolder } from '../../fixtures/temp.ts';

function openNote(text: string) {
  const dir = tempFolder({ 'a.md': text });
  const vault = openVault(dir);
  const file = join(dir, 'a.md');
  return { dir, vault, file, hash: vault.read('a.md').hash, now: () => readFileSync(file, 'utf8') };
}

const onto = (file: string) => (_: unknown, to: unknown) => to === file;

test('written in place between the comparison and the rename: it is put back, and the save refused', () => {
  const { dir, vault, file, hash, now } = openNote('one\n');
  meddle('renameSync', 'before', onto(file), () => appendFileSync(file, 'theirs\n'));
  expect(() => vault.write('a.md', 'ours\n', hash)).toThrow(
    expect.objectContaining({
      code: 'conflict',
      data: expect.objectContaining({ text: 'one\ntheirs\n' }),
    }),
  );
  expect(now()).toBe('one\ntheirs\n');
  expect(readdirSync(dir)).toEqual(['a.md']);
});

test('written through a file that was open before, after the rename: the same', () => {
  const { vault, file, hash, now } = openNote('one\n');
  const fd = openSync(file, 'r+');
  meddle('renameSync', 'after', onto(file), () => writeFileSync(fd, 'THEIRS, longer\n'));
  expect(() => vault.write('a.md', 'ours\n', hash)).toThrow(expect.objectContaining({ code: 'conflict' }));
  closeSync(fd);
  expect(now()).toBe('THEIRS, longer\n');
});

test('written with the same size and times', () => {
  const { vault, file, hash } = openNote('one\n');
  const { atime, mtime } = statSync(file);
  writeFileSync(file, 'two\n');
  const { utimesSync } = process.getBuiltinModule('node:fs');
  utimesSync(file, atime, mtime);
  expect(() => vault.write('a.md', 'ours\n', hash)).toThrow(expect.objectContaining({ code: 'conflict' }));
});

test('only cut short: ours stands', () => {
  const { vault, file, hash, now } = openNote('one\ntwo\n');
  meddle('renameSync', 'before', onto(file), () => truncateSync(file, 2));
  vault.write('a.md', 'ours\n', hash);
  expect(now()).toBe('ours\n');
});

test('made where a note is being made: it is not replaced', () => {
  const dir = tempFolder();
  const file = join(dir, 'new.md');
  meddle('linkSync', 'before', onto(file), () => writeFileSync(file, 'theirs'));
  expect(() => openVault(dir).write('new.md', 'ours', undefined)).toThrow(
    expect.objectContaining({ code: 'exists' }),
  );
  expect(readFileSync(file, 'utf8')).toBe('theirs');
  expect(readdirSync(dir)).toEqual(['new.md']);
});

test('on a disk that knows no links a note is made all the same', () => {
  const dir = tempFolder();
  meddle('linkSync', 'before', onto(join(dir, 'new.md')), () => {
    throw Object.assign(new Error(), { code: 'EPERM' });
  });
  openVault(dir).write('new.md', 'ours', undefined);
  expect(readFileSync(join(dir, 'new.md'), 'utf8')).toBe('ours');
  expect(readdirSync(dir)).toEqual(['new.md']);
});

test('a text that is just being written is waited for', () => {
  const file = join(tempFolder({ 'a.md': 'one\ntwo\n' }), 'a.md');
  const fd = openSync(file, 'r');
  const before = readFileSync(file);
  truncateSync(file);
  const { spawn } = process.getBuiltinModule('node:child_process');
  spawn('sh', ['-c', 'sleep 0.03; printf three > "$1"', 'sh', file]);
  expect(Buffer.from(lateWrite(fd, before) ?? []).toString()).toBe('three');
  expect(lateWrite(fd, Buffer.from('three'))).toBeUndefined();
  closeSync(fd);
});
