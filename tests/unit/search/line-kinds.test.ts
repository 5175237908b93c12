import { expect, test } from 'vitest';
import { LineKinds } from '../../../shared/search/line-kinds.ts';

/** The kind of the place after `|`, which is taken out. */
const kindAt = (marked: string) => new LineKinds(marked.replace('|', '')).fieldAt(marked.indexOf('|'));

test.each([
  ['plain |text', 'text'],
  ['# One |two', 'heading'],
  ['|# One', 'heading'],
  ['text\n\n###### |Six', 'heading'],
  ['####### |Seven', 'text'],
  ['#|tag', 'tag'],
  ['a #work/|blog', 'tag'],
  ['a |#work', 'tag'],
  ['a b#|c', 'text'],
  ['a #work |text', 'text'],
  ['```bash\n# |comment\n```', 'text'],
  ['```bash\nx\n```\n# |head', 'heading'],
  ['````\n```\n# |x\n````', 'text'],
  ['~~~\n```\n~~~\n# |x', 'heading'],
  ['```\nnever closed\n# |x', 'text'],
  ['---\ntitle: |x\n---\n', 'text'],
  ['---\ntags: [a, |b]\n---\n', 'tag'],
  ['---\ntags:\n  - |b\n---\n', 'tag'],
  ['---\ntags: [a]\ntitle: |b\n---\n', 'text'],
  ['+++\ntags = ["|b"]\n+++\n', 'tag'],
  ['{\n"tags": ["|b"]\n}\n', 'tag'],
  ['---\n# a |comment\n---\n', 'text'],
  ['---\na: 1\n---\n# |Head', 'heading'],
])('%j is %s', (marked, kind) => expect(kindAt(marked)).toBe(kind));

test('places asked for in any order', () => {
  const text = '# a\n```\n# b\n```\n# c\n```\n# d\n```\n';
  const kinds = new LineKinds(text);
  const at = (letter: string) => kinds.fieldAt(text.indexOf(` ${letter}`) + 1);
  expect(['d', 'a', 'c', 'b', 'd', 'c'].map(at)).toEqual([
    'text',
    'heading',
    'heading',
    'text',
    'text',
    'heading',
  ]);
});
