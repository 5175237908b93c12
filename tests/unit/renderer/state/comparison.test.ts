import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTexts, type Edit, type Part, type Run } from '../../../../renderer/state/comparison.ts';
import { applyEdits } from '../../../../shared/text/edit.ts';

/** Parts as one text, what was changed between `{rule|` and `}`. */
const mark = (parts: readonly Part[]) =>
  parts.map(({ text, rule }) => (rule === undefined ? text : `{${rule}|${text}}`)).join('');

const show = (runs: readonly Run[]) =>
  runs.map((run) => [run.changed ? '~' : '=', run.line, mark(run.left), mark(run.right)]);

const edit = (source: string, what: string, insert: string, rule = 'r'): Edit => {
  const from = source.indexOf(what);
  return { from, to: from + what.length, insert, rule };
};

const compare = (source: string, edits: Edit[]) =>
  show(compareTexts(source, applyEdits(source, edits), edits));

describe('side by side', () => {
  const source = 'one\n[[two]] here\nthree\n';

  test('a link that is rewritten', () => {
    expect(compare(source, [edit(source, '[[two]]', '[two](x)', 'link')])).toEqual([
      ['=', 1, 'one\n', 'one\n'],
      ['~', 2, '{link|[[two]]} here\n', '{link|[two](x)} here\n'],
      ['=', 3, 'three\n', 'three\n'],
    ]);
  });

  test('lines that are left out have nothing beside them', () => {
    expect(compare(source, [edit(source, '[[two]] here\n', '', 'private')])).toEqual([
      ['=', 1, 'one\n', 'one\n'],
      ['~', 2, '{private|[[two]] here\n}', ''],
      ['=', 3, 'three\n', 'three\n'],
    ]);
  });

  test('lines that are put in front', () => {
    expect(compare(source, [{ from: 0, to: 0, insert: '---\n', rule: 'front' }])).toEqual([
      ['~', 1, '', '{front|---\n}'],
      ['=', 1, source, source],
    ]);
  });

  test('without edits there is one equal run, of nothing none', () => {
    expect(compare(source, [])).toEqual([['=', 1, source, source]]);
    expect(compare('', [])).toEqual([]);
  });

  test('edits that do not lead to the result mark nothing, and every line is there', () => {
    const runs = compareTexts('a\nb\n', 'a\nc\n', [edit('a\nb\n', 'b', 'x')]);
    expect(show(runs)).toEqual([
      ['=', 1, 'a\n', 'a\n'],
      ['~', 2, 'b\n', 'c\n'],
    ]);
  });
});

test('both sides are whole, whatever the texts and edits', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '中'), maxLength: 40 });
  const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(6), text), { maxLength: 4 });
  fc.assert(
    fc.property(text, edits, (source, wanted) => {
      let at = 0;
      const list: Edit[] = [];
      for (const [skip, length, insert] of wanted.sort((a, b) => a[0] - b[0])) {
        const from = Math.min(source.length, Math.max(at, skip));
        const to = Math.min(source.length, from + length);
        if (from === to && from === at && list.length > 0) continue;
        list.push({ from, to, insert, rule: 'r' });
        at = to + 1;
      }
      const usable = list.filter((each) => each.from <= source.length && each.to <= source.length);
      const result = applyEdits(source, usable);
      const runs = compareTexts(source, result, usable);
      const whole = (side: 'left' | 'right') =>
        runs.flatMap((run) => run[side].map((part) => part.text)).join('');
      expect(whole('left')).toBe(source);
      expect(whole('right')).toBe(result);
    }),
  );
});
