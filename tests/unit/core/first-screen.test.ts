import { expect, test } from 'vitest';
import type { Result } from '../../../shared/contract/api.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

type Answer = Result<'search.query'>;
interface Told {
  done: number;
  total: number;
  soFar: Answer;
}

/** Searches of a vault, each with what was told on the way to its answer. */
async function searcher(files: Record<string, string>) {
  const { core } = await openCore(tempFolder(files));
  return async (query: string, limit = 100) => {
    const told: Told[] = [];
    const progress = (done: number, total: number, soFar?: unknown) => {
      if (soFar) told.push({ done, total, soFar: soFar as Answer });
    };
    const context = { signal: new AbortController().signal, progress };
    const whole = (await invoke(core.handlers, 'search.query', { query, limit }, context)) as Answer;
    return { told, whole };
  };
}

const paths = ({ hits }: Answer) => hits.map(({ path }) => path);
const notes = (count: number, text: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`note ${at}.md`, text(at)]));

test('what fills a window is told first, and stays first', async () => {
  const files = notes(90, (at) => `${'k3s '.repeat((at * 7) % 13)}k3s 镜像\n\n${'x '.repeat(at % 11)}\n`);
  const { told, whole } = await (await searcher(files))('k3s');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ done: 90, total: 90, soFar: { total: 90 } });
  expect(paths(told[0]?.soFar as Answer)).toEqual(paths(whole).slice(0, 20));
  expect(whole.hits).toHaveLength(90);
  const scores = whole.hits.map(({ score }) => score);
  expect([...scores].sort((a, b) => b - a)).toEqual(scores);
});

test('of a word that many words begin with, hits are told before all are counted', async () => {
  const search = await searcher(notes(1640, (at) => (at % 12 === 0 ? 'theory\n' : 'the end, then\n')));
  const { told, whole } = await search('the', 50);
  expect(whole.total).toBe(1640);
  expect(told.map(({ total }) => total)).toEqual([0, 1640]);
  const [early] = told;
  expect(early?.soFar.hits).toHaveLength(20);
  for (const { matches } of early?.soFar.hits ?? []) expect(matches[0]?.text).toContain('the end');
  const rare = await search('theo', 50);
  expect(rare.told.map(({ total }) => total)).toEqual([137]);
}, 300_000);

test('files that have to be read are read until a window is full, the likely ones first', async () => {
  const files = notes(600, (at) => (at % 3 === 0 ? 'a k3s\n' : 'a\n\nk3s\n'));
  const { told, whole } = await (await searcher(files))('line:(a k3s)', 300);
  expect(whole.total).toBe(200);
  const [first] = told;
  expect(first?.soFar.hits).toHaveLength(20);
  expect(first?.done).toBeLessThan(100);
  expect(paths(whole)).toEqual(expect.arrayContaining(paths(first?.soFar as Answer)));
});

test('of notes with a kind of code, those of a frequent word are told before all are looked at', async () => {
  const code = ['```bash\nk3s\n```', '```go\nk3s\n```', 'k3s\n\n```bash\nls\n```', 'k3s'];
  const files = notes(2040, (at) => `${code[at % 4]}\n`);
  const { told, whole } = await (await searcher(files))('lang:bash k3s', 2000);
  expect(whole.total).toBe(510);
  const [first] = told;
  expect(first).toMatchObject({ done: 0, total: 0, soFar: { total: 20 } });
  for (const { path, matches } of first?.soFar.hits ?? []) {
    expect(Number(/\d+/.exec(path)?.[0]) % 4).toBe(0);
    expect(matches[0]?.text).toContain('k3s');
  }
  expect(first?.soFar.hits).toHaveLength(20);
  expect(paths(whole)).toEqual(expect.arrayContaining(paths(first?.soFar as Answer)));
}, 300_000);
