import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashBytes } from '../../../electron/disk/atomic-write.ts';
import type { FileChange } from '../../../electron/disk/file-change.ts';
import { applyChange, applyInSteps, recoverJournals } from '../../../electron/disk/journal.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const hashOf = (text: string) => hashBytes(Buffer.from(text));
const read = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');

const change: FileChange = {
  moves: [{ from: 'a.md', to: 'sub/b.md' }],
  writes: [
    { path: 'sub/b.md', before: hashOf('a'), text: 'b' },
    { path: 'linker.md', before: hashOf('[[a]]'), text: '[[b]]' },
  ],
};

test('moves, then writes, and the journal is gone', () => {
  const dir = tempFolder({ 'a.md': 'a', 'linker.md': '[[a]]' });
  expect(applyChange(dir, join(dir, '.j'), change)).toEqual([]);
  expect([read(dir, 'sub/b.md'), read(dir, 'linker.md')]).toEqual(['b', '[[b]]']);
  expect(existsSync(join(dir, 'a.md'))).toBe(false);
  expect(readdirSync(join(dir, '.j'))).toEqual([]);
});

test('a file that changed meanwhile is left alone and named', () => {
  const dir = tempFolder({ 'a.md': 'a', 'linker.md': 'written by another program' });
  expect(applyChange(dir, join(dir, '.j'), change)).toEqual(['linker.md']);
  expect(read(dir, 'linker.md')).toBe('written by another program');
});

test.each([0, 1, 2, 3])('a change cut short after %i steps is finished by the next start', (steps) => {
  const dir = tempFolder({ 'a.md': 'a', 'linker.md': '[[a]]' });
  putFiles(dir, { '.j/1.journal.json': JSON.stringify(change), 'sub/x': '' });
  if (steps > 0) renameSync(join(dir, 'a.md'), join(dir, 'sub/b.md'));
  if (steps > 1) writeFileSync(join(dir, 'sub/b.md'), 'b');
  if (steps > 2) writeFileSync(join(dir, 'linker.md'), '[[b]]');
  expect(recoverJournals(dir, join(dir, '.j'))).toContain('linker.md');
  expect([read(dir, 'sub/b.md'), read(dir, 'linker.md')]).toEqual(['b', '[[b]]']);
  expect(readdirSync(join(dir, '.j'))).toEqual([]);
});

const takenIn: FileChange = {
  moves: [],
  writes: [{ path: 'other.md', before: hashOf('other'), text: 'other and a' }],
  last: [{ from: 'a.md', to: '.trash/a.md' }],
};

test('what another file has taken in goes last, at the next start where this one was cut short', () => {
  const dir = tempFolder({ 'a.md': 'a', 'other.md': 'other and a' });
  putFiles(dir, { '.j/1.journal.json': JSON.stringify(takenIn) });
  expect(recoverJournals(dir, join(dir, '.j'))).toEqual(['a.md', '.trash/a.md', 'other.md']);
  expect(existsSync(join(dir, 'a.md'))).toBe(false);
  expect(read(dir, '.trash/a.md')).toBe('a');
});

test('what another file did not take in stays, since that one had changed', () => {
  const dir = tempFolder({ 'a.md': 'a', 'other.md': 'written by another program' });
  expect(applyChange(dir, join(dir, '.j'), takenIn)).toEqual(['other.md']);
  expect([read(dir, 'a.md'), read(dir, 'other.md')]).toEqual(['a', 'written by another program']);
});

test.each([
  ['other', ['a', 'other and b']],
  ['written by another program', ['a and b', 'written by another program']],
])('a note loses what went to another one only where it is there: %j', (there, texts) => {
  const dir = tempFolder({ 'a.md': 'a and b', 'other.md': there });
  const move: FileChange = {
    moves: [],
    writes: [{ path: 'other.md', before: hashOf('other'), text: 'other and b' }],
    takes: [{ path: 'a.md', before: hashOf('a and b'), text: 'a' }],
  };
  putFiles(dir, { '.j/1.journal.json': JSON.stringify(move) });
  expect(recoverJournals(dir, join(dir, '.j'))).toEqual(['other.md', 'a.md']);
  expect([read(dir, 'a.md'), read(dir, 'other.md')]).toEqual(texts);
});

test('a file that came to stand where one is moved to is not replaced, and nothing is half done', () => {
  const dir = tempFolder({ 'a.md': 'a', 'linker.md': '[[a]]', 'sub/b.md': 'mine' });
  expect(() => applyChange(dir, join(dir, '.j'), change)).toThrow(
    expect.objectContaining({ code: 'exists' }),
  );
  expect([read(dir, 'a.md'), read(dir, 'sub/b.md'), read(dir, 'linker.md')]).toEqual(['a', 'mine', '[[a]]']);
  expect(readdirSync(join(dir, '.j'))).toEqual([]);
});

test('a step that fails takes back those before it', () => {
  const dir = tempFolder({ 'a.md': 'a', 'linker.md': '[[a]]' });
  const second = { from: 'linker.md', to: `${'n'.repeat(300)}.md` };
  const moves = [...change.moves, second];
  expect(() => applyChange(dir, join(dir, '.j'), { ...change, moves })).toThrow(
    expect.objectContaining({ code: 'invalid-name' }),
  );
  expect([read(dir, 'a.md'), read(dir, 'linker.md')]).toEqual(['a', '[[a]]']);
  expect(readdirSync(join(dir, '.j'))).toEqual([]);
});

/** More files than are flushed together: the last ones are written beside the old ones meanwhile. */
const manyFiles = Array.from({ length: 150 }, (_, at) => `${at}.md`);
const oldTexts = Object.fromEntries(manyFiles.map((path) => [path, 'old']));
const manyWrites = manyFiles.map((path) => ({ path, before: hashOf('old'), text: 'new' }));

test('files beyond those that are flushed together are all written', async () => {
  const dir = tempFolder(oldTexts);
  const told: number[] = [];
  await applyInSteps(
    dir,
    join(dir, '.j'),
    { moves: [], writes: manyWrites },
    async (done) => void told.push(done),
  );
  expect(new Set(manyFiles.map((path) => read(dir, path)))).toEqual(new Set(['new']));
  expect([Math.min(...told), Math.max(...told), told]).toEqual([0, 150, told.toSorted((a, b) => a - b)]);
});

test.each([70, 140])(
  'where file %i cannot be written while others are flushed, all is taken back',
  async (at) => {
    const dir = tempFolder(oldTexts);
    const writes = manyWrites.with(at, { path: '../stolen.md', before: '', text: 'new' });
    const applied = applyInSteps(dir, join(dir, '.j'), { moves: [], writes }, () => undefined);
    await expect(applied).rejects.toMatchObject({ code: 'invalid-path' });
    expect(new Set(manyFiles.map((path) => read(dir, path)))).toEqual(new Set(['old']));
    expect(readdirSync(dir).sort()).toEqual(['.j', ...manyFiles].sort());
    expect(readdirSync(join(dir, '.j'))).toEqual([]);
  },
);

test('recovery leaves alone a file that was made anew under the old name', () => {
  const dir = tempFolder({ 'a.md': 'new one', 'sub/b.md': 'b', 'linker.md': '[[b]]' });
  putFiles(dir, { '.j/1.journal.json': JSON.stringify(change) });
  recoverJournals(dir, join(dir, '.j'));
  expect([read(dir, 'a.md'), read(dir, 'sub/b.md')]).toEqual(['new one', 'b']);
  expect(readdirSync(join(dir, '.j'))).toEqual([]);
});

test.each([
  ['a move up', { moves: [{ from: 'a.md', to: '../stolen.md' }], writes: [] }],
  ['a move in from above', { moves: [{ from: '../outside/x', to: 'x' }], writes: [] }],
  ['a move through a linked folder', { moves: [{ from: 'a.md', to: 'link/stolen.md' }], writes: [] }],
  ['a write through a link', { moves: [], writes: [{ path: 'x.md', before: hashOf('x'), text: 'y' }] }],
])('a journal that came with a strange folder cannot reach out of it: %s', (_what, hostile) => {
  const base = tempFolder({ 'outside/x': 'x', 'vault/a.md': 'a' });
  const dir = join(base, 'vault');
  symlinkSync(join(base, 'outside'), join(dir, 'link'));
  symlinkSync(join(base, 'outside/x'), join(dir, 'x.md'));
  putFiles(dir, { '.j/1.journal.json': JSON.stringify(hostile) });
  const told: Error[] = [];
  recoverJournals(dir, join(dir, '.j'), (error) => told.push(error));
  expect(told).toEqual([expect.objectContaining({ code: 'invalid-path' })]);
  expect([readdirSync(base), readdirSync(join(base, 'outside')), read(base, 'outside/x')]).toEqual([
    ['outside', 'vault'],
    ['x'],
    'x',
  ]);
});
