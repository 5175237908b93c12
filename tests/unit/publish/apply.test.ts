import fs, { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashBytes } from '../../../electron/disk/atomic-write.ts';
import { applySteps, type FileStep, hashOf, recoverBlog } from '../../../electron/publish/apply.ts';
import { lockBlog } from '../../../electron/publish/lock.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
const now = new Date('2026-01-01T00:00:00Z');
const before = { 'content/a.md': 'old a', 'content/gone.md': 'old gone', 'content/p/x/index.md': 'old x' };
const manifest = '{"version":1,"files":{}}\n';

beforeEach(() => {
  world = createWorld({}, { site: before });
});
afterEach(() => world.dispose());

const steps = (): FileStep[] => [
  { path: 'content/a.md', data: Buffer.from('new a'), before: hashBytes(Buffer.from('old a')) },
  { path: 'content/new/b.md', data: Buffer.from('new b'), before: undefined },
  { path: 'content/gone.md', data: undefined, before: hashBytes(Buffer.from('old gone')) },
  { path: 'content/p/x/index.md', data: undefined, before: hashBytes(Buffer.from('old x')) },
];

const read = (path: string) => (existsSync(join(world.blog, path)) ? world.readBlog(path) : undefined);
const state = () => [
  read('content/a.md'),
  read('content/new/b.md'),
  read('content/gone.md'),
  read('content/p/x/index.md'),
  read('.commonplace-publish.json'),
];
const old = ['old a', undefined, 'old gone', 'old x', undefined];
const fresh = ['new a', 'new b', undefined, undefined, manifest];

function points(): string[] {
  const seen: string[] = [];
  applySteps(world.blog, steps(), manifest, { now, checkpoint: (point) => seen.push(point) });
  return seen;
}

test('every file is written, kept in the trash, and its empty folder goes', () => {
  applySteps(world.blog, steps(), manifest, { now });
  expect(state()).toEqual(fresh);
  expect(existsSync(join(world.blog, 'content/p/x'))).toBe(false);
  expect(read('.commonplace-publish/trash/2026-01-01T00-00-00.000Z/content/gone.md')).toBe('old gone');
  expect(existsSync(join(world.blog, '.commonplace-publish/stage'))).toBe(false);
  expect(existsSync(join(world.blog, '.commonplace-publish/lock'))).toBe(false);
});

test('nothing is replaced or deleted before all that goes is in the trash, and on the disk', () => {
  const trash = '.commonplace-publish/trash/2026-01-01T00-00-00.000Z';
  const flush = vi.spyOn(fs, 'fsyncSync');
  const flushed = new Set<number>();
  const inode = (path: string) => fs.statSync(join(world.blog, path)).ino;
  let checked = false;
  flush.mockImplementation((fd) => void flushed.add(fs.fstatSync(fd).ino));
  syncBuiltinESMExports();
  try {
    applySteps(world.blog, steps(), manifest, {
      now,
      checkpoint: (at) => {
        if (at !== 'done 0') return;
        checked = true;
        const gone = Object.keys(before).map((path) => `${trash}/${path}`);
        expect(gone.map(read)).toEqual(Object.values(before));
        const folders = ['.commonplace-publish', dirname(trash), trash, `${trash}/content`];
        const all = [...gone, ...folders, `${trash}/content/p/x`];
        expect(all.filter((path) => !flushed.has(inode(path)))).toEqual([]);
      },
    });
  } finally {
    flush.mockRestore();
    syncBuiltinESMExports();
  }
  expect(checked).toBe(true);
});

test('a crash at any point leaves each file old or new, and the next start all old or all new', () => {
  const all = points();
  expect(all.length).toBeGreaterThan(10);
  for (const point of all) {
    world.dispose();
    world = createWorld({}, { site: before });
    const crash = () =>
      applySteps(world.blog, steps(), manifest, {
        now,
        checkpoint: (at) => {
          if (at === point) throw new Error('power cut');
        },
      });
    expect(crash).toThrow('power cut');
    for (const [i, text] of state().entries()) expect([old[i], fresh[i]]).toContain(text);
    const begun = all.indexOf(point) >= all.indexOf('journal');
    expect(recoverBlog(world.blog)).toBe(begun);
    expect(state()).toEqual(begun ? fresh : old);
    expect(recoverBlog(world.blog)).toBe(false);
  }
});

test('a file changed between the crash and the next start is left alone', () => {
  const crash = () =>
    applySteps(world.blog, steps(), manifest, {
      now,
      checkpoint: (at) => {
        if (at === 'journal') throw new Error('power cut');
      },
    });
  expect(crash).toThrow();
  world.writeBlog('content/a.md', 'by hand');
  recoverBlog(world.blog);
  expect(state()).toEqual(['by hand', ...fresh.slice(1)]);
});

test('a file that was written before the crash and brought back after it is left alone', () => {
  const crash = () =>
    applySteps(world.blog, steps(), manifest, {
      now,
      checkpoint: (at) => {
        if (at === 'done 0') throw new Error('power cut');
      },
    });
  expect(crash).toThrow('power cut');
  world.writeBlog('content/a.md', 'old a');
  recoverBlog(world.blog);
  expect(state()).toEqual(['old a', ...fresh.slice(1)]);
  expect(recoverBlog(world.blog)).toBe(false);
});

describe('refuses', () => {
  const refused = (path: string, data = 'x', was?: string) => {
    try {
      applySteps(world.blog, [{ path, data: Buffer.from(data), before: was }], manifest, { now });
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
    return undefined;
  };

  test('a file that changed since the plan', () => {
    expect(refused('content/a.md', 'x', hashBytes(Buffer.from('other')))).toBe('conflict');
    expect(refused('content/a.md', 'x')).toBe('conflict');
    expect(state()).toEqual(old);
  });

  test('a way out of the blog', () => {
    mkdirSync(join(world.vault, 'outside'));
    symlinkSync(join(world.vault, 'outside'), join(world.blog, 'content/link'));
    writeFileSync(join(world.vault, 'target.md'), 'x');
    symlinkSync(join(world.vault, 'target.md'), join(world.blog, 'content/l.md'));
    for (const path of ['../x.md', '/etc/x', 'content//x.md', 'content/link/x.md', 'content/l.md']) {
      expect(refused(path)).toBe('invalid-path');
    }
    expect(readFileSync(join(world.vault, 'target.md'), 'utf8')).toBe('x');
  });

  test.skipIf(process.platform !== 'linux')('a second process', () => {
    const unlock = lockBlog(world.blog);
    // The parent of this process lives as long as it does.
    const own = readFileSync(join(world.blog, '.commonplace-publish/lock'), 'utf8').split(' ');
    const start = (pid: number) =>
      /\) (?:\S+ ){19}(\S+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    expect(own).toEqual([String(process.pid), start(process.pid)]);
    const lock = (text: string) => writeFileSync(join(world.blog, '.commonplace-publish/lock'), text);
    lock(`${process.ppid} ${start(process.ppid)}`);
    expect(refused('content/z.md')).toBe('busy');
    // The number has come again: another process, which knows nothing of the blog.
    lock(`${process.ppid} 1`);
    expect(refused('content/y.md')).toBeUndefined();
    unlock();
    writeFileSync(join(world.blog, '.commonplace-publish/lock'), '999999999');
    expect(refused('content/z.md')).toBeUndefined();
  });
});

test('an export that was cut off is finished by the next one, or at the next start', async () => {
  const text = '+++\ndate = 2025-01-01\n+++\nx\n';
  world.write('a.md', text);
  world.write('b.md', text);
  world.settings = `[[target]]\nname = "b"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
  const crashing = createPublisher(world.source, (point) => {
    if (point === 'done 0') throw new Error('power cut');
  });
  await expect(crashing.apply({})).rejects.toThrow('power cut');
  expect(hashOf(join(world.blog, 'content/p/b.md'))).toBeUndefined();
  createPublisher(world.source).recover();
  expect(read('content/p/b.md')).toBe(text);
  const plan = await createPublisher(world.source).apply({});
  expect(plan.plan.map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
});
