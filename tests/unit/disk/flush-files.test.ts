import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flushFiles } from '../../../electron/disk/flush-files.ts';
import { tempFolder } from '../../fixtures/temp.ts';

test.each([0, 1, 40])('%i files are flushed, and stay as they are', (count) => {
  const names = Array.from({ length: count }, (_, n) => String(n));
  const folder = tempFolder(Object.fromEntries(names.map((name) => [name, name])));
  expect(() => flushFiles(folder, names)).not.toThrow();
});

test('where the whole file system cannot be flushed each file is, and one that is gone is told', () => {
  const folder = tempFolder({ there: 'x' });
  const path = process.env.PATH;
  process.env.PATH = folder;
  try {
    const names = Array.from({ length: 30 }, (_, n) => String(n));
    for (const name of names) writeFileSync(join(folder, name), name);
    expect(() => flushFiles(folder, names)).not.toThrow();
    expect(() => flushFiles(folder, [...names, 'gone'])).toThrow(/gone/);
  } finally {
    process.env.PATH = path;
  }
});
