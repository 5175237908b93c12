import { describe, expect, it } from 'vitest';
import { readWishes } from '../../bench/args.ts';
import { megabytes, ms, ratio } from '../../bench/format.ts';
import { median, percentile } from '../../bench/stats.ts';
import { type Column, renderTable } from '../../bench/table.ts';

const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);

describe('percentile', () => {
  it.each([
    [[7], 0.5, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.5, 2],
    [hundred, 0.95, 95],
    [hundred, 1, 100],
    [hundred, 0, 1],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  it('of nothing is no number', () => expect(median([])).toBeNaN());
});

describe('numbers', () => {
  it.each([
    [ms(0.123), '0.12'],
    [ms(12.34), '12.3'],
    [ms(1234.5), '1,235'],
    [ms(Number.NaN), undefined],
    [ratio(3, 2), '1.50x'],
    [ratio(3000, 2), '1,500x'],
    [ratio(3, undefined), undefined],
    [ratio(undefined, 3), undefined],
    [megabytes(1_234_567), '1.23'],
    [megabytes(123_456_789), '123'],
  ])('%s reads %s', (shown, expected) => expect(shown).toBe(expected));
});

describe('renderTable', () => {
  const columns: Column<{ name: string; time: number | undefined; tool: number | undefined }>[] = [
    { title: 'vault', align: 'left', cell: ({ name }) => name },
    { title: 'time', cell: ({ time }) => ms(time) },
    { title: 'rg', cell: ({ tool }) => ms(tool) },
  ];

  it('aligns, shows a dash for what is missing, and leaves out a column that is empty', () => {
    const rows = [
      { name: 'small', time: 1.5, tool: undefined },
      { name: 'a larger one', time: undefined, tool: undefined },
    ];
    expect(renderTable('Title', columns, rows).split('\n')).toEqual([
      'Title',
      'vault         time',
      'small         1.50',
      'a larger one     -',
    ]);
  });
});

describe('readWishes', () => {
  it.each([
    [
      [],
      {
        sections: ['engine', 'search', 'ranking', 'discovery', 'export', 'scan', 'graph', 'editor'],
        sizes: [1000, 10_000],
      },
    ],
    [['search'], { sections: ['search'], sizes: [1000, 10_000] }],
    [['scan', '--keep', 'here'], { sections: ['scan'], sizes: [1000, 10_000], keep: 'here' }],
    [['export', '--notes', '500,100'], { sections: ['export'], sizes: [100, 500] }],
    [
      ['--notes', '0'],
      {
        sections: ['engine', 'search', 'ranking', 'discovery', 'export', 'scan', 'graph', 'editor'],
        sizes: [],
      },
    ],
  ])('reads %j', (args, expected) => expect(readWishes(args)).toEqual(expected));

  it.each([[['nonsense']], [['--notes', 'many']], [['--notes', '-5']], [['--other']], [['--keep', 'here']]])(
    'refuses %j',
    (args) => {
      expect(() => readWishes(args)).toThrow();
    },
  );
});
