import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noteParser } from '../../../../shared/note/grammar.ts';
import { cellSource, plainCellSource, readTabbed } from '../../../../shared/note/table/content.ts';
import {
  alignColumn,
  deleteColumn,
  deleteRow,
  fillCells,
  insertColumn,
  insertRow,
  moveColumn,
  moveRow,
  readyCell,
} from '../../../../shared/note/table/edits.ts';
import { formatTable, tableOf } from '../../../../shared/note/table/format.ts';
import { cellAt, cellText, readTable, type Table } from '../../../../shared/note/table/table.ts';
import { displayWidth } from '../../../../shared/note/table/width.ts';
import { applyEdits, invertEdits, type TextEdit } from '../../../../shared/text/edit.ts';

function table(...lines: string[]): Table {
  const found = readTable(lines.join('\n'));
  if (!found) throw new Error('No table');
  return found;
}

const contents = (from: Table) => from.rows.map((row) => row.cells.map((cell) => cellText(from, cell)));
const changed = (from: Table, edits: TextEdit[]) => applyEdits(from.text, edits);
const lines = (text: string) => text.split('\n');

describe('reading a table', () => {
  test('finds cells, escaped pipes, alignments and ragged rows', () => {
    const read = table('| 名 | b \\| c |', '|:--|--:|', 'x', '| 1 | 2 | 3 |', '||`a\\|b`|');
    expect(contents(read)).toEqual([['名', 'b \\| c'], ['x'], ['1', '2', '3'], ['', '`a\\|b`']]);
    expect(read.aligns).toEqual(['left', 'right']);
  });

  test('finds rows behind quote marks and indent', () => {
    expect(contents(table('> | a | b |', '> |---|---|', '> | 1 | 2 |'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('is none where head and dashes differ in length', () => {
    expect(readTable('| a | b |\n|---|')).toBeUndefined();
    expect(readTable('| a |')).toBeUndefined();
  });

  test('with the table of before gives what reading it anew gives', () => {
    const cell = fc.constantFrom('', 'a', '名', ' b ', '\\|', '--', 'x | y');
    const row = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => `| ${cells.join(' | ')} |`);
    const body = fc.array(fc.oneof(row, fc.constant('| --- | --- |'), fc.constant('')), { maxLength: 6 });
    const source = body.map((rows) => ['| a | b |', '|---|---|', ...rows].join('\n'));
    fc.assert(
      fc.property(source, source, fc.nat(), fc.nat(), fc.string(), (one, other, at, length, put) => {
        const from = at % (one.length + 1);
        const edited = one.slice(0, from) + put + one.slice(from + (length % 4));
        for (const next of [other, edited]) expect(readTable(next, readTable(one))).toEqual(readTable(next));
      }),
    );
  });

  test('reads only the rows that are others', () => {
    const row = (n: number) => `| ${n} | b |`;
    const rows = Array.from({ length: 50 }, (_, n) => row(n));
    const before = table('| a | b |', '|---|---|', ...rows);
    const after = readTable(
      before.text.replace(row(20), '| twenty | b |').replace(row(21), '| 七 | b |'),
      before,
    );
    const kept = after?.rows.filter((one, index) => one === before.rows[index]);
    expect(kept?.length).toBe(21);
    expect(after?.rows.at(-1)?.cells[0]?.from).toBe((before.rows.at(-1)?.cells[0]?.from ?? 0) + 3);
  });

  test('knows the cell at an offset, also beyond the last', () => {
    const read = table('| a | b |', '|---|---|', '| 1 |');
    expect(cellAt(read, 0)).toEqual({ row: 0, column: 0 });
    expect(cellAt(read, 6)).toEqual({ row: 0, column: 1 });
    expect(cellAt(read, 12)).toEqual({ row: 0, column: 1 });
    expect(cellAt(read, read.text.length)).toEqual({ row: 1, column: 0 });
  });
});

describe('changing a table', () => {
  const small = table('| a | b |', '| --- | :-: |', '| 1 | 2 |', '| 3 |');

  test.each<[string, TextEdit[], string[]]>([
    ['a row', insertRow(small, 2), ['| a | b |', '| --- | :-: |', '| 1 | 2 |', '|     |     |', '| 3 |']],
    ['a last row', insertRow(small, 3), [...lines(small.text), '|     |     |']],
    ['no row', deleteRow(small, 1), ['| a | b |', '| --- | :-: |', '| 3 |']],
    ['no last row', deleteRow(small, 2), ['| a | b |', '| --- | :-: |', '| 1 | 2 |']],
    ['a row down', moveRow(small, 1, 2), ['| a | b |', '| --- | :-: |', '| 3 |', '| 1 | 2 |']],
    ['the head', [...moveRow(small, 0, 1), ...deleteRow(small, 0)], lines(small.text)],
    [
      'a column',
      insertColumn(small, 1),
      ['| a |     | b |', '| --- | --- | :-: |', '| 1 |     | 2 |', '| 3 |     |'],
    ],
    ['no column', deleteColumn(small, 0), ['| b |', '| :-: |', '| 2 |', '|  |']],
    ['a column left', moveColumn(small, 1, 0), ['| b | a |', '| :-: | --- |', '| 2 | 1 |', '|  | 3 |']],
    ['an alignment', alignColumn(small, 0, 'right'), ['| a | b |', '| ---: | :-: |', '| 1 | 2 |', '| 3 |']],
  ])('%s', (_, edits, expected) => expect(lines(changed(small, edits))).toEqual(expected));

  test('keeps the quote around it', () => {
    const quoted = table('> | a |', '> |---|', '> | 1 |');
    expect(lines(changed(quoted, insertRow(quoted, 1)))[2]).toBe('> |   |');
  });

  test('gives a row pipes at its ends where a blank cell there would be lost', () => {
    const bare = table('a | b', '--|--', '1 | 2\\');
    expect(lines(changed(bare, readyCell(bare, 0, 0)))[0]).toBe('| a | b');
    expect(lines(changed(bare, readyCell(bare, 1, 1)))[2]).toBe('1 | 2\\ |');
    expect(lines(changed(bare, moveColumn(bare, 0, 1)))).toEqual(['| b | a |', '|-- | --|', '| 2\\ | 1 |']);
  });

  test('makes a missing cell, and room for a backslash at the end', () => {
    expect(lines(changed(small, readyCell(small, 2, 1)))[3]).toBe('| 3 |  |');
    const tight = table('|a|', '|-|');
    expect(changed(tight, readyCell(tight, 0, 0))).toBe('|a |\n|-|');
  });

  test('fills cells, with rows and columns as needed', () => {
    const filled = changed(small, fillCells(small, 2, 1, [['x|y', 'z'], ['中']]));
    expect(lines(filled)).toEqual([
      '| a | b |  |',
      '| --- | :-: | --- |',
      '| 1 | 2 |',
      '| 3 | x\\|y | z |',
      '|  | 中 |  |',
    ]);
  });
});

describe('content of cells', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['a\\|b', 'a\\|b'],
    ['a\\\\|b', 'a\\\\\\|b'],
    ['一\r\n二\n三', '一<br>二<br>三'],
  ])('%j becomes %j', (text, expected) => expect(cellSource(text)).toBe(expected));

  test('a text from elsewhere means its backslashes', () =>
    expect(plainCellSource('a\\|b')).toBe('a\\\\\\|b'));

  test('what spreadsheets copy', () => {
    expect(readTabbed('a\tb\r\n"x\ty"\t"say ""hi""\nbye"\r\n')).toEqual([
      ['a', 'b'],
      ['x\ty', 'say "hi"\nbye'],
    ]);
    expect(readTabbed('\tindented code\n')).toEqual([['', 'indented code']]);
    expect(readTabbed('a\tb\nc')).toBeUndefined();
    expect(readTabbed('plain')).toBeUndefined();
  });

  test.each([
    ['abc', 3],
    ['中文a', 5],
    ['é', 1],
    ['👍🏽', 2],
    ['（，）', 6],
  ])('%s is %i wide', (text, width) => expect(displayWidth(text)).toBe(width));
});

test('a formatted table stands in columns, Chinese or not', () => {
  const read = table('|名称|n|', '|:-|-:|', '|k3s|轻量|', '|x|1|extra|');
  expect(lines(changed(read, formatTable(read)))).toEqual([
    '| 名称 |    n |',
    '| :--- | ---: |',
    '| k3s  | 轻量 |',
    '| x    |    1 | extra |',
  ]);
});

const piece = fc.constantFrom('a', '中', '|', '\\', '`', ' ', '[[', ']]', '<br>', '👍', '*');
const anyCell = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
const rawCell = anyCell.map((text) => ` ${cellSource(text)} `);
const anyTable = fc
  .record({
    columns: fc.integer({ min: 1, max: 4 }),
    body: fc.array(fc.array(rawCell, { minLength: 1, maxLength: 6 }), { maxLength: 4 }),
    head: fc.array(rawCell, { minLength: 4, maxLength: 4 }),
    prefix: fc.constantFrom('', '> ', '   '),
  })
  .map(({ columns, body, head, prefix }) => {
    const rows = [head.slice(0, columns), Array.from({ length: columns }, () => ' --- '), ...body];
    return table(...rows.map((row) => `${prefix}|${row.join('|')}|`));
  });
const at = fc.nat({ max: 5 });

describe('laws', () => {
  test('the grammar finds the same cells', () => {
    fc.assert(
      fc.property(anyTable, (read) => {
        const found: string[][] = [];
        noteParser.parse(read.text).iterate({
          enter: ({ name, from, to }) => {
            if (/^Table(?:Header|Row)$/.test(name)) found.push([]);
            if (name === 'TableCell') found.at(-1)?.push(read.text.slice(from, to).trimEnd());
          },
        });
        expect(found).toEqual(contents(read).map((row) => row.filter((cell) => cell !== '')));
      }),
    );
  });

  test('every change is undone by the opposite change', () => {
    const again = (text: string) => table(...lines(text));
    fc.assert(
      fc.property(anyTable, at, at, (read, a, b) => {
        const rows = read.rows.length;
        const columns = read.aligns.length;
        const row = 1 + (a % rows);
        const added = changed(read, insertRow(read, row));
        expect(changed(again(added), deleteRow(again(added), row))).toBe(read.text);
        if (rows > 1) {
          const [from, to] = [1 + (a % (rows - 1)), 1 + (b % (rows - 1))];
          const moved = again(changed(read, moveRow(read, from, to)));
          expect(changed(moved, moveRow(moved, to, from))).toBe(read.text);
        }
        const wider = again(changed(read, insertColumn(read, a % (columns + 1))));
        expect(changed(wider, deleteColumn(wider, a % (columns + 1)))).toBe(read.text);
        const right = again(changed(read, alignColumn(read, a % columns, 'center')));
        expect(changed(right, alignColumn(right, a % columns, 'none'))).toBe(read.text);
      }),
    );
  });

  test('no change loses or alters a cell that it is not about', () => {
    const sorted = (from: Table) => contents(from).flat().filter(Boolean).sort();
    fc.assert(
      fc.property(anyTable, at, at, (read, a, b) => {
        const columns = read.aligns.length;
        const keep = [
          insertRow(read, 1 + (a % read.rows.length)),
          insertColumn(read, a % (columns + 1)),
          moveColumn(read, a % columns, b % columns),
          moveRow(read, a % read.rows.length, b % read.rows.length),
          alignColumn(read, a % columns, 'left'),
          readyCell(read, a % read.rows.length, b),
          formatTable(read),
        ];
        for (const edits of keep) {
          const text = changed(read, edits);
          expect(sorted(table(...lines(text)))).toEqual(sorted(read));
          expect(applyEdits(text, invertEdits(read.text, edits))).toBe(read.text);
        }
      }),
    );
  });

  test('what is filled in is read back, and nothing else changes', () => {
    const matrix = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(anyTable, at, at, matrix, (read, a, b, cells) => {
        const [row, column] = [a % read.rows.length, b % read.aligns.length];
        const filled = contents(table(...lines(changed(read, fillCells(read, row, column, cells)))));
        const expected = contents(read);
        for (const [y, line] of cells.entries()) {
          for (const [x, text] of line.entries()) {
            expected[row + y] = expected[row + y] ?? [];
            (expected[row + y] ?? [])[column + x] = cellSource(text).trim();
          }
        }
        const rows = Math.max(filled.length, expected.length);
        const shape = (from: string[][]) =>
          Array.from({ length: rows }, (_, y) => Array.from({ length: 9 }, (_, x) => from[y]?.[x] ?? ''));
        expect(shape(filled)).toEqual(shape(expected));
      }),
    );
  });

  test('a table made of texts holds them', () => {
    const matrix = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(matrix, (cells) => {
        expect(contents(table(...lines(tableOf(cells))))).toEqual(
          cells.map((row) => row.map(plainCellSource)),
        );
      }),
    );
  });
});
