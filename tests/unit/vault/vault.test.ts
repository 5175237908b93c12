import { chmodSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openVault } from '../../../electron/vault/vault.ts';
import { walkVault } from '../../../electron/vault/walk.ts';
import { asNobody } from '../../fixtures/nobody.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const refusal = (code: string) => expect.objectContaining({ code });

describe('reading', () => {
  test('the byte order mark is no text, and a write keeps it', () => {
    const dir = tempFolder({ 'a.md': '\uFEFF你好' });
    const vault = openVault(dir);
    const note = vault.read('a.md');
    expect(note).toMatchObject({ text: '你好', bom: true, readOnly: undefined });
    vault.write('a.md', '你好！', note.hash);
    expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('\uFEFF你好！');
  });

  test('what is not UTF-8 opens read-only and is never written', () => {
    const bytes = Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x0a]);
    const dir = tempFolder({ 'gbk.md': bytes });
    const vault = openVault(dir);
    const note = vault.read('gbk.md');
    expect(note.readOnly).toBe('not-utf8');
    expect(() => vault.write('gbk.md', 'x', note.hash)).toThrow(refusal('read-only'));
    expect(readFileSync(join(dir, 'gbk.md'))).toEqual(bytes);
  });

  test('NUL bytes survive', () => {
    const vault = openVault(tempFolder({ 'a.md': 'a\0b' }));
    const note = vault.read('a.md');
    vault.write('a.md', `${note.text}c`, note.hash);
    expect(vault.read('a.md').text).toBe('a\0bc');
  });
});

describe('writing', () => {
  test('a file that another program changed is a conflict that carries its text', () => {
    const dir = tempFolder({ 'a.md': 'base' });
    const vault = openVault(dir);
    const { hash } = vault.read('a.md');
    putFiles(dir, { 'a.md': 'theirs' });
    expect(() => vault.write('a.md', 'ours', hash)).toThrow(
      expect.objectContaining({ code: 'conflict', data: expect.objectContaining({ text: 'theirs' }) }),
    );
    expect(vault.read('a.md').text).toBe('theirs');
  });

  test('a new note makes its folders and refuses to replace one', () => {
    const vault = openVault(tempFolder());
    vault.write('x/y/日志.md', '一', undefined);
    expect(() => vault.write('x/y/日志.md', '二', undefined)).toThrow(refusal('exists'));
  });

  test.each(['CON.md', 'a?.md', 'b|c.md', 'x#y.md', 'end.', 'a\nb.md', 'aux', `${'名'.repeat(90)}.md`])(
    'a new name that some system cannot hold is refused: %j',
    (name) => {
      expect(() => openVault(tempFolder()).write(name, '', undefined)).toThrow(refusal('invalid-name'));
    },
  );

  test('such a name is opened and written where it exists', () => {
    const vault = openVault(tempFolder({ 'a?b #1.md': 'x', 'new\nline.md': 'y', '😀.md': 'z' }));
    for (const path of ['a?b #1.md', 'new\nline.md', '😀.md']) {
      vault.write(path, 'changed', vault.read(path).hash);
      expect(vault.read(path).text).toBe('changed');
    }
  });
});

describe('no path leaves the vault', () => {
  test.each(['../a.md', '/etc/passwd', 'a/../../b.md', '.git/config', 'a//b.md', 'a\0.md', ''])(
    '%j',
    (path) => {
      expect(() => openVault(tempFolder({ 'a/x.md': '' })).read(path)).toThrow(refusal('invalid-path'));
    },
  );

  test('neither through a link to a file nor through a linked folder', () => {
    const outside = tempFolder({ 'secret.md': 'secret' });
    const dir = tempFolder();
    symlinkSync(join(outside, 'secret.md'), join(dir, 'link.md'));
    symlinkSync(outside, join(dir, 'folder'));
    const vault = openVault(dir);
    for (const path of ['link.md', 'folder/secret.md']) {
      expect(() => vault.read(path)).toThrow(refusal('invalid-path'));
      expect(() => vault.write(path, 'x', 'any')).toThrow(refusal('invalid-path'));
    }
    expect(() => vault.write('folder/new.md', 'x', undefined)).toThrow(refusal('invalid-path'));
    expect(readFileSync(join(outside, 'secret.md'), 'utf8')).toBe('secret');
  });
});

describe('walking', () => {
  test('dot names, linked folders and loops are left out; a folder named x.md is a folder', () => {
    const dir = tempFolder({ 'a.md': '', '.hidden/b.md': '', 'x.md/inner.md': '', 'f/图.png': '' });
    symlinkSync(dir, join(dir, 'f', 'loop'));
    symlinkSync('loop2', join(dir, 'loop2'));
    const paths = [...walkVault(dir)].flatMap((scan) => scan.names.map((name) => join(scan.path, name)));
    expect(paths.sort()).toEqual(['a.md', 'f/图.png', 'x.md/inner.md']);
  });

  test('a folder that may not be read is passed by', () => {
    const dir = tempFolder({ 'a.md': '', 'closed/b.md': '' });
    chmodSync(dir, 0o755);
    chmodSync(join(dir, 'closed'), 0);
    asNobody(() => expect([...walkVault(dir)].map((scan) => scan.path)).toEqual(['']));
    chmodSync(join(dir, 'closed'), 0o755);
  });
});

test('the trash never overwrites, and gives back', () => {
  const dir = tempFolder({ 'a.md': '1' });
  const vault = openVault(dir);
  const first = vault.trash('a.md');
  putFiles(dir, { 'a.md': '2' });
  const second = vault.trash('a.md');
  expect(second).not.toBe(first);
  vault.restore(first, 'a.md');
  expect(vault.read('a.md').text).toBe('1');
  expect(() => vault.restore(second, 'a.md')).toThrow(refusal('exists'));
});

test('moving never overwrites, but may change the case of a name', () => {
  const vault = openVault(tempFolder({ 'a.md': '1', 'b.md': '2' }));
  expect(() => vault.move('a.md', 'b.md')).toThrow(refusal('exists'));
  vault.move('a.md', 'A.md');
  expect(vault.read('A.md').text).toBe('1');
});

test('moving never overwrites a name that differs in case alone, nor a link that leads nowhere', () => {
  const dir = tempFolder({ 'a.md': '1', 'A.md': '2' });
  symlinkSync('away.md', join(dir, 'link.md'));
  const vault = openVault(dir);
  for (const to of ['A.md', 'link.md']) expect(() => vault.move('a.md', to)).toThrow(refusal('exists'));
  expect(() => vault.write('link.md', 'x', undefined)).toThrow(refusal('exists'));
  expect(vault.read('A.md').text).toBe('2');
});

test('what is reached through a linked folder is no part of the vault', () => {
  const dir = tempFolder({ 'real/a.md': '1' });
  symlinkSync('real', join(dir, 'link'));
  const vault = openVault(dir);
  expect(vault.stat('link/a.md')).toBeUndefined();
  expect(vault.stat('real/a.md')).toMatchObject({ size: 1 });
});

test('a change by another program while our bytes go to disk is a conflict', () => {
  const dir = tempFolder({ 'a.md': 'one' });
  const vault = openVault(dir);
  const { hash } = vault.read('a.md');
  // A text whose bytes are asked for after the first comparison: that is when the other program writes.
  const text = { toString: () => 'ours' } as unknown as string;
  const from = Buffer.from;
  const spy = vi.spyOn(Buffer, 'from').mockImplementation(((...args: Parameters<typeof from>) => {
    putFiles(dir, { 'a.md': 'theirs' });
    return from(String(args[0]));
  }) as typeof from);
  try {
    expect(() => vault.write('a.md', text, hash)).toThrow(refusal('conflict'));
  } finally {
    spy.mockRestore();
  }
  expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('theirs');
  expect(readdirSync(dir)).toEqual(['a.md']);
});
