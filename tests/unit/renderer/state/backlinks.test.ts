import { expect, test } from 'vitest';
import { groupBySource, headingPath } from '../../../../renderer/state/backlinks.ts';
import { currentHeading } from '../../../../renderer/state/outline.ts';

test('places are grouped by note, weak ones apart and last', () => {
  const place = (source: string, from: number, weak = false) => ({ source, from, weak });
  const groups = groupBySource([
    place('a', 1),
    place('b', 2, true),
    place('a', 3),
    place('a', 4, true),
    place('c', 5),
  ]);
  expect(groups.map((group) => [group.source, group.weak, group.places.map((each) => each.from)])).toEqual([
    ['a', false, [1, 3]],
    ['c', false, [5]],
    ['b', true, [2]],
    ['a', true, [4]],
  ]);
});

test.each([
  [['2025-08-07', 'Week'], 'Week'],
  [['Its title', 'Week', 'Day'], 'Week › Day'],
  [['Week', '2025-08-07'], 'Week › 2025-08-07'],
  [['2025-08-07'], ''],
  [[], ''],
])('headings %j are shown as %j', (headings, expected) => {
  expect(headingPath(headings, { source: 'daily/2025-08-07.md', title: 'Its title' })).toBe(expected);
});

test.each([
  [1, undefined],
  [3, 3],
  [5, 3],
  [99, 8],
])('line %i stands under the heading of line %s', (line, expected) => {
  expect(currentHeading([{ line: 3 }, { line: 8 }], line)?.line).toBe(expected);
});
