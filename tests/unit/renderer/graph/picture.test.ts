import { describe, expect, test } from 'vitest';
import { fitting, toPlane, toScreen, zoomed } from '../../../../renderer/graph/camera.ts';
import { parseHex } from '../../../../renderer/graph/palette.ts';
import { neighbours, pictureOf } from '../../../../renderer/graph/picture.ts';
import { neighbourTowards } from '../../../../renderer/graph/walk.ts';
import { neighboursOf } from '../../../../shared/link/graph.ts';

describe('a picture of a graph', () => {
  const picture = pictureOf({
    names: ['a', 'b', 'c', 'd'],
    kinds: [0, 0, 0, 3],
    groups: [-1, 0, -1, -1],
    edges: [0, 1, 2, 1, 0, 1, 0, 3, 1],
    allTopics: false,
  });

  test('has one line for a pair, whatever its direction', () => {
    expect([...picture.pairs]).toEqual([0, 1, 0, 3]);
    expect(picture.widths[0]).toBeGreaterThan(picture.widths[1] as number);
    expect([...picture.degrees]).toEqual([2, 1, 0, 1]);
    expect([...neighbours(picture, 0)]).toEqual([1, 3]);
  });

  test('knows topics, and draws what has more neighbours larger', () => {
    expect([...picture.topics]).toEqual([1, 1, 0, 0]);
    expect(picture.radii[0]).toBeGreaterThan(picture.radii[1] as number);
    expect([...picture.order]).toEqual([0, 1, 3, 2]);
  });
});

describe('arrow keys', () => {
  const edges = Int32Array.of(0, 1, 1, 0, 2, 1, 0, 3, 1, 4, 0, 1);
  const places = Float32Array.of(0, 0, 100, 10, 50, 40, -80, 0, 0, -5);
  test.each([
    ['right', 1],
    ['left', 3],
    ['up', 4],
    ['down', undefined],
  ] as const)('%s leads to the neighbour that lies there', (way, node) => {
    expect(neighbourTowards(0, way, neighboursOf(edges, 5), places)).toBe(node);
  });
});

describe('the view', () => {
  const size = { width: 800, height: 600 };
  const camera = { x: 30, y: -20, scale: 0.5 };

  test('a place on the screen is a place of the plane, and back', () => {
    expect(toPlane(camera, size, ...toScreen(camera, size, 12, 34))).toEqual([12, 34]);
  });

  test('what is zoomed at stays where it is', () => {
    const at = [100, 500] as const;
    const [x, y] = toPlane(zoomed(camera, size, 3, at), size, ...at);
    const before = toPlane(camera, size, ...at);
    expect(x).toBeCloseTo(before[0], 6);
    expect(y).toBeCloseTo(before[1], 6);
  });

  test('all of a graph fits beside what lies over the view', () => {
    const bounds = { left: -900, top: -100, right: 300, bottom: 500 };
    const fit = fitting(bounds, size, 200);
    const [left, top] = toScreen(fit, size, bounds.left, bounds.top);
    const [right, bottom] = toScreen(fit, size, bounds.right, bounds.bottom);
    expect(Math.min(left, top)).toBeGreaterThan(20);
    expect(right).toBeLessThan(580);
    expect(bottom).toBeLessThan(580);
  });
});

test('colours are read as the tokens write them', () => {
  expect(['#a8401f', '#fff', 'none'].map(parseHex)).toEqual([
    [168, 64, 31],
    [255, 255, 255],
    [0, 0, 0],
  ]);
});
