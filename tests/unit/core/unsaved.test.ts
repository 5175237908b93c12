import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPortPair } from '../../../shared/contract/port.ts';
import { createClient, serve } from '../../../shared/contract/rpc.ts';
import { type OpenCore, openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** A window: a connection of its own. */
function windowOn({ core }: OpenCore) {
  const [ours, theirs] = createPortPair();
  serve(theirs, core.handlers);
  return createClient(ours);
}

const put = { path: 'a.md', owner: 'w1', text: 'unsaved', hash: 'h', base: 'saved' };

test('text of a window is offered to others once it is gone, and after a crash', async () => {
  const dir = tempFolder({ 'a.md': 'saved' });
  const opened = await openCore(dir);
  const first = windowOn(opened);
  const second = windowOn(opened);
  await first.call('unsaved.put', put);
  expect(await second.call('unsaved.list', {})).toEqual({ copies: [], present: ['w1'] });
  expect((await second.call('unsaved.read', { path: 'a.md', owner: 'w2' })).copies).toEqual([]);
  expect((await first.call('unsaved.read', { path: 'a.md', owner: 'w1' })).copies).toHaveLength(1);
  // No farewell: the core of a machine that stops says none either.
  const next = await openCore(dir, { dataDir: opened.dataDir });
  expect((await next.call('unsaved.list', {})).copies).toMatchObject([{ path: 'a.md', owner: 'w1' }]);
  first.close();
  await expect.poll(async () => (await second.call('unsaved.list', {})).copies).toHaveLength(1);
  const { copies } = await second.call('unsaved.read', { path: 'a.md', owner: 'w2' });
  expect(copies).toMatchObject([{ text: 'unsaved', hash: 'h', base: 'saved' }]);
  await second.call('unsaved.clear', { path: 'a.md', owners: ['w1'] });
  expect((await next.call('unsaved.list', {})).copies).toEqual([]);
});

test('it follows its note, and goes to the history where it is not wanted', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': 'saved' }));
  await call('unsaved.put', put);
  await call('file.rename', { from: 'a.md', to: 'b.md' });
  expect((await call('unsaved.list', {})).copies).toMatchObject([{ path: 'b.md' }]);
  await call('unsaved.discard', { path: 'b.md', texts: ['of a page'] });
  expect((await call('unsaved.list', {})).copies).toEqual([]);
  const versions = await call('history.list', { path: 'b.md' });
  const texts = await Promise.all(
    versions.map(async ({ id }) => (await call('history.read', { path: 'b.md', id })).text),
  );
  expect(texts).toEqual(expect.arrayContaining(['unsaved', 'of a page']));
});

test('where the history cannot take it, it stays', async () => {
  const { call, dataDir } = await openCore(tempFolder({ 'a.md': 'saved' }));
  await call('unsaved.put', put);
  rmSync(join(dataDir, 'history'), { recursive: true, force: true });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(dataDir, 'history'), 'no folder');
  await expect(call('unsaved.discard', { path: 'a.md', texts: [] })).rejects.toMatchObject({
    code: 'no-space',
  });
  expect((await call('unsaved.list', {})).copies).toHaveLength(1);
});

test('a name of a window that could lead out of the folder is refused', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': '' }));
  await expect(call('unsaved.put', { ...put, owner: '../x' })).rejects.toMatchObject({
    code: 'invalid-params',
  });
});

test('what an open editor had of a note that another program wrote over is kept; our own saves are not', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': 'one' }));
  const { hash } = await call('note.read', { path: 'a.md' });
  const mine = await call('note.write', { path: 'a.md', text: 'two', base: hash });
  const before = (await call('history.list', { path: 'a.md' })).length;
  await call('history.keep', { path: 'a.md', text: 'one again', reason: 'replaced', found: mine.hash });
  expect(await call('history.list', { path: 'a.md' })).toHaveLength(before);
  await call('history.keep', { path: 'a.md', text: 'two', reason: 'replaced', found: 'another' });
  expect((await call('history.list', { path: 'a.md' }))[0]).toMatchObject({ reason: 'replaced', bytes: 3 });
});
