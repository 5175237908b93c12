import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineIndex } from '../../../shared/text/lines.ts';

it('knows lines that end LF, CRLF or not at all', () => {
  const text = '一\r\n\nab\rc\nend';
  const lines = new LineIndex(text);
  expect(lines.count).toBe(4);
  const each = [1, 2, 3, 4].map((line) => text.slice(lines.start(line), lines.end(line)));
  expect(each).toEqual(['一', '', 'ab\rc', 'end']);
  expect([lines.line(0), lines.line(3), lines.line(4), lines.line(text.length)]).toEqual([1, 2, 3, 4]);
  expect([lines.column(0), lines.column(6), lines.column(text.length)]).toEqual([1, 3, 4]);
});

it('takes offsets and lines outside the text for the nearest end', () => {
  const lines = new LineIndex('a\nb');
  expect([lines.line(-5), lines.line(99), lines.start(0), lines.start(9), lines.end(9)]).toEqual([
    1, 2, 0, 2, 3,
  ]);
});

it('agrees with counting', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '中') }), fc.nat(60), (text, at) => {
      const offset = Math.min(at, text.length);
      const before = text.slice(0, offset);
      const lines = new LineIndex(text);
      expect(lines.line(offset)).toBe(before.split('\n').length);
      expect(lines.column(offset)).toBe(offset - (before.lastIndexOf('\n') + 1) + 1);
    }),
  );
});
