import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { indexFacts } from '../../fixtures/index-facts.ts';
import { meddle } from '../../fixtures/meddler.ts';
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
  await core.settled();
  await core.dispose();
  const fresh = await openCore(dir);
  await fresh.core.dispose();
  expect(indexFacts(dataDir, dir)).toEqual(indexFacts(fresh.dataDir, dir));
}, 300_000);

/** How many other calls are answered while one is under way. */
async function answeredBeside({ call }: Awaited<ReturnType<typeof openLarge>>, work: Promise<unknown>) {
  let done = false;
  let answered = 0;
  void work.finally(() => {
    done = true;
  });
  for (; !done; answered++) {
    await call('note.read', { path: 'hub.md' });
    await new Promise((resolve) => setImmediate(resolve));
  }
  await work;
  return answered;
}

test('many mentions are linked, and links taken back, with other calls answered in between', async () => {
  const opened = await openLarge();
  const { call, dir, slowly } = opened;
  await call('note.create', { path: '篇，见.md', text: '# 篇，见\n' });
  expect(await answeredBeside(opened, slowly('mention.link', { target: '篇，见.md' }))).toBeGreaterThan(5);
  expect(readFileSync(join(dir, 'many/0/n0.md'), 'utf8')).toContain('第 0 [[篇，见]] [[many/1/n1]]');
  expect((await call('backlink.list', { path: '篇，见.md' })).linked).toHaveLength(count);
  // One of them is written to meanwhile: what was written stays, and the rest is taken back.
  const file = join(dir, 'many/0/n0.md');
  const { hash, text } = await call('note.read', { path: 'many/0/n0.md' });
  await call('note.write', { path: 'many/0/n0.md', text: `${text}\n后来的一段。\n`, base: hash });
  expect(await answeredBeside(opened, slowly('file.undo', {}))).toBeGreaterThan(5);
  expect(readFileSync(file, 'utf8')).toBe(`${notes['many/0/n0.md']}\n后来的一段。\n`);
  expect(readFileSync(join(dir, 'many/1/n1.md'), 'utf8')).toBe(notes['many/1/n1.md']);
  expect((await call('backlink.list', { path: '篇，见.md' })).linked).toEqual([]);
}, 300_000);

test('a note that is written to while mentions in less than many are found is linked in its new text', async () => {
  const some = Object.fromEntries(
    Array.from({ length: 250 }, (_, n) => [
      `n${String(n).padStart(3, '0')}.md`,
      '谈到旧名一次。\n\n第二段。\n\n第三段。\n',
    ]),
  );
  const { core, call, dir } = await openCore(tempFolder({ ...some, '旧名.md': '# 旧名\n' }));
  const file = join(dir, 'n000.md');
  let later = '';
  const progress = (done: number) => {
    if (later !== '' || done === 0) return;
    later = '后来的一段。\n';
    appendFileSync(file, later);
  };
  const context = { signal: new AbortController().signal, progress };
  await invoke(core.handlers, 'mention.link', { target: '旧名.md' }, context);
  expect(later).not.toBe('');
  expect(readFileSync(file, 'utf8')).toBe(`谈到[[旧名]]一次。\n\n第二段。\n\n第三段。\n${later}`);
  await call('file.undo', {});
  expect(readFileSync(file, 'utf8')).toBe(`${some['n000.md']}${later}`);
}, 180_000);

test('mentions of a note that is renamed while they are found are not linked by its old name', async () => {
  const some = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`n${n}.md`, '谈到旧名一次。\n']));
  const { core, call, dir } = await openCore(tempFolder({ ...some, '旧名.md': '# 旧名\n' }));
  let renaming: Promise<unknown> | undefined;
  const progress = (done: number) => {
    if (done > 0) renaming ??= call('file.rename', { from: '旧名.md', to: '新名.md' });
  };
  const context = { signal: new AbortController().signal, progress };
  const linking = invoke(core.handlers, 'mention.link', { target: '旧名.md' }, context);
  await expect(linking).rejects.toMatchObject({ code: 'not-found' });
  await renaming;
  for (const [path, text] of Object.entries(some)) expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
}, 180_000);

test('two changes that are taken back at once go one after the other', async () => {
  const { call, dir, slowly } = await openLarge();
  await call('note.create', { path: '篇，见.md', text: '# 篇，见\n' });
  await call('file.rename', { from: 'many/0/n0.md', to: 'moved.md' });
  await slowly('mention.link', { target: '篇，见.md' });
  expect(readFileSync(join(dir, 'moved.md'), 'utf8')).toContain('[[篇，见]]');
  const both = await Promise.all([slowly('file.undo', {}), slowly('file.undo', {})]);
  expect(both).toMatchObject([{ what: 'link' }, { what: 'rename' }]);
  for (const [path, text] of Object.entries(notes)) expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
}, 180_000);

test('a rename can be taken back where a note that was written to meanwhile finds no room for its links', async () => {
  const { call, dir, slowly } = await openLarge();
  const moving = slowly('file.rename', { from: 'hub.md', to: 'axis.md' });
  await new Promise((resolve) => setImmediate(resolve));
  const late = 'many/4/n319.md';
  appendFileSync(join(dir, late), '后来写的。\n');
  meddle(
    'renameSync',
    'before',
    (_, to) => to === join(dir, late),
    () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
  );
  await expect(moving).rejects.toMatchObject({ code: 'no-space' });
  expect(readFileSync(join(dir, 'many/0/n0.md'), 'utf8')).toContain('[[axis]]');
  await call('file.undo', {});
  expect(readFileSync(join(dir, 'hub.md'), 'utf8')).toBe('见 [[many/0/n0]]\n');
  for (const [path, text] of Object.entries(notes))
    expect(readFileSync(join(dir, path), 'utf8')).toBe(path === late ? `${text}后来写的。\n` : text);
}, 180_000);

test('an undo that is called off is asked for again after what was done while it was under way', async () => {
  const { call, dir, control, slowly } = await openLarge();
  await call('note.create', { path: 'alone.md', text: '' });
  await call('file.rename', { from: 'many', to: 'moved' });
  const undoing = slowly('file.undo', {});
  // It is under way by then.
  await new Promise((resolve) => setImmediate(resolve));
  await call('file.rename', { from: 'alone.md', to: 'lone.md' });
  control.abort();
  await expect(undoing).rejects.toMatchObject({ code: 'cancelled' });
  await call('file.undo', {});
  expect(readdirSync(dir).sort()).toEqual(['.commonplace', 'alone.md', 'hub.md', 'moved']);
  await call('file.undo', {});
  for (const [path, text] of Object.entries(notes)) expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
  await expect(call('file.undo', {})).rejects.toMatchObject({ code: 'not-found' });
}, 180_000);

test('a search is replaced in many notes with other calls answered in between, and called off', async () => {
  const opened = await openLarge();
  const { call, dir, slowly, control } = opened;
  const wish = { query: '篇', replacement: '章' };
  const { notes: planned } = await call('replace.plan', wish);
  const chosen = planned.map(({ path, hash, places }) => ({
    path,
    hash,
    from: places.map(({ from }) => from),
  }));
  expect(chosen).toHaveLength(count);
  expect(await answeredBeside(opened, slowly('replace.apply', { ...wish, notes: chosen }))).toBeGreaterThan(
    5,
  );
  expect(readFileSync(join(dir, 'many/0/n0.md'), 'utf8')).toContain('第 0 章');
  const undoing = slowly('file.undo', {});
  control.abort();
  await expect(undoing).rejects.toMatchObject({ code: 'cancelled' });
  expect(readFileSync(join(dir, 'many/0/n0.md'), 'utf8')).toContain('第 0 章');
  await call('file.undo', {});
  expect(readFileSync(join(dir, 'many/0/n0.md'), 'utf8')).toBe(notes['many/0/n0.md']);
}, 300_000);

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
}, 180_000);

test('a folder of many notes is deleted, each with its history, and brought back', async () => {
  const { call, dir, slowly } = await openLarge();
  await slowly('file.delete', { path: 'many' });
  expect(existsSync(join(dir, 'many'))).toBe(false);
  expect((await call('vault.status', {})).notes).toBe(1);
  expect(await call('history.deleted', {})).toHaveLength(count);
  await call('file.undo', {});
  expect((await call('vault.status', {})).notes).toBe(count + 1);
  expect((await call('check.run', {})).errors).toEqual([]);
}, 180_000);
