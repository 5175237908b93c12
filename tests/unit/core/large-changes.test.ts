import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { indexFacts } from '../../fixtures/index-facts.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const count = 320;
const notes = Object.fromEntries(
  Array.from({ length: count }, (_, n) => [
    `many/${n % 5}/n${n}.md`,
    `第 ${n} 篇，见 [[many/${(n + 1) % 5}/n${(n + 1) % count}]] 与 [[hub]]。\n`,
  ]),
);

async function openLarge() {
  const opened = await openCore(tempFolder({ ...notes, 'hub.md': '见 [[many/0/n0]]\n' }));
  const control = new AbortController();
  const told: number[] = [];
  const context = {
    signal: control.signal,
    progress: (done: number) => void told.push(done),
  };
  const slowly = (method: string, params: object) => invoke(opened.core.handlers, method, params, context);
  return { ...opened, control, told, slowly };
}

test('a folder of many notes is moved with other calls answered in between, and moved back', async () => {
  const { call, dir, dataDir, core, slowly, told } = await openLarge();
  let done = false;
  const moving = slowly('file.rename', { from: 'many', to: 'moved/all' }).then(() => {
    done = true;
  });
  let answered = 0;
  while (!done) {
    await call('note.read', { path: 'hub.md' });
    answered++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await moving;
  expect(answered).toBeGreaterThan(5);
  expect(told.length).toBeGreaterThan(3);
  expect(existsSync(join(dir, 'many'))).toBe(false);
  expect(readFileSync(join(dir, 'hub.md'), 'utf8')).toBe('见 [[moved/all/0/n0]]\n');
  expect(readFileSync(join(dir, 'moved/all/0/n0.md'), 'utf8')).toContain('[[moved/all/1/n1]]');
  expect((await call('check.run', {})).errors).toEqual([]);
  expect((await call('backlink.list', { path: 'hub.md' })).linked).toHaveLength(count);
  expect(readdirSync(join(dir, '.commonplace/journal'))).toEqual([]);
  await call('file.undo', {});
  for (const [path, text] of Object.entries(notes)) expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
  await core.dispose();
  const fresh = await openCore(dir);
  await fresh.core.dispose();
  expect(indexFacts(dataDir, dir)).toEqual(indexFacts(fresh.dataDir, dir));
}, 120_000);

test('it is called off before anything is changed', async () => {
  const { call, dir, control, slowly } = await openLarge();
  const moving = slowly('file.rename', { from: 'many', to: 'moved' });
  const deleting = slowly('file.delete', { path: 'many' });
  control.abort();
  const called = { code: 'cancelled' };
  await Promise.all([moving, deleting].map((work) => expect(work).rejects.toMatchObject(called)));
  for (const [path, text] of Object.entries(notes)) expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
  expect((await call('vault.status', {})).notes).toBe(count + 1);
  await expect(call('file.undo', {})).rejects.toMatchObject({ code: 'not-found' });
}, 60_000);

test('a folder of many notes is deleted, each with its history, and brought back', async () => {
  const { call, dir, slowly } = await openLarge();
  await slowly('file.delete', { path: 'many' });
  expect(existsSync(join(dir, 'many'))).toBe(false);
  expect((await call('vault.status', {})).notes).toBe(1);
  expect(await call('history.deleted', {})).toHaveLength(count);
  await call('file.undo', {});
  expect((await call('vault.status', {})).notes).toBe(count + 1);
  expect((await call('check.run', {})).errors).toEqual([]);
}, 60_000);
