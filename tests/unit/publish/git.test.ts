import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { missing } from '../../fixtures/tools.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world.dispose());

const note = (body: string) => `+++\ndate = 2025-01-01\n+++\n${body}`;
const git = (...args: string[]) => {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', ['-C', world.blog, ...who, ...args], { encoding: 'utf8', stdio: 'pipe' });
};

function open(more = '') {
  world = createWorld({ 'a.md': note('1\n') });
  world.settings = `[[target]]\nname = "b"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n${more}`;
  git('init', '-q');
  git('config', 'user.name', 't');
  git('config', 'user.email', 't@example.org');
  git('add', '-A');
  git('commit', '-qm', 'first');
  return createPublisher(world.source);
}

describe.skipIf(missing('git'))('a blog in git', () => {
  test('our own uncommitted files may be updated; the trash is not seen', async () => {
    const publisher = open();
    await publisher.apply({});
    world.write('a.md', note('2\n'));
    expect((await publisher.apply({})).plan[0]?.action).toBe('update');
    expect(
      git('status', '--porcelain', '-uall')
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['?? .commonplace-publish.json', '?? content/posts/a.md']);
  });

  test('an edit that is not committed is never written over', async () => {
    const publisher = open();
    await publisher.apply({});
    git('add', '-A');
    git('commit', '-qm', 'second');
    world.writeBlog('content/posts/a.md', 'by hand\n');
    world.write('a.md', note('2\n'));
    expect((await publisher.apply({})).plan[0]?.action).toBe('conflict');
    expect(world.readBlog('content/posts/a.md')).toBe('by hand\n');
  });

  test('a merge that is not finished stops an export', async () => {
    const publisher = open();
    await publisher.apply({});
    git('add', '-A');
    git('commit', '-qm', 'second');
    git('checkout', '-qb', 'other');
    world.writeBlog('content/posts/a.md', note('other\n'));
    git('commit', '-qam', 'other');
    git('checkout', '-q', 'main');
    world.writeBlog('content/posts/a.md', note('main\n'));
    git('commit', '-qam', 'main');
    expect(() => git('merge', 'other')).toThrow();
    world.writeBlog('content/posts/a.md', note('1\n'));
    world.write('a.md', note('3\n'));
    await expect(publisher.apply({})).rejects.toMatchObject({ code: 'conflict' });
    expect(world.readBlog('content/posts/a.md')).toBe(note('1\n'));
  });

  test('where the settings want it, exactly the export is committed', async () => {
    const publisher = open('git = "commit"\n');
    world.writeBlog('content/mine.md', 'not yet\n');
    await publisher.apply({});
    expect(git('show', '--name-only', '--format=%s').trim().split('\n')).toEqual([
      'Publish 1 files from notes',
      '',
      '.commonplace-publish.json',
      'content/posts/a.md',
    ]);
    expect(git('status', '--porcelain').trim()).toBe('?? content/mine.md');
  });
});
