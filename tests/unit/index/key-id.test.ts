import { expect, test } from 'vitest';
import { keyId } from '../../../electron/index/key-id.ts';

test('names have numbers of their own, that SQLite keeps as they are', () => {
  const names = ['', 'a', 'b', 'aa', '中', '中文', '文中', 'note 1', 'note 2', ...names100k()];
  const ids = names.map(keyId);
  expect(new Set(ids).size).toBe(names.length);
  expect(ids.every((id) => Number.isSafeInteger(id) && id >= 0 && id < 2 ** 48)).toBe(true);
  expect(keyId('')).toBe(0);
});

const names100k = () => Array.from({ length: 100_000 }, (_, at) => `${'笔记名称'.charAt(at % 4)} ${at}`);
