import { describe, expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';

const json = JSON.stringify;

describe('what the editor is told of a link is what the index says', () => {
  const written = [
    '[t](a\\_b.md)',
    '[t](A&amp;B.md)',
    '[t](100%25%20a%zz.md)',
    '[t](a%5fb.md#%E4%B8%80)',
    '[t](<c d.md#一 二>)',
    '[t](c%20d.md#%E4%B8%80-二)',
    '[t](/sub/e.md)',
    '[t](../sub/e.md)',
    '[t](e.md)',
    '[t](?x=1)',
    '[[c d#一 二]]',
    '[[a%5fb]]',
    '[[a_b |x]]',
    '[[ c d # 一 二 ]]',
    '[[#^id]]',
    '[[nothing#H]]',
  ];
  const files = {
    'a_b.md': '# 一\n',
    'A&B.md': '',
    '100% a%zz.md': '',
    'c d.md': '# 一 二\n',
    'sub/e.md': '',
    'day/1.md': `${written.join('\n')} ^id\n`,
  };

  test('wherever it leads', async () => {
    const { call } = await openCore(tempFolder(files));
    const links = await call('link.list', { path: 'day/1.md' });
    expect(links.map(({ raw }) => raw)).toEqual(written);
    const inside = (raw: string) =>
      /^\[t\]\(<?(.*?)>?\)$/.exec(raw)?.[1] ?? raw.slice(2, -2).replace(/\|.*$/, '');
    const asked = ({ raw, kind }: (typeof links)[number]) => ({ target: inside(raw), kind });
    const all = await call('link.resolveAll', { source: 'day/1.md', targets: links.map(asked) });
    for (const [index, link] of links.entries()) {
      const { raw, target, fragmentFound, fragment } = link;
      expect(all[index], raw).toBe(target);
      const one = await call('link.resolve', { source: 'day/1.md', ...asked(link) });
      expect(one.path, raw).toBe(target);
      expect(one.line !== null, raw).toBe(fragment !== null && fragmentFound !== false && target !== null);
    }
    expect(all.filter((path) => path === null)).toHaveLength(3);
  });
});

describe('a link to nothing says which note would be found', () => {
  test.each([
    ['beside the note', undefined, 'wiki', '新 一#H', 'day/新 一.md'],
    ['in the root, where Obsidian puts new notes', { newFileLocation: 'root' }, 'wiki', '新', '新.md'],
    [
      'in the folder for them',
      { newFileLocation: 'folder', newFileFolderPath: 'in' },
      'wiki',
      '新',
      'in/新.md',
    ],
    ['without its escapes', undefined, 'markdown', '%E6%96%B0%20a\\_b.md#x', 'day/新 a_b.md'],
    ['as its path says', { newFileLocation: 'root' }, 'markdown', '../k8s/新.md', 'k8s/新.md'],
    ['nowhere outside', undefined, 'wiki', '../../新', undefined],
  ] as const)('%s', async (_, app, kind, target, missing) => {
    const { call } = await openCore(
      tempFolder({ 'day/1.md': '', ...(app && { '.obsidian/app.json': json(app) }) }),
    );
    const found = await call('link.resolve', { source: 'day/1.md', target, kind });
    expect(found).toEqual({ path: null, line: null, kind: 'none', missing });
    if (missing === undefined) return;
    await call('note.create', { folder: '', name: missing });
    expect(await call('link.resolve', { source: 'day/1.md', target, kind })).toMatchObject({ path: missing });
  });
});
