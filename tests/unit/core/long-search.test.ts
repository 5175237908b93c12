import { expect, onTestFinished, test, vi } from 'vitest';
import type { Result } from '../../../shared/contract/api.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

type Answer = Result<'search.query'>;

const files = Object.fromEntries(
  Array.from({ length: 300 }, (_, at) => [`note ${at}.md`, at % 3 === 0 ? 'q42\n' : 'nothing\n']),
);
/** Every file has to be looked at. */
const query = '/(?:q|x)\\d\\d/';

/** A search that takes long, since every look at the clock takes long. */
async function longSearch(onTold: (soFar: Answer) => void = () => {}) {
  const { core, call } = await openCore(tempFolder(files));
  let now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
  const control = new AbortController();
  const progress = (_done: number, _total: number, soFar?: unknown) => {
    if (soFar) onTold(soFar as Answer);
  };
  const params = { query, limit: 1000 };
  const asked = invoke(core.handlers, 'search.query', params, { signal: control.signal, progress });
  onTestFinished(() => clock.mockRestore());
  return { asked: asked as Promise<Answer>, call, stop: () => control.abort() };
}

test('a long search tells what it has found, and all of that is in the whole', async () => {
  const told: Answer[] = [];
  const { asked } = await longSearch((soFar) => told.push(soFar));
  const whole = await asked;
  expect(whole.total).toBe(100);
  expect(told.length).toBeGreaterThan(1);
  const all = new Set(whole.hits.map(({ path }) => path));
  for (const { total, hits } of told) {
    expect(hits).toHaveLength(total);
    expect(hits.filter(({ path }) => !all.has(path))).toEqual([]);
  }
});

test('other calls are answered while it goes on, and it can be called off', async () => {
  const { asked, call, stop } = await longSearch();
  let ended = false;
  const refused = asked
    .catch((error) => error)
    .finally(() => {
      ended = true;
    });
  expect((await call('note.read', { path: 'note 3.md' })).text).toBe('q42\n');
  expect((await call('search.query', { query: 'path:"note 3"', limit: 1 })).total).toBe(11);
  expect(ended).toBe(false);
  stop();
  expect(await refused).toMatchObject({ code: 'cancelled' });
});
