import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  moveSection,
  neighbour,
  readSections,
  sectionAt,
  shiftSection,
} from '../../../shared/note/sections.ts';
import { applyEdits, invertEdits } from '../../../shared/text/edit.ts';

const text = '前言\n\n# A\n\na\n\n## A1\n\na1\n\n## A2\na2\n\n# B\n\nb';
const headings = (of: string) =>
  readSections(of).map(({ level, from }) => `${level} ${of.slice(from).split('\n')[0]}`);
const move = (of: string, index: number, before: number) => applyEdits(of, moveSection(of, index, before));

describe('moving a section', () => {
  test('takes all below its heading along, and leaves blank lines where they are', () => {
    expect(move(text, 3, 0)).toBe('前言\n\n# B\n\nb\n\n# A\n\na\n\n## A1\n\na1\n\n## A2\na2');
    expect(move(text, 0, 4)).toBe(move(text, 3, 0));
    expect(move(text, 2, 1)).toBe('前言\n\n# A\n\na\n\n## A2\na2\n\n## A1\n\na1\n\n# B\n\nb');
    expect(move(text, 1, 4)).toBe('前言\n\n# A\n\na\n\n## A2\na2\n\n# B\n\nb\n\n## A1\n\na1');
  });

  test('does nothing where it would come to lie in itself, or where it is', () => {
    for (const before of [0, 1, 2, 3]) expect(moveSection(text, 0, before)).toEqual([]);
  });

  test('is refused where a fence that is never closed would take other headings in', () => {
    expect(moveSection('# A\n\na\n\n# B\n\n```\nb\n', 1, 0)).toEqual([]);
  });

  test('does not take headings in code or quotes for its own', () => {
    expect(headings('# A\n\n```\n# no\n```\n\n> # no\n\nB\n==\n')).toEqual(['1 # A', '1 B']);
  });

  test('goes past its neighbours of the same level', () => {
    const sections = readSections(text);
    expect([0, 1, 2, 3].map((index) => neighbour(sections, index, -1))).toEqual([undefined, undefined, 1, 0]);
    expect([0, 1, 2, 3].map((index) => neighbour(sections, index, 1))).toEqual([4, 3, undefined, undefined]);
    expect(sectionAt(sections, 0)).toBe(-1);
    expect(sectionAt(sections, text.indexOf('a1'))).toBe(1);
  });
});

describe('the level of a section', () => {
  test('changes for all below it', () => {
    expect(headings(applyEdits(text, shiftSection(text, 0, 1)))).toEqual([
      '2 ## A',
      '3 ### A1',
      '3 ### A2',
      '1 # B',
    ]);
    expect(shiftSection(text, 0, -1)).toEqual([]);
    expect(shiftSection('###### a\n', 0, 1)).toEqual([]);
  });

  test('of an underlined heading changes its line, and below 2 its form', () => {
    const lined = 'A\nb\n===\n\ntext\n';
    const once = applyEdits(lined, shiftSection(lined, 0, 1));
    expect(once).toBe('A\nb\n---\n\ntext\n');
    const single = 'A\n---\n\ntext\n';
    expect(applyEdits(single, shiftSection(single, 0, 1))).toBe('### A\n\ntext\n');
  });
});

describe('laws', () => {
  const block = fc.constantFrom('# a', '## b', '### c', 'text', '- item', '```\n# x\n```', '> q', 'S\n===');
  const note = fc.array(block, { maxLength: 9 }).map((blocks) => blocks.join('\n\n'));
  const at = fc.nat({ max: 9 });

  test('nothing is lost or added', () => {
    fc.assert(
      fc.property(note, at, at, (of, index, before) => {
        const edits = moveSection(of, index, before);
        const moved = applyEdits(of, edits);
        expect([...moved].sort().join('')).toBe([...of].sort().join(''));
        expect(applyEdits(moved, invertEdits(of, edits))).toBe(of);
      }),
    );
  });

  test('past a neighbour and back again gives the same bytes', () => {
    fc.assert(
      fc.property(note, at, (of, index) => {
        const sections = readSections(of);
        const up = neighbour(sections, index, -1);
        if (up === undefined) return;
        const moved = move(of, index, up);
        if (moved === of) return;
        const down = neighbour(readSections(moved), up, 1);
        expect(move(moved, up, down ?? -1)).toBe(of);
      }),
    );
  });
});
