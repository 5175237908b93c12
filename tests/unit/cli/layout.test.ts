import { describe, expect, test } from 'vitest';
import { bytes, columns, displayWidth, oneLine, underline } from '../../../electron/hosts/cli/layout.ts';
import { createPaint, type Output, paintRanges } from '../../../electron/hosts/cli/paint.ts';

test.each([
  ['abc', 3],
  ['中文', 4],
  ['e\u0301', 1],
  ['，！', 4],
  ['😀', 2],
  ['한글', 4],
  ['𠮷', 2],
])('%s takes %i columns', (text, width) => expect(displayWidth(text)).toBe(width));

test('columns stand under each other, Chinese too', () => {
  expect(
    columns([
      ['中文', 5, 'x'],
      ['a', 1234, ''],
      ['abcdef', 1, 'y'],
    ]),
  ).toEqual(['中文       5  x', 'a       1234', 'abcdef     1  y']);
});

test('the mark stands under its place', () => {
  expect(underline('中文 (b', 3, 4)).toEqual(['  中文 (b', '       ^']);
  expect(underline('file:', 0, 5)).toEqual(['  file:', '  ^^^^^']);
  expect(underline('', 0, 0)).toEqual(['  ', '  ^']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [2_500_000, '2.5 MB'],
  [7_000_000_000_000, '7000.0 GB'],
])('%i bytes: %s', (size, text) => expect(bytes(size)).toBe(text));

test('one line', () => {
  expect(oneLine(' a\n  b\t c ')).toBe('a b c');
  expect(oneLine('😀😀😀', 2)).toBe('😀…');
});

describe('colours', () => {
  const silent: Output = { write: () => true };
  const terminal = { ...silent, isTTY: true };
  test.each([
    ['a terminal', terminal, {}, true],
    ['a file', silent, {}, false],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
  ])('%s', (_, stream, env, expected) => {
    expect(createPaint(stream, env).bad('x') !== 'x').toBe(expected);
  });

  test('ranges are shown where they are', () => {
    const paint = { ...createPaint(silent, {}), found: (text: string) => `[${text}]` };
    expect(
      paintRanges(
        'a bc d',
        [
          [0, 1],
          [2, 4],
        ],
        paint,
      ),
    ).toBe('[a] [bc] d');
  });
});
