import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Json } from '../../../shared/contract/api.ts';
import { openCore } from '../../fixtures/core.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const json = JSON.stringify;

test('tell what holds, whoever said it', async () => {
  const { call } = await openCore(
    tempFolder({
      'a.md': '',
      '.obsidian/app.json': json({
        newFileLocation: 'folder',
        newFileFolderPath: '收件',
        useMarkdownLinks: true,
      }),
      '.obsidian/daily-notes.json': json({ folder: '/日记', format: 'YYYY/MM-DD' }),
      '.commonplace/settings.json': json({ templates: { folder: 'T' }, links: { update: false } }),
    }),
  );
  expect(await call('settings.held', {})).toEqual({
    daily: { folder: '日记', format: 'YYYY/MM-DD', template: '' },
    today: '2025/08-06',
    templates: { folder: 'T' },
    attachments: { folder: '/', name: '{{note}}-{{date}}-{{time}}' },
    newNotes: { folder: '收件' },
    links: { format: 'shortest', markdown: true, update: false },
    excluded: [],
    files: { all: false },
  });
});

test.each<[string, { [key: string]: Json }, object]>([
  ['a folder outside', { daily: { folder: '../out' } }, { code: 'invalid-path' }],
  ['a hidden folder', { newNotes: { folder: '.hidden' } }, { code: 'invalid-path' }],
  ['a way round', { attachments: { folder: './a/../b' } }, { code: 'invalid-path' }],
  ['a name that Windows refuses', { templates: { folder: 'x/con' } }, { code: 'invalid-name' }],
  ['a colon in the name of a day', { daily: { format: 'HH:mm' } }, { code: 'invalid-name' }],
  ['a broken expression', { excluded: ['ok/', '/(/'] }, { data: { pattern: '/(/', refusal: 'pattern' } }],
])('refuse %s, and stay as they are', async (_name, changes, refusal) => {
  const { call } = await openCore(tempFolder({ 'a.md': '' }));
  await expect(call('settings.write', { changes })).rejects.toMatchObject(refusal);
  expect(await call('settings.read', {})).toEqual({});
});

test.each<[string, { [key: string]: Json }]>([
  ['folders that are yet to be made', { daily: { folder: '/日记/2025/', format: 'YYYY/MM/DD' } }],
  ['the top folder', { newNotes: { folder: '/' }, attachments: { folder: '.' } }],
  ['a folder below the note', { attachments: { folder: './img' } }],
  ['a folder that is there, whatever it is called', { templates: { folder: 'a#b' } }],
  ['what is not ours', { other: { folder: '../x' }, excluded: ['/^a+$/', 'b/'] }],
])('take %s', async (_name, changes) => {
  const { call } = await openCore(tempFolder({ 'a#b/c.md': '' }));
  expect(await call('settings.write', { changes })).toEqual(changes);
});

test('of files that nothing here can show are listed where the vault wants them', async () => {
  const files = { 'a.md': '', 'b.pdf': 'x', 'c.zip': 'x', 'D.MD.bak': 'x' };
  const names = async (more: Record<string, string>) => {
    const { call } = await openCore(tempFolder({ ...files, ...more }));
    return (await call('folder.list', { path: '' })).files.map(({ path }) => path);
  };
  const all = ['a.md', 'b.pdf', 'c.zip', 'D.MD.bak'];
  expect(await names({})).toEqual(all);
  expect(await names({ '.obsidian/app.json': '{}' })).toEqual(['a.md', 'b.pdf']);
  expect(await names({ '.obsidian/app.json': json({ showUnsupportedFiles: true }) })).toEqual(all);
  const ours = { '.commonplace/settings.json': json({ files: { all: true } }) };
  expect(await names({ '.obsidian/app.json': '{}', ...ours })).toEqual(all);
});

test('are told of when another program changes them', async () => {
  const dir = tempFolder({ 'a.md': '' });
  const { core, call } = await openCore(dir, { watch: true });
  let told = 0;
  core.events.on('settings.changed', () => void told++);
  putFiles(dir, { '.obsidian/app.json': json({ tabSize: 2 }) });
  await expect.poll(() => told, { timeout: 10_000 }).toBe(1);
  expect((await call('settings.editor', {})).tabSize).toBe(2);
  await call('settings.write', { changes: { daily: { folder: 'd' } } });
  expect(told).toBe(2);
  appendFileSync(join(dir, '.commonplace/settings.json'), '\n');
  await expect.poll(() => told, { timeout: 10_000 }).toBe(3);
});
