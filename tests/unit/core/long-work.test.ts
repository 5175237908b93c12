import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { createSlices } from '../../../electron/core/slices.ts';
import { openDatabase } from '../../../electron/index/database.ts';
import { createStore } from '../../../electron/index/store.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { indexFacts } from '../../fixtures/index-facts.ts';
import { meddle } from '../../fixtures/meddler.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const notes = (count: number) =>
  tempFolder({
    'OVN.md': '主题',
    ...Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `f${n % 5}/n${n}.md`,
        `第 ${n} 篇说 OVN，见 [[n${n + 1}]]。#标签`,
      ]),
    ),
  });

test('long work on the index lets others in after at most a dozen milliseconds of it', async () => {
  const folder = tempFolder();
  const store = createStore(openDatabase(join(folder, 'x.sqlite'), folder));
  let turns = 0;
  const perTurn = new Map<number, number>();
  let going = true;
  const turn = () => {
    turns++;
    if (going) setImmediate(turn);
  };
  turn();
  await createSlices(store, () => false).each(
    Array.from({ length: 5_000 }, (_, n) => n),
    (n) => {
      perTurn.set(turns, (perTurn.get(turns) ?? 0) + 1);
      // One in ten takes two milliseconds.
      if (n % 10 === 0) for (const until = performance.now() + 2; performance.now() < until; );
    },
  );
  going = false;
  store.db.close();
  expect([...perTurn.values()].reduce((sum, count) => sum + count, 0)).toBe(5_000);
  // Six of the slow ones fill a slice.
  expect(Math.max(...perTurn.values())).toBeLessThanOrEqual(70);
});

test('links in a note that was written to while a long rename was under way follow all the same', async () => {
  const linkers = Array.from({ length: 310 }, (_, n) => [`n${n}.md`, '见 [[主题]]。\n'] as const);
  const dir = tempFolder({ '主题.md': '题\n', ...Object.fromEntries(linkers) });
  const { call } = await openCore(dir);
  const isJournal = (_from: unknown, to: unknown) => String(to).endsWith('.journal.json');
  meddle('renameSync', 'after', isJournal, () =>
    writeFileSync(join(dir, 'n7.md'), '见 [[主题]]。\n\n别的程序写的。\n'),
  );
  await call('file.rename', { from: '主题.md', to: '名.md' });
  expect(readFileSync(join(dir, 'n7.md'), 'utf8')).toBe('见 [[名]]。\n\n别的程序写的。\n');
  expect((await call('link.list', {})).filter(({ target }) => target !== '名.md')).toEqual([]);
  await call('file.undo', {});
  expect(readFileSync(join(dir, 'n7.md'), 'utf8')).toBe('见 [[主题]]。\n\n别的程序写的。\n');
});

test('while many files change outside, calls are answered in every phase', async () => {
  const dir = notes(900);
  const { core, call } = await openCore(dir, { watch: true });
  const answered = new Set<string>();
  core.events.on('vault.progressed', async ({ phase }) => {
    await call('note.read', { path: 'OVN.md' });
    const now = (await call('vault.status', {})).phase;
    if (now === phase) answered.add(phase);
  });
  for (let n = 0; n < 900; n++) writeFileSync(join(dir, `f${n % 5}/n${n}.md`), `改过的第 ${n} 篇，说 OVN。`);
  const settled = async () =>
    (await call('vault.status', {})).phase === 'ready' &&
    (await call('backlink.list', { path: 'OVN.md' })).mentions.length === 900 &&
    (await call('search.query', { query: '改过的', limit: 1 })).total === 900;
  await expect.poll(settled, { timeout: 180_000, interval: 50 }).toBe(true);
  expect([...answered]).toEqual(expect.arrayContaining(['facts', 'text']));
}, 180_000);

test('a first opening tells how far it is, phase by phase', async () => {
  const dir = notes(600);
  const core = await createCore({ vaultDir: dir, dataDir: tempFolder(), watch: false });
  const told: { phase: string; done: number; total: number }[] = [];
  core.events.on('vault.progressed', ({ phase, done, total }) => told.push({ phase, done, total }));
  await core.settled();
  await core.dispose();
  expect([...new Set(told.map(({ phase }) => phase))].filter((phase) => phase !== 'walking')).toEqual([
    'facts',
    'text',
    'ready',
  ]);
  for (const { phase, done, total } of told) {
    if (phase === 'walking' || phase === 'ready') continue;
    expect(total).toBe(601);
    expect(done).toBeLessThan(total);
  }
});

test('a rebuild that is called off leaves what the next look completes', async () => {
  const dir = notes(600);
  const { core, call, dataDir } = await openCore(dir);
  const stop = new AbortController();
  core.events.on('vault.progressed', ({ phase }) => {
    if (phase === 'text') stop.abort();
  });
  const context = { signal: stop.signal, progress: () => undefined };
  const rebuilt = invoke(core.handlers, 'index.update', { rebuild: true }, context);
  await expect(rebuilt).rejects.toSatisfy((error) => error instanceof AppError && error.code === 'cancelled');
  putFiles(dir, { 'late.md': '后来的 OVN' });
  expect((await call('search.query', { query: '第 599 篇' })).total).toBe(1);
  await call('index.update', {});
  await core.dispose();
  const fresh = await openCore(dir);
  await fresh.core.dispose();
  expect(indexFacts(dataDir, dir)).toEqual(indexFacts(fresh.dataDir, dir));
}, 180_000);
