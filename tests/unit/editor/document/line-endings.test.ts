import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fileOffset,
  fileText,
  joinText,
  lineEndings,
  splitText,
} from '../../../../renderer/editor/document/line-endings.ts';

function stateOf(text: string): EditorState {
  const { doc, endings } = splitText(text);
  return EditorState.create({ doc, extensions: lineEndings(endings) });
}

const messy = fc
  .array(fc.constantFrom('a', '中', '\r\n', '\n', '\r', '𠮷', ' '), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('line endings', () => {
  test.each([
    ['no line', 'one', '\n'],
    ['LF', 'a\nb\n', '\n'],
    ['CRLF', 'a\r\nb\r\n', '\r\n'],
    ['more CRLF than LF', 'a\r\nb\r\nc\n', '\r\n'],
    ['as many', 'a\r\nb\n', '\n'],
    ['a lone CR is no end of line', 'a\rb\r\nc', '\r\n'],
  ])('%s', (_name, text, main) => {
    const split = splitText(text);
    expect(split.endings.main).toBe(main);
    expect(joinText(split.doc, split.endings)).toBe(text);
  });

  test('any text comes back byte for byte', () => {
    fc.assert(
      fc.property(messy, (text) => {
        expect(fileText(stateOf(text))).toBe(text);
      }),
    );
  });

  test('an edit changes nothing outside of it', () => {
    fc.assert(
      fc.property(messy, fc.nat(), fc.nat(), (text, a, b) => {
        const state = stateOf(text);
        const { length } = state.doc;
        const [from, to] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y) as [number, number];
        const head = text.slice(0, fileOffset(state, from));
        const tail = text.slice(fileOffset(state, to));
        const next = state.update({ changes: { from, to, insert: 'x' } }).state;
        expect(fileText(next)).toBe(`${head}x${tail}`);
      }),
    );
  });

  test('a new line ends as most do', () => {
    const state = stateOf('a\r\nb\nc\r\nd');
    const next = state.update({ changes: { from: 1, insert: '\n' } }).state;
    expect(fileText(next)).toBe('a\r\n\r\nb\nc\r\nd');
  });
});
