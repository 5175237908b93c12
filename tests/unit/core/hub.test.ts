import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBacklinks } from '../../../electron/core/backlinks.ts';
import { readExcluded } from '../../../electron/core/excluded.ts';
import { createIgnored } from '../../../electron/core/ignored.ts';
import { createIntake } from '../../../electron/core/intake.ts';
import { openDatabase } from '../../../electron/index/database.ts';
import { createStore } from '../../../electron/index/store.ts';
import { openSettings } from '../../../electron/vault/settings.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { type CallContext, invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const count = 2_500;

/** Every note speaks of one, and every tenth links to it. */
const hub = () =>
  tempFolder({
    'OVN.md': '网络。\n',
    'OVS.md': '交换机。\n',
    ...Object.fromEntries(
      Array.from({ length: count }, (_, n): [string, string] => [
        `f${n % 9}/n${n}.md`,
        `第 ${n} 篇说 OVN${n % 3 === 0 ? ' 和 OVS' : ''}。\n\n${n % 10 === 0 ? '又见 [[OVN]]。' : '别的。'}\n`,
      ]),
    ),
  });

const context = (): CallContext => ({ signal: new AbortController().signal, progress: () => undefined });
const calls: [string, object][] = [
  ['topic.read', { path: 'OVN.md' }],
  ['backlink.list', { path: 'OVN.md', mentions: true }],
];

test.each(calls)(
  'what is written about a note in very many others is gathered in slices: %s',
  async (method, params) => {
    const { core, call } = await openCore(hub());
    const order: string[] = [];
    const long = invoke(core.handlers, method, params, context()).then(() => order.push('long'));
    await new Promise((resolve) => setImmediate(resolve));
    const short = call('note.read', { path: 'f0/n0.md' }).then(() => order.push('short'));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  },
);

test.each(calls)('nobody who asks anew waits for the first answer: %s', async (method, params) => {
  const { core } = await openCore(hub());
  const stop = new AbortController();
  const answer = invoke(core.handlers, method, params, { ...context(), signal: stop.signal });
  setImmediate(() => stop.abort());
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
});

test('all of it is there, and other topics by how often they stand beside it', async () => {
  const { call } = await openCore(hub());
  const { entries, related } = await call('topic.read', { path: 'OVN.md' });
  expect(entries).toHaveLength(count + count / 10);
  expect(new Set(entries.map(({ source, line }) => `${source}:${line}`)).size).toBe(entries.length);
  expect(related).toEqual([{ path: 'OVS.md', name: 'OVS', count: Math.ceil(count / 3) }]);
  const { linked, mentions, total } = await call('backlink.list', { path: 'OVN.md', mentions: true });
  expect(total).toEqual({ linked: count / 10, mentions: count });
  expect([linked.length, mentions.length]).toEqual([count / 10, count]);
  const few = await call('backlink.list', { path: 'OVN.md', mentions: true, limit: 7 });
  expect(few).toEqual({ total, linked: linked.slice(0, 7), mentions: mentions.slice(0, 7) });
});

test('a place in a note that is written to while others are looked at is not looked for in the new text', async () => {
  const dir = tempFolder({ 'a.md': '见 [[OVN]]。\n', 'b.md': '也见 [[OVN]]。\n', 'OVN.md': '' });
  const data = tempFolder();
  const store = createStore(openDatabase(join(data, 'x.sqlite'), data));
  onTestFinished(() => void store.db.close());
  const vault = openVault(dir);
  const intake = createIntake(vault, store);
  const take = (...paths: string[]) => store.transaction(() => void paths.flatMap(intake.takePath));
  take('OVN.md', 'a.md', 'b.md');
  const settings = openSettings(dir);
  const backlinks = createBacklinks(vault, store, createIgnored(settings), () =>
    readExcluded(store, settings),
  );
  const found: string[] = [];
  const pace = {
    check: () => undefined,
    rest: async () => {
      vault.write('b.md', `前面多了一行。\n\n${vault.read('b.md').text}`, vault.read('b.md').hash);
      take('b.md');
    },
  };
  const target = { id: store.files.get('OVN.md')?.id ?? -1, path: 'OVN.md' };
  await backlinks.occurrences(target, pace, ({ source, from, to }) =>
    found.push(source.text.slice(from, to)),
  );
  expect(found).toEqual(['[[OVN]]']);
});
