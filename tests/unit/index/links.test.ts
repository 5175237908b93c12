import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../electron/index/database.ts';
import type { LinkRow } from '../../../electron/index/note-rows.ts';
import { createStore } from '../../../electron/index/store.ts';
import { linkKey, linkKeys } from '../../../shared/link/resolve.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const names = [
  'OVN.md',
  'ovn.md',
  'OVN.MD',
  'OVN.png',
  'OVN',
  'k3s.v1.md',
  'k3s.v1',
  '网络.md',
  '网络.md.md',
];
const path = fc
  .tuple(fc.constantFrom('', 'a/', 'b/', 'a/网络/'), fc.constantFrom(...names))
  .map(([folder, name]) => folder + name);
const said = fc.constantFrom(
  ...[
    'OVN',
    'ovn',
    'a/OVN',
    'OVN.png',
    'OVN.md',
    './OVN',
    '/OVN',
    'k3s.v1',
    '网络',
    '网络.md',
    'nowhere',
    '',
  ],
);
const link = fc
  .record({ kind: fc.constantFrom('wiki', 'markdown'), path: said })
  .map(({ kind, path }): LinkRow => {
    const [key = '', other] = linkKeys({ kind, path });
    return { kind, path, key, other, count: 1 };
  });

/** An index of these files that has read nothing of them yet. */
function openIndex(paths: readonly string[]) {
  const folder = tempFolder();
  const { db, files, links } = createStore(openDatabase(join(folder, 'x.sqlite'), folder));
  onTestFinished(() => void db.close());
  const stat = { size: 1, modified: 1, created: 1, ino: 1 };
  const add = (at: string) => files.add(at, stat).id;
  const rows = (table: string) => db.prepare(`SELECT * FROM ${table}`).all();
  return { add, ids: paths.map(add), files, links, written: () => ['links', 'missing'].map(rows) };
}

test('with all names learnt, links mean what they mean without, also after files came and went', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
      fc.array(link, { maxLength: 12 }),
      fc.uniqueArray(path, { maxLength: 4 }),
      (paths, links, changes) => {
        const written = [false, true].map((learnt) => {
          const index = openIndex(paths);
          if (learnt) for (const _ of index.links.learnNames());
          const [source = 0] = index.ids;
          index.links.put({ id: source, path: paths[0] as string }, links, true);
          for (const changed of changes) {
            const known = index.files.get(changed);
            if (known?.id === source) continue;
            if (known) index.files.remove(known.id);
            else index.add(changed);
            index.links.changed(linkKey(changed));
          }
          index.links.put({ id: source, path: paths[0] as string }, links);
          return index.written();
        });
        expect(written[1]).toEqual(written[0]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a file that comes while names are learnt is found', () => {
  const index = openIndex(Array.from({ length: 5_000 }, (_, n) => `n${String(n).padStart(4, '0')}.md`));
  const learning = index.links.learnNames();
  learning.next();
  for (const name of ['a.md', 'n4999x.md', 'x/n0001.md']) {
    index.add(name);
    index.links.changed(linkKey(name));
  }
  for (const _ of learning);
  const wiki = (target: string): LinkRow => ({
    kind: 'wiki',
    path: target,
    key: target,
    other: undefined,
    count: 1,
  });
  index.links.put({ id: 1, path: 'n0000.md' }, ['a', 'n4999x', 'n0001', 'n4999'].map(wiki), true);
  const [links] = index.written() as { target: number }[][];
  const found = links?.map(({ target }) => index.files.byId(target)?.path).sort();
  expect(found).toEqual(['a.md', 'n0001.md', 'n4999.md', 'n4999x.md']);
});
