import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Haystack } from '../../../shared/search/haystack.ts';
import { fold } from '../../../shared/text/fold.ts';

/** Letters, signs of ASCII and their full-width forms, what folds to more than itself, marks. */
const units = [...'aBz09_-/ .+~{中文，／　．＋～｛＿Ａ１éﬁ①²\u0301\n'];
const texts = fc.array(fc.constantFrom(...units), { maxLength: 24 }).map((list) => list.join(''));

test('a term is found without folding the text just where it is found in the folded text', () => {
  fc.assert(
    fc.property(
      texts,
      texts,
      fc.nat(24),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      (text, other, at, length, inside) => {
        const from = [text, other][at % 2]?.slice(at, at + length) ?? '';
        const folded = fold(from);
        fc.pre(folded !== '' && text.isWellFormed());
        const needle = { folded, inside, cased: undefined };
        const measure = new Haystack(text);
        expect(measure.folded).toBe(fold(text));
        expect(new Haystack(text).find(needle)).toEqual(measure.find(needle));
      },
    ),
    { numRuns: 20_000 },
  );
});

test.each([
  ['c++', '++', [{ from: 1, to: 3 }]],
  [
    'a／b a/b',
    '/b',
    [
      { from: 1, to: 3 },
      { from: 5, to: 7 },
    ],
  ],
  ['a　b', 'a b', [{ from: 0, to: 3 }]],
  ['foo_bar', '_bar', []],
  ['A-B 中文-B', '文-b', [{ from: 5, to: 8 }]],
])('in %j %j', (text, term, spans) => {
  expect(new Haystack(text).find({ folded: term, inside: false, cased: undefined })).toEqual(spans);
});
