import { expect, test } from 'vitest';
import { type Camera, toScreen } from '../../../../renderer/graph/camera.ts';
import type { Drawing, View } from '../../../../renderer/graph/drawing.ts';
import { carried, createPainter } from '../../../../renderer/graph/painter.ts';
import type { Picture } from '../../../../renderer/graph/picture.ts';

const size = { width: 1000, height: 800 };
const viewOf = (camera: Camera): View => ({ camera, size, ratio: 1, nodeSize: 1 });
const here = viewOf({ x: 10, y: -20, scale: 0.5 });
const there = viewOf({ x: 40, y: 5, scale: 0.8 });

/** A painter of so many lines, and what it did. A frame is done when `done` is called. */
function painterOf(lines: number) {
  const did: string[] = [];
  let transform = '';
  let frames = 0;
  let done: (() => void) | undefined;
  const drawing: Drawing = {
    picture: () => {},
    places: () => {},
    begin: () => void did.push('begin'),
    lines: (_, from, to) => void did.push(`${from}-${to}`),
    end: (view) => void did.push(`seen at ${view.camera.x}`),
  };
  const painter = createPainter({
    draw: () => drawing,
    whenDone(call) {
      done = call;
      return true;
    },
    carry: (next) => {
      transform = next;
    },
    soon: () => {
      frames++;
    },
  });
  painter.picture({ widths: new Float32Array(lines) } as Picture, {} as never);
  painter.places(new Float32Array(2));
  return {
    painter,
    transform: () => transform,
    taken: () => did.splice(0),
    /** How many frames were asked for. */
    asked: () => frames,
    finish() {
      const call = done;
      done = undefined;
      call?.();
    },
  };
}

test('what few lines join is drawn in one frame, wherever the view is', () => {
  const { painter, taken, transform, finish } = painterOf(30);
  painter.paint(here, true);
  expect(taken()).toEqual(['begin', '0-30', 'seen at 10']);
  painter.paint(there, true);
  expect(taken()).toEqual(['begin', '0-30', 'seen at 40']);
  finish();
  painter.paint(there, false);
  expect(taken()).toEqual([]);
  expect(transform()).toBe('');
});

test('of many lines the first frame shows some, and all follow when nothing moves', () => {
  const { painter, taken, finish, asked } = painterOf(6000);
  painter.paint(here, true);
  expect(taken()).toEqual(['begin', '0-4000', 'seen at 10']);
  const before = asked();
  finish();
  expect(asked()).toBe(before + 1);
  painter.paint(here, false);
  expect(taken()).toEqual(['begin', '0-6000', 'seen at 10']);
});

test('on the move, what is there is carried along; at rest it is drawn anew, unseen until it is whole', async () => {
  const { painter, taken, transform, finish } = painterOf(1_000_000);
  painter.paint(here, false);
  finish();
  taken();
  painter.paint(there, true);
  expect(taken()).toEqual([]);
  expect(transform()).toBe(carried(here, there.camera));
  const seen: string[] = [];
  for (let frame = 0; frame < 40 && !seen.includes('seen at 40'); frame++) {
    painter.paint(there, false);
    seen.push(...taken());
    if (!seen.includes('seen at 40')) expect(transform()).toBe(carried(here, there.camera));
    finish();
  }
  expect(seen.filter((one) => one === 'begin')).toHaveLength(1);
  expect(seen.at(-2)).toMatch(/-1000000$/);
  expect(seen.at(-1)).toBe('seen at 40');
  expect(transform()).toBe('');
});

test('a move puts off what was begun, and what moved meanwhile is drawn from its beginning', () => {
  const { painter, taken, finish } = painterOf(1_000_000);
  painter.paint(here, true);
  finish();
  taken();
  painter.paint(there, false);
  finish();
  expect(taken()[0]).toBe('begin');
  painter.paint(here, true);
  expect(taken()).toEqual([]);
  painter.paint(there, false);
  expect(taken()[0]).toBe('begin');
});

test('a frame that comes while the one before is not done is not forgotten', () => {
  const { painter, taken, asked, finish } = painterOf(1_000_000);
  painter.paint(here, false);
  taken();
  painter.paint(there, false);
  expect(taken()).toEqual([]);
  const before = asked();
  finish();
  expect(asked()).toBeGreaterThan(before);
});

test('what is carried lies where a drawing would put it', () => {
  const [scale, , , down, x, y] = carried(here, there.camera)
    .replace(/[^\d.,e-]/g, '')
    .split(',')
    .map(Number) as [number, number, number, number, number, number];
  for (const [left, top] of [
    [0, 0],
    [130, -77],
  ] as const) {
    const [fromX, fromY] = toScreen(here.camera, size, left, top);
    const [toX, toY] = toScreen(there.camera, size, left, top);
    expect(fromX * scale + x).toBeCloseTo(toX, 6);
    expect(fromY * down + y).toBeCloseTo(toY, 6);
  }
});
