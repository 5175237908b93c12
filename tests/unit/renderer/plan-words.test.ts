import { expect, test } from 'vitest';
import { createWords } from '../../../renderer/i18n/words.ts';
import { entryName, ruleWords, wordsFor } from '../../../renderer/views/publish/plan-words.ts';
import { diagnosticWords, reasonWords } from '../../../shared/words/plan-words.ts';

const reasons = [
  'it was edited in the blog',
  'it was deleted in the blog: unpublish it here, or put it back there',
  'the blog has another file of this name',
  'taken off the blog by hand',
  'it was edited in the blog and in the vault',
  'with what was changed in the blog',
];
const edited = {
  path: 'a.md',
  line: 1,
  column: 1,
  severity: 'warning',
  code: 'BLOG-EDITED',
  message: 'content/a.md is left as it is: it was edited in the blog',
} as const;

test.each(['en', 'zh-CN'] as const)(
  'of a folder of plain Markdown nothing is said as of a blog: %s',
  (language) => {
    const words = createWords(language);
    const plain = wordsFor('commonmark', words);
    const said = (of: typeof words) => [
      ...reasons.map((reason) => reasonWords(reason, of.t)),
      diagnosticWords(edited, of.t),
      ruleWords('wikilink', of),
      of.t('publish.delete-text', { list: 'x' }),
    ];
    expect(said(plain).filter((text) => /blog|博客/.test(text))).toEqual([]);
    expect(said(wordsFor('hugo', words)).filter((text) => /blog|博客/.test(text))).toHaveLength(9);
    expect(plain.t('publish.check')).toBe(words.t('publish.check'));
  },
);

test.each([
  [{ source: 'posts/双集群.md', path: 'content/posts/双集群/index.md' }, '双集群'],
  [{ source: 'posts/rook-ceph/index.md' }, 'rook-ceph'],
  [{ source: 'docs/_index.md' }, 'docs'],
  [{ source: 'index.md' }, 'index'],
  [{ path: 'content/posts/old.md' }, 'old'],
])('%j is called %s in the list of a plan', (entry, name) => {
  expect(entryName(entry)).toBe(name);
});
