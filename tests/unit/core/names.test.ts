/** Names that one system tells apart and another does not, and names that not every system can hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeBlind } from '../../fixtures/blind-disk.ts';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const exists = (path: string) => expect.objectContaining({ code: 'exists', data: { path } });
const composed = 'é.md'.normalize('NFC');
const decomposed = 'é.md'.normalize('NFD');

describe.each(['that tells case apart', 'that does not'])('on a disk %s', (kind) => {
  async function openVault(files: Record<string, string>) {
    const dir = tempFolder(files);
    if (kind === 'that does not') makeBlind(dir);
    const opened = await openCore(dir);
    const paths = async () => (await opened.call('folder.list', { path: '' })).files.map(({ path }) => path);
    return { ...opened, paths, read: (path: string) => readFileSync(join(dir, path), 'utf8') };
  }

  test.each([
    ['in case', 'Note.md', 'note.md'],
    ['in composition', composed, decomposed],
  ])('nothing is made beside a name that differs %s alone, nor over it', async (_, there, wanted) => {
    const { call, dir, read } = await openVault({ [there]: 'first', 'other.md': 'other' });
    expect(await call('note.create', { path: wanted })).toEqual({ path: there, created: false });
    await expect(call('file.rename', { from: 'other.md', to: wanted })).rejects.toEqual(exists(there));
    await expect(call('folder.create', { path: wanted })).rejects.toEqual(exists(there));
    expect(readdirSync(dir).sort()).toEqual([there, 'other.md'].sort());
    expect(read(there)).toBe('first');
  });

  test('a rename that changes only the case is one, links and index follow, and it can be taken back', async () => {
    const { call, dir, read, paths } = await openVault({ 'note.md': '# n', 'l.md': '见 [[note]]。\n' });
    await call('file.rename', { from: 'note.md', to: 'Note.md' });
    expect(readdirSync(dir)).toContain('Note.md');
    expect(readdirSync(dir)).not.toContain('note.md');
    expect(read('l.md')).toBe('见 [[Note]]。\n');
    expect(await paths()).toEqual(['l.md', 'Note.md']);
    await call('file.undo', {});
    expect(await paths()).toEqual(['l.md', 'note.md']);
    expect(read('l.md')).toBe('见 [[note]]。\n');
  });

  test('so is that of a folder', async () => {
    const { call, dir, paths } = await openVault({ 'notes/a.md': '', 'l.md': '[[notes/a]]\n' });
    await call('file.rename', { from: 'notes', to: 'Notes' });
    expect(readdirSync(dir)).toContain('Notes');
    expect((await call('folder.list', { path: 'Notes' })).files.map(({ path }) => path)).toEqual([
      'Notes/a.md',
    ]);
    expect(await paths()).toEqual(['l.md']);
    expect((await call('check.run', {})).errors).toEqual([]);
  });

  test('an attachment of that name gets another', async () => {
    const { call } = await openVault({ 'a.md': '', 'attachments/Image.png': 'one' });
    const made = await call('attachment.create', { note: 'a.md', name: 'image.png', data: 'AAAA' });
    expect(made.path).toBe('attachments/image 1.png');
  });
});

test('two that are there already are both opened, and renamed away from one another', async () => {
  const { call } = await openCore(tempFolder({ 'a.md': 'small', 'A.md': 'big' }));
  expect((await call('note.read', { path: 'A.md' })).text).toBe('big');
  await expect(call('file.rename', { from: 'a.md', to: 'A.md' })).rejects.toEqual(exists('A.md'));
  await call('file.rename', { from: 'a.md', to: 'b.md' });
  expect((await call('note.read', { path: 'A.md' })).text).toBe('big');
  expect((await call('note.read', { path: 'b.md' })).text).toBe('small');
});

test.each([
  ['CON.md', 'reserved', 'CON_.md'],
  ['nul', 'reserved', 'nul_.md'],
  ['com1.tar.md', 'reserved', 'com1_.tar.md'],
  ['a?b: c.md', 'character', 'a-b- c.md'],
  ['[[x]].md', 'character', '-x-.md'],
  ['a\nb.md', 'control', 'ab.md'],
  [`${'名'.repeat(90)}.md`, 'long', `${'名'.repeat(84)}.md`],
])('a note cannot be named %j; a name like it is offered', async (name, why, offer) => {
  const { call, dir } = await openCore(tempFolder({ 'x.md': '' }));
  const refusal = expect.objectContaining({
    code: 'invalid-name',
    data: expect.objectContaining({ why, offer }),
  });
  await expect(call('note.create', { path: name })).rejects.toEqual(refusal);
  await expect(call('file.rename', { from: 'x.md', to: name })).rejects.toEqual(refusal);
  expect(readdirSync(dir).filter((each) => !each.startsWith('.'))).toEqual(['x.md']);
  expect((await call('note.create', { path: offer })).created).toBe(true);
});

test.each([
  ['folder.', 'folder'],
  ['folder ', 'folder'],
  ['aux', 'aux_'],
])('nor a folder %j', async (path, offer) => {
  const { call } = await openCore(tempFolder());
  await expect(call('folder.create', { path })).rejects.toMatchObject({ data: { offer } });
});

test.each(['CON.md', 'end. .md', `${'名'.repeat(84)}.md`, 'a:b?.md'])(
  'a note that is named %j already is opened, saved and deleted as it is',
  async (name) => {
    const { call, dir } = await openCore(tempFolder({ [name]: 'one' }));
    const { hash } = await call('note.read', { path: name });
    await call('note.write', { path: name, text: 'two', base: hash });
    expect(readFileSync(join(dir, name), 'utf8')).toBe('two');
    await call('file.delete', { path: name });
    await call('file.undo', {});
    expect(readFileSync(join(dir, name), 'utf8')).toBe('two');
    await call('file.delete', { path: name });
    const [gone] = await call('history.deleted', {});
    await call('history.restore', { path: name, id: gone?.id ?? '' });
    expect(readFileSync(join(dir, name), 'utf8')).toBe('two');
  },
);
