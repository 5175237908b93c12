import { describe, expect, test } from 'vitest';
import { createRecovery } from '../../../../renderer/editor/document/recovery.ts';
import { MemoryVault, memoryStorage } from '../memory-vault.ts';

const copy = { text: 'ours', hash: 'h', base: 'b'.repeat(100) };
const window1 = '1'.repeat(36);
const window2 = '2'.repeat(36);

describe('copies of unsaved text in the storage of the page', () => {
  test('are kept by vault, path and window', async () => {
    const storage = memoryStorage();
    const one = createRecovery({ storage, vault: 'one', owner: window1 });
    one.write('a.md', copy);
    expect(await one.read('a.md')).toEqual([{ ...copy, owner: window1, time: expect.any(Number) }]);
    expect(await one.read('b.md')).toEqual([]);
    expect(await createRecovery({ storage, vault: 'two' }).read('a.md')).toEqual([]);
    const next = createRecovery({ storage, vault: 'one', owner: window2 });
    expect(await next.waiting()).toEqual(['a.md']);
    next.write('a.md', { ...copy, text: 'theirs' });
    expect((await next.read('a.md')).map(({ text }) => text).sort()).toEqual(['ours', 'theirs']);
    one.clear('a.md');
    expect((await next.read('a.md')).map(({ text }) => text)).toEqual(['theirs']);
    next.clear('a.md');
    expect(storage.length).toBe(0);
  });

  test('leave out what they began from where there is no room for it', async () => {
    const recovery = createRecovery({ storage: memoryStorage(80), vault: 'v' });
    recovery.write('a.md', copy);
    expect(await recovery.read('a.md')).toEqual([expect.objectContaining({ text: 'ours', base: undefined })]);
  });

  test.each([
    ['no storage at all', undefined],
    ['a full one', memoryStorage(0)],
  ])('do no harm with %s', async (_name, storage) => {
    const recovery = createRecovery({ storage, vault: 'v' });
    recovery.write('a.md', copy);
    expect(await recovery.read('a.md')).toEqual([]);
    recovery.clear('a.md');
  });

  test.each(['', '{', 'null', '[]', '{"text":1,"hash":"h"}', '{"text":"t"}'])('ignore %s', async (found) => {
    const storage = memoryStorage();
    storage.setItem('commonplace:unsaved:v:a.md', found);
    expect(await createRecovery({ storage, vault: 'v' }).read('a.md')).toEqual([]);
  });

  test('of earlier versions, which named no window, are read and cleared', async () => {
    const storage = memoryStorage();
    storage.setItem('commonplace:unsaved:v:a.md', JSON.stringify({ ...copy, time: 5 }));
    const recovery = createRecovery({ storage, vault: 'v' });
    const copies = await recovery.read('a.md');
    expect(copies).toEqual([{ ...copy, owner: 'earlier', time: 5 }]);
    recovery.adopt('a.md', copies);
    expect(storage.length).toBe(0);
  });
});

describe('copies in the core', () => {
  const stored = { path: 'a.md', ...copy, time: 5 };

  test('are read with those of the page, the last of each window', async () => {
    const { client } = new MemoryVault(
      {},
      {
        'unsaved.read': () => ({
          copies: [
            { ...stored, owner: window1 },
            { ...stored, owner: window2, text: 'older', time: 1 },
          ],
          present: [],
        }),
      },
    );
    const storage = memoryStorage();
    createRecovery({ storage, vault: 'v', owner: window2 }).write('a.md', { ...copy, text: 'newer' });
    const texts = (await createRecovery({ storage, vault: 'v', client }).read('a.md')).map(
      ({ text }) => text,
    );
    expect(texts).toEqual(['ours', 'newer']);
  });

  test('of a window that is there are left to it, in the storage too', async () => {
    const { client } = new MemoryVault({}, { 'unsaved.read': () => ({ copies: [], present: [window2] }) });
    const storage = memoryStorage();
    createRecovery({ storage, vault: 'v', owner: window2 }).write('a.md', copy);
    expect(await createRecovery({ storage, vault: 'v', client }).read('a.md')).toEqual([]);
  });

  test('are cleared once the text is saved, and only where some were put', async () => {
    const vault = new MemoryVault({}, { 'unsaved.put': () => ({}), 'unsaved.clear': () => ({}) });
    const recovery = createRecovery({ storage: undefined, vault: 'v', client: vault.client, owner: window1 });
    recovery.clear('a.md');
    expect(vault.log).toEqual([]);
    recovery.write('a.md', copy);
    recovery.clear('a.md');
    recovery.clear('a.md');
    expect(vault.log).toEqual([
      { method: 'unsaved.put', params: { path: 'a.md', owner: window1, ...copy } },
      { method: 'unsaved.clear', params: { path: 'a.md', owners: [window1] } },
    ]);
  });

  test('that cannot be put away stay, in the storage too', async () => {
    const { client } = new MemoryVault({}, { 'unsaved.list': () => ({ copies: [], present: [] }) });
    const storage = memoryStorage();
    createRecovery({ storage, vault: 'v' }).write('a.md', copy);
    expect(await createRecovery({ storage, vault: 'v', client }).discard('a.md')).toBe(false);
    expect(storage.length).toBe(1);
  });
});
