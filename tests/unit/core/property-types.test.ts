import { expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const obsidian = {
  '.obsidian/types.json': '{"types":{"rating":"number","due":"date","series":"multitext","odd":"nonsense"}}',
};

test('types of properties are those of Obsidian, in our words, and ours over them', async () => {
  const { call } = await openCore(tempFolder(obsidian));
  expect(await call('property.types', {})).toEqual({ rating: 'number', due: 'date', series: 'list' });
  const own = { '.commonplace/settings.json': '{"properties":{"types":{"rating":"text"}}}' };
  const { call: other } = await openCore(tempFolder({ ...obsidian, ...own }));
  expect((await other('property.types', {})).rating).toBe('text');
});

test('a vault without types, or with a broken file of them, has none', async () => {
  const { call } = await openCore(tempFolder({ '.obsidian/types.json': '{"types":[' }));
  expect(await call('property.types', {})).toEqual({});
});
