import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLayout, type LayoutInput } from '../../../../renderer/graph/layout.ts';
import { boundsOf, QuadTree } from '../../../../renderer/graph/quad-tree.ts';
import { startPlaces } from '../../../../renderer/graph/start-places.ts';
import { growth, steep } from '../../../fixtures/growth.ts';

const usual = { repel: 1, distance: 1, gravity: 1 };

/** `count` rings of five nodes each, and as many nodes that nothing is joined with. */
function rings(count: number): Uint32Array {
  const pairs: number[] = [];
  for (let ring = 0; ring < count; ring++) {
    for (let at = 0; at < 5; at++) pairs.push(ring * 5 + at, ring * 5 + ((at + 1) % 5));
  }
  return Uint32Array.from(pairs);
}

function arranged(pairs: Uint32Array, count: number, more: Partial<LayoutInput> = {}): Float32Array {
  const places = more.places ?? startPlaces(pairs, count);
  const layout = createLayout({ pairs, places, forces: usual, heat: 1, ...more });
  while (layout.step());
  expect(layout.progress()).toBe(1);
  return places;
}

const distance = (places: Float32Array, a: number, b: number) =>
  Math.hypot(
    (places[a * 2] as number) - (places[b * 2] as number),
    (places[a * 2 + 1] as number) - (places[b * 2 + 1] as number),
  );

describe('a layout', () => {
  test('puts linked nodes near each other, and others apart', () => {
    const places = arranged(rings(4), 20);
    for (let node = 0; node < 20; node++) {
      const ring = Math.floor(node / 5);
      const next = ring * 5 + ((node + 1) % 5);
      const others = Array.from({ length: 20 }, (_, other) => other).filter((one) => one / 5 >= ring + 1);
      for (const other of others)
        expect(distance(places, node, next)).toBeLessThan(distance(places, node, other));
    }
  });

  test('comes out the same each time', () => {
    expect(arranged(rings(10), 60)).toEqual(arranged(rings(10), 60));
  });

  test('puts what nothing is joined with around the rest', () => {
    const places = arranged(rings(4), 24);
    const out = (node: number) => Math.hypot(places[node * 2] as number, places[node * 2 + 1] as number);
    const farthest = Math.max(...Array.from({ length: 20 }, (_, node) => out(node)));
    for (let lone = 20; lone < 24; lone++) expect(out(lone)).toBeGreaterThan(farthest);
  });

  test('holds a node in its place and lets it go', () => {
    const pairs = rings(1);
    const places = startPlaces(pairs, 5);
    const layout = createLayout({ pairs, places, forces: usual, heat: 1 });
    layout.hold(0, 500, 500);
    for (let step = 0; step < 400; step++) expect(layout.step()).toBe(true);
    expect([places[0], places[1]]).toEqual([500, 500]);
    expect(distance(places, 0, 1)).toBeLessThan(600);
    layout.release(0);
    while (layout.step());
    expect(Math.hypot(places[0] as number, places[1] as number)).toBeLessThan(500);
  });

  test('longer lines and more room make it larger', () => {
    const width = (forces: typeof usual) => {
      const { left, right } = boundsOf(arranged(rings(6), 30, { forces }));
      return right - left;
    };
    expect(width({ ...usual, distance: 3 })).toBeGreaterThan(width(usual));
    expect(width({ ...usual, repel: 3 })).toBeGreaterThan(width(usual));
  });

  test('nodes in one place come apart, and an empty graph is at rest', () => {
    const places = arranged(Uint32Array.of(0, 1, 0, 2), 3, { places: Float32Array.of(0, 0, 1, 0, 1, 0) });
    expect([...places].every(Number.isFinite)).toBe(true);
    expect(
      createLayout({ pairs: new Uint32Array(0), places: new Float32Array(0), forces: usual, heat: 1 }).step(),
    ).toBe(false);
  });

  test('a step costs little more for each node of a large graph', () => {
    const make = (size: number) => {
      const pairs = rings(size / 5);
      const layout = createLayout({ pairs, places: startPlaces(pairs, size), forces: usual, heat: 1 });
      return { length: size, layout };
    };
    expect(growth(8000, make, ({ layout }) => layout.step())).toBeLessThan(steep);
  });
});

test('squares within squares push as all bodies do one by one, nearly', () => {
  const place = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 200 }), (list) => {
      const places = Float32Array.from(list.flat());
      const masses = Float32Array.from(list, (_, at) => 1 + (at % 3));
      const tree = new QuadTree();
      tree.build(places, masses, Uint32Array.from(masses.keys()));
      for (let body = 0; body < list.length; body += 7) {
        const speeds = new Float32Array(list.length * 2);
        tree.push(body, 1, speeds);
        let [x, y, all] = [0, 0, 0];
        for (const [other, mass] of masses.entries()) {
          const dx = (places[body * 2] as number) - (places[other * 2] as number);
          const dy = (places[body * 2 + 1] as number) - (places[other * 2 + 1] as number);
          const share = mass / Math.max(1, dx * dx + dy * dy);
          x += dx * share;
          y += dy * share;
          all += Math.hypot(dx, dy) * share;
        }
        const fault = Math.hypot((speeds[body * 2] as number) - x, (speeds[body * 2 + 1] as number) - y);
        expect(fault).toBeLessThanOrEqual(0.1 * all + 1e-3);
      }
    }),
    { numRuns: 40 },
  );
});

describe('the places that a layout begins with', () => {
  test('are those of last time, and new nodes begin beside a neighbour', () => {
    const known = new Map([[0, [1000, 1000] as const]]);
    const places = startPlaces(Uint32Array.of(0, 1), 3, (node) => known.get(node));
    expect([places[0], places[1]]).toEqual([1000, 1000]);
    expect(distance(places, 0, 1)).toBeLessThan(20);
    expect(distance(places, 0, 2)).toBeGreaterThan(1000);
  });

  test('are all different', () => {
    const places = startPlaces(rings(20), 120);
    const seen = new Set(
      Array.from({ length: 120 }, (_, node) => `${places[node * 2]} ${places[node * 2 + 1]}`),
    );
    expect(seen.size).toBe(120);
  });
});
