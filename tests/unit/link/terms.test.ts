import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTermForm } from '../../../shared/link/term-filter.ts';
import { rememberForms, termKey, termsOf } from '../../../shared/link/topics.ts';

const WORD =
  /(?<![\p{Script=Latin}\p{N}_\-+#])\p{Script=Latin}[\p{Script=Latin}\p{N}]*(?:[-.][\p{Script=Latin}\p{N}]+)*(?:\+\+|#)?(?![\p{Script=Latin}\p{N}])/gu;

/** What `termsOf` finds, by searching the whole text for the rule. */
function byRule(text: string) {
  const phrases: [number, number][] = [];
  for (const { index, 0: found } of text.matchAll(WORD)) {
    const last = phrases.at(-1);
    const capital = (part: string) => /\p{Lu}/u.test(part.slice(part.lastIndexOf(' ') + 1));
    const joins =
      last && text.slice(last[1], index) === ' ' && capital(text.slice(...last)) && capital(found);
    if (joins) last[1] = index + found.length;
    else phrases.push([index, index + found.length]);
  }
  return phrases.flatMap(([from, to]) => {
    const term = text.slice(from, to);
    const before =
      text
        .slice(Math.max(0, from - 12), from)
        .split('\n')
        .at(-1) ?? '';
    const after = text.slice(to, to + 12).split('\n')[0] ?? '';
    const alone = !/[_$/\\@=%.(]/.test((text[from - 1] ?? '') + (text[to] ?? ''));
    const chinese = [...`${before}\n${after}`].filter((char) => /\p{Script=Han}/u.test(char)).length >= 2;
    return alone && chinese && isTermForm(term) ? [{ term, key: termKey(term), from }] : [];
  });
}

it('finds the terms of a text by the rule', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'OVN',
      'Open',
      'vSwitch',
      ' ',
      ' ',
      '中文',
      '中文',
      '，',
      '-',
      '.',
      'C++',
      '#',
      '_',
      'é',
      '+',
      '++',
      'ﬁ',
      'Ａ',
      '1',
    ],
    ...[
      '𝐀',
      '𝼀',
      'ſ',
      '\u0301',
      '\n',
      '。',
      'k8s',
      'GO',
      '/',
      '(',
      '文',
      '㍿',
      '々',
      '𠮷',
      'the host',
      '\ud840',
    ],
  );
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  const keyOf = rememberForms(20);
  fc.assert(
    fc.property(text, (raw) => {
      expect(termsOf(raw, [{ from: 0, to: raw.length }], keyOf)).toEqual(byRule(raw));
    }),
    { numRuns: 3000 },
  );
});

it.each([
  ['Ctrl', false],
  ['Cmd', false],
  ['Ctrl-Alt-Del', false],
  ['Cmd Shift', false],
  ['Esc', false],
  ['AltStore', true],
  ['Alt Linux', true],
  ['ctrlX', true],
])('keys of a keyboard are no terms: %s', (term, isTerm) => {
  expect(isTermForm(term)).toBe(isTerm);
});
