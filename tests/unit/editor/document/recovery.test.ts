import { describe, expect, test } from 'vitest';
import { createRecovery } from '../../../../renderer/editor/document/recovery.ts';
import { memoryStorage } from '../memory-vault.ts';

const copy = { text: 'ours', hash: 'h', base: 'b'.repeat(100), time: 5 };

describe('copies of unsaved text', () => {
  test('are kept by vault and path', () => {
    const storage = memoryStorage();
    const one = createRecovery(storage, 'one');
    one.write('a.md', copy);
    expect(one.read('a.md')).toEqual(copy);
    expect(one.read('b.md')).toBeUndefined();
    expect(createRecovery(storage, 'two').read('a.md')).toBeUndefined();
    one.clear('a.md');
    expect(one.read('a.md')).toBeUndefined();
    expect(storage.length).toBe(0);
  });

  test('leave out what they began from where there is no room for it', () => {
    const recovery = createRecovery(memoryStorage(80), 'v');
    recovery.write('a.md', copy);
    expect(recovery.read('a.md')).toEqual({ ...copy, base: undefined });
  });

  test.each([
    ['no storage at all', undefined],
    ['a full one', memoryStorage(0)],
  ])('do no harm with %s', (_name, storage) => {
    const recovery = createRecovery(storage, 'v');
    recovery.write('a.md', copy);
    expect(recovery.read('a.md')).toBeUndefined();
    recovery.clear('a.md');
  });

  test.each(['', '{', 'null', '[]', '{"text":1,"hash":"h"}', '{"text":"t"}'])('ignore %s', (found) => {
    const storage = memoryStorage();
    storage.setItem('commonplace:unsaved:v:a.md', found);
    expect(createRecovery(storage, 'v').read('a.md')).toBeUndefined();
  });
});
