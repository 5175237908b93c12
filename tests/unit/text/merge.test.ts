import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText, takeTheirs } from '../../../shared/text/merge.ts';

describe('mergeText', () => {
  it.each([
    ['other lines', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n'],
    ['lines side by side', 'a\nb\n', 'A\nb\n', 'a\nB\n', 'A\nB\n'],
    [
      'other words of one line',
      '今天 read the docs\n',
      '昨天 read the docs\n',
      '今天 read all docs\n',
      '昨天 read all docs\n',
    ],
    [
      'other characters of one Chinese line',
      '看了下文档。\n',
      '看了一下文档。\n',
      '看了下文档！\n',
      '看了一下文档！\n',
    ],
    ['the same change', 'a\nb\n', 'a\nB\n', 'a\nB\n', 'a\nB\n'],
    ['the same change among others', 'a\nb\nc\nd\n', 'X\nb\nC\nd\n', 'a\nb\nC\nY\n', 'X\nb\nC\nY\n'],
    ['appended and prepended', 'm\n', 'a\nm\n', 'm\nz\n', 'a\nm\nz\n'],
    ['a line deleted, another changed', 'a\nb\nc\n', 'a\nc\n', 'a\nb\nC\n', 'a\nC\n'],
    ['CRLF', 'a\r\nb\r\nc\r\n', 'A\r\nb\r\nc\r\n', 'a\r\nb\r\nC\r\n', 'A\r\nb\r\nC\r\n'],
  ])('joins %s', (_what, base, ours, theirs, merged) => {
    expect(mergeText(base, ours, theirs)).toEqual({ text: merged, conflicts: [] });
  });

  it('keeps both where both changed one word, and says where', () => {
    const { text, conflicts } = mergeText('a cat sat\n', 'a dog sat\n', 'a cow sat\n');
    expect(text).toBe('a dogcow sat\n');
    expect(conflicts).toEqual([{ from: 2, middle: 5, to: 8 }]);
  });

  it('keeps both of two texts appended at one place', () => {
    const { text, conflicts } = mergeText('a\n', 'a\nours\n', 'a\ntheirs\n');
    expect(text).toBe('a\nours\ntheirs\n');
    expect(conflicts).toEqual([{ from: 2, middle: 7, to: 14 }]);
  });
});

describe('laws', () => {
  const text = fc
    .array(fc.constantFrom('one two\n', '中文，句子\n', '\n', 'x', 'y\r\n'), { maxLength: 8 })
    .map((all) => all.join(''));

  it('one side unchanged gives the other', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeText(base, other, base)).toEqual({ text: other, conflicts: [] });
        expect(mergeText(base, base, other)).toEqual({ text: other, conflicts: [] });
        expect(mergeText(base, other, other)).toEqual({ text: other, conflicts: [] });
      }),
    );
  });

  it('drops no line that a side added', () => {
    fc.assert(
      fc.property(text, fc.nat(9), fc.nat(9), (base, i, j) => {
        const insert = (line: string, at: number) => {
          const all = base.split('\n');
          all.splice(Math.min(at, all.length), 0, line);
          return all.join('\n');
        };
        const { text: merged } = mergeText(base, insert('OURS', i), insert('THEIRS', j));
        expect(merged).toContain('OURS');
        expect(merged).toContain('THEIRS');
      }),
    );
  });

  it('conflicts lie inside the text, ours before theirs', () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        const merged = mergeText(base, ours, theirs);
        let at = 0;
        for (const { from, middle, to } of merged.conflicts) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(middle).toBeGreaterThan(from);
          expect(to).toBeGreaterThan(middle);
          expect(ours).toContain(merged.text.slice(from, middle));
          expect(theirs).toContain(merged.text.slice(middle, to));
          at = to;
        }
        expect(at).toBeLessThanOrEqual(merged.text.length);
      }),
    );
  });
});

describe('takeTheirs', () => {
  it.each([
    ['other places', 'a\nb\n', 'A\nb\n', 'a\nB\n', 'A\nB\n'],
    ['the same words, by whole lines', '第五段。\n', '五五段。\n', '末末段。\n', '末末段。\n'],
    ['what both added', 'a\n', 'a\nours\n', 'a\ntheirs\n', 'a\nours\ntheirs\n'],
  ])('takes %s, and nothing more the second time', (_what, base, ours, theirs, taken) => {
    expect(takeTheirs(base, ours, theirs)).toBe(taken);
    expect(takeTheirs(base, taken, theirs)).toBe(taken);
  });
});
