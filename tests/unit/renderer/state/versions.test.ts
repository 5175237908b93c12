import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, groupByDay } from '../../../../renderer/state/versions.ts';

const shown = (now: string, older: string) =>
  compareVersions(now, older).map(({ line, lines }) => [
    line,
    lines.map(({ kind, text }) => `${{ same: ' ', now: '-', older: '+' }[kind]}${text}`).join('\n'),
  ]);

describe('comparing', () => {
  test('a changed line with those around it', () => {
    expect(shown('1\n2\n3\nfour\n5\n6\n7\n', '1\n2\n3\n4\n5\n6\n7\n')).toEqual([
      [4, ' 2\n 3\n-four\n+4\n 5\n 6'],
    ]);
  });

  test('places near one another are one, others are two', () => {
    const now = 'a\n1\n2\n3\n4\nb\n5\n6\n7\n8\n9\nc\n';
    const older = 'A\n1\n2\n3\n4\nB\n5\n6\n7\n8\n9\nC\n';
    expect(shown(now, older)).toEqual([
      [1, '-a\n+A\n 1\n 2\n 3\n 4\n-b\n+B\n 5\n 6'],
      [12, ' 8\n 9\n-c\n+C'],
    ]);
  });

  test.each([
    ['', 'all\n', [[1, '+all']]],
    ['all\n', '', [[1, '-all']]],
    ['same\r\n', 'same\r\n', []],
    ['a\r\nb', 'a\r\nb\r\n', [[2, ' a\n-b\n+b']]],
  ])('%j against %j', (now, older, parts) => {
    expect(shown(now, older)).toEqual(parts);
  });

  test('a part alone restores its place and nothing else', () => {
    const now = `top\n${'x\n'.repeat(9)}end`;
    const older = `TOP\n${'x\n'.repeat(9)}END\n`;
    expect(compareVersions(now, older).map(({ restored }) => restored)).toEqual([
      `TOP\n${'x\n'.repeat(9)}end`,
      `top\n${'x\n'.repeat(9)}END\n`,
    ]);
  });
});

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 14 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));

test('part after part, the note becomes the older version', () => {
  fc.assert(
    fc.property(text, text, (now, older) => {
      let current = now;
      for (let turn = 0; current !== older; turn++) {
        expect(turn).toBeLessThan(40);
        const [part] = compareVersions(current, older);
        expect(part).toBeDefined();
        current = part?.restored ?? older;
      }
    }),
    { numRuns: 500 },
  );
});

test('versions by day, in the order in which they come', () => {
  const at = (day: number, hour: number) => ({ time: new Date(2025, 7, day, hour).getTime() });
  const list = [at(7, 9), at(6, 23), at(6, 0)];
  expect(groupByDay(list)).toEqual([
    { day: '2025-08-07', versions: [list[0]] },
    { day: '2025-08-06', versions: [list[1], list[2]] },
  ]);
});
