import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockIdEdit, blockIdFor } from '../../../shared/note/block-ids.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { applyEdits } from '../../../shared/text/edit.ts';

function named(text: string, index: number): string | undefined {
  const edit = blockIdEdit(text, parseNote(text, '').blocks, index, 'id');
  return edit && applyEdits(text, [edit]);
}

describe('a block gets an id', () => {
  test.each([
    ['段落\n\n又一段', 0, '段落 ^id\n\n又一段'],
    ['两\n行\n', 0, '两\n行 ^id\n'],
    ['- 一\n  - 二\n', 0, '- 一 ^id\n  - 二\n'],
    ['> 引\n> 文\n', 0, '> 引\n> 文 ^id\n'],
    ['```\na\n```\n', 0, '```\na\n```\n\n^id\n'],
    ['```\na\n```\n紧跟', 0, '```\na\n```\n\n^id\n\n紧跟'],
    ['| a |\n|---|\n| b |\n\n完', 0, '| a |\n|---|\n| b |\n\n^id\n\n完'],
    ['一\r\n\r\n$$\r\nx\r\n$$\r\n', 1, '一\r\n\r\n$$\r\nx\r\n$$\r\n\r\n^id\r\n'],
    ['# 标题', 0, undefined],
    ['有了 ^a', 0, undefined],
  ])('%j', (text, index, expected) => {
    expect(named(text, index)).toBe(expected);
  });

  test('which is its own and no other block of any note', () => {
    const piece = fc.constantFrom(
      '字',
      'a',
      ' ',
      '\n',
      '\n\n',
      '- ',
      '> ',
      '| a |\n|---|\n| b |\n',
      '```\n',
      '$$\n',
      '# ',
      '^x',
    );
    const notes = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(notes, fc.nat(5), (text, index) => {
        const after = named(text, index);
        if (after === undefined) return;
        const block = parseNote(text, '').blocks[index];
        const found = parseNote(after, '').blocks.filter((one) => one.id === 'id');
        expect(found.map(({ kind, span }) => [kind, span.from])).toEqual([[block?.kind, block?.span.from]]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('ids are of the letters and digits that an id may hold', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(blockIdFor(text)).toMatch(/^[a-z0-9]{6}$/);
    }),
  );
});
