import { describe, expect, it } from 'vitest';
import {
  basename,
  dirname,
  extname,
  isNote,
  isVaultPath,
  join,
  pathKey,
  stem,
} from '../../../shared/text/path.ts';

describe('parts of a path', () => {
  it.each([
    ['日记/2025/八月.md', '日记/2025', '八月.md', '.md', '八月'],
    ['README.MD', '', 'README.MD', '.md', 'README'],
    ['a/v1.2 notes.md', 'a', 'v1.2 notes.md', '.md', 'v1.2 notes'],
    ['a/.hidden', 'a', '.hidden', '', '.hidden'],
    ['plain', '', 'plain', '', 'plain'],
    ['x.tar.gz', '', 'x.tar.gz', '.gz', 'x.tar'],
    ['', '', '', '', ''],
  ])('%s', (path, dir, base, extension, name) => {
    expect([dirname(path), basename(path), extname(path), stem(path)]).toEqual([dir, base, extension, name]);
  });

  it.each([
    ['a.md', true],
    ['a.Md', true],
    ['a.mdx', false],
    ['.md', false],
    ['md', false],
  ])('isNote %s: %s', (path, expected) => expect(isNote(path)).toBe(expected));
});

describe('join', () => {
  it.each([
    [['a', 'b.md'], 'a/b.md'],
    [['a/b', '../c.md'], 'a/c.md'],
    [['a', './c.md'], 'a/c.md'],
    [['', 'c.md'], 'c.md'],
    [['/a//b/'], 'a/b'],
    [['a', '..'], ''],
    [['a', '../..'], undefined],
    [['..', 'a'], undefined],
  ])('%j is %s', (parts, expected) => expect(join(...parts)).toBe(expected));
});

it('compares names composed and in lower case', () => {
  expect(pathKey('CAFÉ/Ünï.MD')).toBe(pathKey('cafe\u0301/u\u0308ni\u0308.md'));
  expect(pathKey('学习.md')).not.toBe(pathKey('学習.md'));
});

it.each([
  ['a/b.md', true],
  ['…/x.md', true],
  ['', false],
  ['/a', false],
  ['a/', false],
  ['a//b', false],
  ['a/../b', false],
  ['./a', false],
  ['.obsidian/app.json', false],
  ['a/.trash/b.md', false],
  ['a\0b', false],
])('isVaultPath %j: %s', (path, expected) => expect(isVaultPath(path)).toBe(expected));
