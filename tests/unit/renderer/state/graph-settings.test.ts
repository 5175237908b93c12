import { expect, test } from 'vitest';
import {
  type GraphGroup,
  graphParams,
  mostGroups,
  newGroup,
  readGraphSettings,
  usualGraph,
} from '../../../../renderer/state/graph-settings.ts';

test('settings come back as they were kept, and as usual where they cannot be used', () => {
  const kept = { ...usualGraph, nodeSize: 2, groups: [{ id: 1, query: 'tag:#a', colour: 3 }] };
  expect(readGraphSettings(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  for (const broken of [null, 7, {}, { ...kept, nodeSize: 'large' }]) {
    expect(readGraphSettings(broken as never)).toEqual(usualGraph);
  }
});

test('the whole vault and the surroundings of a note are filtered apart', () => {
  const settings = {
    ...usualGraph,
    whole: { ...usualGraph.whole, query: ' path:a ' },
    around: { ...usualGraph.around, depth: 2 as const },
  };
  expect(graphParams(settings, undefined)).toMatchObject({ by: 'link', query: 'path:a', orphans: true });
  expect(graphParams(settings, 'n.md')).toMatchObject({ center: 'n.md', depth: 2, query: '' });
});

test('a query that cannot be read yet asks nothing', () => {
  const settings = {
    ...usualGraph,
    whole: { ...usualGraph.whole, query: '(' },
    groups: [
      { id: 1, query: '(', colour: 1 },
      { id: 2, query: 'ovn', colour: 2 },
    ],
  };
  expect(graphParams(settings, undefined)).toMatchObject({ query: '', groups: ['', 'ovn'] });
});

test('each new group has a colour of its own while there are some', () => {
  const groups: GraphGroup[] = [];
  for (let n = 0; n < mostGroups; n++) groups.push(newGroup(groups));
  expect(new Set(groups.map(({ id }) => id)).size).toBe(mostGroups);
  expect(new Set(groups.slice(0, 8).map(({ colour }) => colour)).size).toBe(8);
  expect(groups.every(({ colour }) => colour >= 1 && colour <= 8)).toBe(true);
});
