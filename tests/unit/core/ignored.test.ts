import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const files = {
  'OVN.md': '---\naliases: [Open Virtual Network]\n---\n',
  'k3s.md': '',
  'day.md': '看 OVN。\n\n再看 OVN 和 k3s。\n',
  'other.md': 'Open Virtual Network | 表 OVN |\n',
};

async function open() {
  const { call } = await openCore(tempFolder(files));
  const mentions = async () =>
    (await call('backlink.list', { path: 'OVN.md' })).mentions.map(({ source, from }) => `${source} ${from}`);
  return { call, mentions };
}

test('a place that was put aside is told, and can be counted again', async () => {
  const { call, mentions } = await open();
  const before = await mentions();
  const aside = await call('mention.ignore', { target: 'OVN.md', source: 'day.md', from: 2 });
  await call('mention.ignore', { target: 'k3s.md', source: 'day.md', from: 17 });
  expect(await mentions()).toEqual(before.filter((one) => one !== 'day.md 2'));
  const { names, places } = await call('mention.ignored', { target: 'OVN.md' });
  expect(names).toEqual([]);
  expect(places).toMatchObject([{ source: 'day.md', before: '看 ', name: 'OVN', after: '。' }]);
  const { source, mark } = places[0] as { source: string; mark: string };
  expect(mark).toBe(aside.mark);
  await call('mention.allow', { target: 'OVN.md', source, mark });
  expect(await mentions()).toEqual(before);
  expect(await call('mention.ignored', { target: 'OVN.md' })).toEqual({ names: [], places: [] });
  expect((await call('mention.ignored', { target: 'k3s.md' })).places).toHaveLength(1);
  expect((await call('settings.read', {})).mentions).toMatchObject({
    places: { 'day.md': [expect.any(String)] },
  });
});

test('a place in a table is told without the bars beside it', async () => {
  const { call } = await openCore(tempFolder({ 'OVN.md': '', 'day.md': '| 看 | OVN | x |\n|--|--|--|\n' }));
  await call('mention.ignore', { target: 'OVN.md', source: 'day.md', from: 6 });
  const { places } = await call('mention.ignored', { target: 'OVN.md' });
  expect(places).toMatchObject([{ before: '| 看 | ', name: 'OVN', after: ' | x |' }]);
});

test('so is a name that never means the topic', async () => {
  const { call, mentions } = await open();
  const before = await mentions();
  await call('mention.ignore', { target: 'OVN.md', name: 'Open Virtual Network' });
  expect(await mentions()).toHaveLength(before.length - 1);
  expect(await call('mention.ignored', { target: 'OVN.md' })).toEqual({
    names: ['open virtual network'],
    places: [],
  });
  await call('mention.allow', { target: 'OVN.md', name: 'open virtual network' });
  expect(await mentions()).toEqual(before);
});
