import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/index/database.ts';
import { createFiles } from '../../../electron/index/files.ts';
import { createFolders } from '../../../electron/index/folders.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const stat = { size: 1, modified: 2, created: 3, ino: 4 };

function filesOf(paths: Iterable<string>) {
  const dir = tempFolder();
  const db = openDatabase(`${dir}/index.sqlite`, dir);
  const files = createFiles(db, createFolders(db));
  for (const path of paths) files.add(path, stat);
  return {
    files,
    below: (path: string) => files.below(path).map((row) => row.path),
    close: () => db.close(),
  };
}

test.each([
  ['a', ['a/1.md', 'a/b.md', 'a/b/2.md', 'a/中/3.md', 'a/\u{10FFFF}.md']],
  ['a/b', ['a/b/2.md']],
  ['中', ['中/文.md']],
  ['a b', []],
  ['a/1.md', []],
  ['A', []],
  ['%', []],
])(
  'what is below "%s" is in that folder or in one of its own, and is no neighbour of a like name',
  (path, wanted) => {
    const { below, close } = filesOf([
      'a.md',
      'a/1.md',
      'a/b/2.md',
      'a/b.md',
      'a/中/3.md',
      'a/\u{10FFFF}.md',
      'a-/4.md',
      'a b.md',
      'a0/5.md',
      'a0.md',
      'ab/6.md',
      '中/文.md',
      '中文/7.md',
      '\u{10FFFF}/8.md',
    ]);
    expect(below(path)).toEqual(wanted);
    close();
  },
);

test('files below a folder are those whose path begins with it, whatever the names, and all are below the vault', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'b', '.', '-', '0', ' ', '中', '_', '%', '\u{1F600}'),
    minLength: 1,
    maxLength: 3,
  });
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 30 }), path, (paths, folder) => {
      const { below, close } = filesOf(paths);
      const inside = paths.filter((one) => one.startsWith(`${folder}/`)).sort();
      expect(below(folder).sort()).toEqual(inside);
      expect(below('').sort()).toEqual([...paths].sort());
      close();
    }),
    { numRuns: 60 },
  );
});
