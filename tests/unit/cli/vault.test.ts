import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findVault, pathInVault } from '../../../electron/hosts/cli/vault.ts';
import { defaultDataDir, defaultStateDir } from '../../../electron/hosts/data-folder.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-cli-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const vault = join(root, 'vault');
for (const dir of ['vault/.obsidian', 'vault/posts/deep', 'vault/k3s', 'plain/sub']) {
  mkdirSync(join(root, dir), { recursive: true });
}
for (const file of ['vault/a.md', 'vault/k3s.md', 'vault/posts/a.md', 'vault/posts/b.md', 'plain/x.md']) {
  writeFileSync(join(root, file), '');
}
symlinkSync(vault, join(root, 'link'));

describe('the vault', () => {
  test.each([
    ['the nearest marked folder', undefined, 'vault/posts/deep', 'vault'],
    ['else the current one', undefined, 'plain/sub', 'plain/sub'],
    ['the one asked for', '../vault', 'plain', 'vault'],
    ['a link is followed', 'link', '', 'vault'],
  ])('%s', (_, asked, cwd, expected) => {
    expect(findVault(asked, join(root, cwd))).toBe(join(root, expected));
  });

  test.each(['nowhere', 'vault/a.md'])('%s is refused', (asked) => {
    expect(() => findVault(asked, root)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('a path in the vault', () => {
  test.each([
    ['a.md', 'vault', 'a.md'],
    ['posts/b.md', '', 'posts/b.md'],
    ['posts/b', '', 'posts/b.md'],
    ['b.md', 'vault/posts', 'posts/b.md'],
    ['a.md', 'vault/posts', 'a.md'],
    ['./a.md', 'vault/posts', 'posts/a.md'],
    ['../k3s', 'vault/posts', 'k3s.md'],
    ['vault/a.md', '', 'a.md'],
    ['link/a.md', '', 'a.md'],
    [join(root, 'vault/posts/b.md'), '', 'posts/b.md'],
    [join(root, 'link/posts/b.md'), '', 'posts/b.md'],
    ['new/note.md', 'vault/posts', 'new/note.md'],
    ['./new.md', 'vault/posts', 'posts/new.md'],
    ['k3s', '', 'k3s.md'],
  ])('%s in %j is %s', (argument, cwd, expected) => {
    expect(pathInVault(argument, vault, join(root, cwd))).toBe(expected);
  });

  test('a name that the disk composes in another way', () => {
    const there = 'café.md'.normalize('NFD');
    writeFileSync(join(vault, there), '');
    expect(pathInVault('café'.normalize('NFC'), vault, vault)).toBe(there);
  });

  test('a folder, where it is asked for', () =>
    expect(pathInVault('k3s', vault, root, 'anything')).toBe('k3s'));

  test.each(['../plain/x.md', '/etc/passwd', '..', '.'])('%s is outside', (argument) => {
    expect(() => pathInVault(argument, vault, vault)).toThrow(
      expect.objectContaining({ code: 'invalid-path' }),
    );
  });
});

describe('folders of this machine', () => {
  const linux = { platform: 'linux' as const, home: '/home/me' };
  test.each([
    [{ ...linux, env: {} }, '/home/me/.cache/commonplace', '/home/me/.local/state/commonplace'],
    [{ ...linux, env: { XDG_CACHE_HOME: '/c', XDG_STATE_HOME: '/s' } }, '/c/commonplace', '/s/commonplace'],
    [
      { ...linux, env: { XDG_CACHE_HOME: 'c' } },
      '/home/me/.cache/commonplace',
      '/home/me/.local/state/commonplace',
    ],
    [
      { platform: 'darwin' as const, home: '/Users/me', env: {} },
      '/Users/me/Library/Caches/commonplace',
      '/Users/me/Library/Application Support/commonplace',
    ],
    [
      { platform: 'win32' as const, home: 'C:\\Users\\me', env: { LOCALAPPDATA: 'C:\\L', APPDATA: 'C:\\R' } },
      'C:\\L\\commonplace',
      'C:\\R\\commonplace',
    ],
  ])('%j', (machine, data, state) => {
    expect(defaultDataDir(machine)).toBe(data);
    expect(defaultStateDir(machine)).toBe(state);
  });
});
