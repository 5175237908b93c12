import { expect, test } from 'vitest';
import { frontMatterQuote } from '../../../shared/link/quoting.ts';

test.each([
  ['---\na: "«"\n---', 'double'],
  ["---\na: '«'\n---", 'single'],
  ["---\na: 'it''s «'\n---", 'single'],
  ["+++\na = '«'\n+++", { from: 8, text: '[[N]]' }],
  ["+++\na = 'x' # '\nb = ['y', 'z «.']\n+++", { from: 26, text: 'z [[N]].' }],
  ["+++\na = '''«'''\n+++", undefined],
  ['+++\na = "«"\n+++', 'double'],
  ['{"a": "«"}', 'double'],
  ['---\na:\n  - "«"\n---', 'double'],
  ["---\na:\n- '«'\n---", 'single'],
  ["---\na: [x, '«']\n---", 'single'],
  ["---\na: [\n  x,\n  'y',\n  '«']\n---", 'single'],
  ["---\n'it''s': «\n---", undefined],
  // Text without quotes, in which one stands.
  ["---\na: it's «\n---", undefined],
  ["---\na: the dogs' «\n---", undefined],
  ['---\na: 5" «\n---', undefined],
  ["---\na:\n  - it's «\n---", undefined],
  // Comments.
  ["---\na: x # it's\nb: «\n---", undefined],
  ["---\na: x # '\n  # '\n  «\n---", undefined],
  // Strings over lines.
  ["---\na: 'x\n  «'\n---", 'single'],
  ['---\na: "x\n  «"\n---', 'double'],
  ["---\na: 'x'\nb:\n  «\n---", undefined],
  ["+++\na = '''\n«'''\n+++", undefined],
] as const)('%j: %s', (marked, quote) => {
  const at = marked.indexOf('«');
  expect(frontMatterQuote(marked.replace('«', '[[N]]'), at)).toEqual(quote);
});
