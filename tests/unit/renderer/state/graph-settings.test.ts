import { expect, test } from 'vitest';
import {
  type GraphGroup,
  graphOf,
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

test('the graph of Obsidian is filtered as there, in the nearest of our colours', () => {
  const colours = [0xe05252, 0x52e052, 0x5252e0, 0xe0c252, 0x888888, 0x52d0e0, 0x000000, 0xffffff];
  const groups = colours.map((colour) => ({ query: `path:${colour}`, colour }));
  const theirs = { query: 'path:a', tags: true, attachments: true, unresolved: false, orphans: false };
  const settings = graphOf({ ...theirs, groups, nodeSize: 2, distance: 0.5, repel: 1 });
  expect(settings).toMatchObject({ whole: theirs, nodeSize: 2, distance: 0.5, around: usualGraph.around });
  expect(settings.groups.map(({ colour }) => colour)).toEqual([4, 5, 6, 3, 8, 1, 8, 8]);
  expect(readGraphSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  const many = Array.from({ length: 40 }, () => ({ query: 'a', colour: 0 }));
  expect(graphOf({ ...theirs, groups: many, nodeSize: 1, distance: 1, repel: 1 }).groups).toHaveLength(
    mostGroups,
  );
});
