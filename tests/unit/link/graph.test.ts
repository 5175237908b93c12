import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutGraph, edgesAmong, NumberList, neighboursOf, stepsFrom } from '../../../shared/link/graph.ts';

/** `a>b` an edge each; letters are nodes. */
function graph(text: string) {
  const list = new NumberList();
  for (const [from, , to] of text.split(' ')) list.push(node(from as string), node(to as string), 1);
  return list.all();
}

const node = (letter: string) => letter.charCodeAt(0) - 97;
const letters = (nodes: readonly number[]) => nodes.map((one) => String.fromCharCode(97 + one)).join('');
const whole = { depth: 1, direction: 'both', orphans: true, limit: 100 } as const;
const chain = graph('a>b b>c c>d e>a');

describe('what of a graph is shown', () => {
  test.each([
    ['all of it', chain, {}, 'abcdefg'],
    ['what something joins', chain, { orphans: false }, 'abcde'],
    ['one step around a note', chain, { center: 0 }, 'abe'],
    ['two steps', chain, { center: 0, depth: 2 }, 'abce'],
    ['three steps', chain, { center: 0, depth: 3 }, 'abcde'],
    ['where it leads', chain, { center: 0, depth: 3, direction: 'out' }, 'abcd'],
    ['what leads to it', chain, { center: 2, depth: 3, direction: 'in' }, 'abce'],
    ['a note that nothing joins', chain, { center: 5, orphans: false }, 'f'],
    ['those with most edges first', graph('a>b c>b d>b d>c'), { limit: 3 }, 'bcd'],
    ['the nearest first', graph('a>b b>c b>d b>e'), { center: 0, depth: 2, limit: 3 }, 'abc'],
  ] as const)('%s', (_what, edges, cut, nodes) => {
    const found = cutGraph(edges, 7, { ...whole, ...cut });
    expect(letters(found.nodes)).toBe(nodes);
  });

  test('it says how many nodes did not fit', () => {
    expect(cutGraph(chain, 7, { ...whole, limit: 5 }).left).toBe(2);
  });

  test('edges are given by the places of the nodes that are shown', () => {
    expect(edgesAmong(chain, 7, [0, 1, 4])).toEqual([0, 1, 1, 2, 0, 1]);
    expect(edgesAmong(graph('e>a b>c a>b'), 7, [0, 1, 4], true)).toEqual([0, 1, 1, 0, 2, 1]);
  });
});

const someEdges = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 3000 });

test('neighbours and steps are those of a plain search', () => {
  fc.assert(
    fc.property(someEdges, fc.nat(19), fc.integer({ min: 1, max: 3 }), (pairs, center, depth) => {
      const list = new NumberList();
      for (const [from, to] of pairs) list.push(from, to, 1);
      const around = neighboursOf(list.all(), 20, 'out');
      let reached = new Set([center]);
      for (let step = 0; step < depth; step++) {
        reached = new Set([...reached, ...pairs.flatMap(([from, to]) => (reached.has(from) ? [to] : []))]);
      }
      const steps = stepsFrom(center, around, depth);
      expect([...steps.keys()].filter((one) => steps[one] !== -1)).toEqual(
        [...reached].sort((a, b) => a - b),
      );
      expect(around.to.length).toBe(pairs.length);
    }),
    { numRuns: 50 },
  );
});
