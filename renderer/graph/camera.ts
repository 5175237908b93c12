import type { Bounds } from './quad-tree.ts';

/** What of the plane is seen: the place in the middle, and how many pixels one unit is. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const least = 0.01;
const most = 8;

export const clampScale = (scale: number) => Math.min(most, Math.max(least, scale));

/** Where a place of the plane is on the screen, in pixels from its top left. */
export function toScreen(camera: Camera, { width, height }: Size, x: number, y: number): [number, number] {
  return [(x - camera.x) * camera.scale + width / 2, (y - camera.y) * camera.scale + height / 2];
}

export function toPlane(camera: Camera, { width, height }: Size, x: number, y: number): [number, number] {
  return [(x - width / 2) / camera.scale + camera.x, (y - height / 2) / camera.scale + camera.y];
}

/** Nearer or farther by a factor; what is at `at` (pixels) stays there. */
export function zoomed(camera: Camera, size: Size, factor: number, at: readonly [number, number]): Camera {
  const scale = clampScale(camera.scale * factor);
  const [x, y] = toPlane(camera, size, ...at);
  const share = camera.scale / scale;
  return { scale, x: x + (camera.x - x) * share, y: y + (camera.y - y) * share };
}

/**
 * All of it in sight, with a margin; a small graph is not blown up.
 * @param covered pixels at the right edge that something lies over
 */
export function fitting({ left, top, right, bottom }: Bounds, size: Size, covered = 0): Camera {
  const { height } = size;
  const width = size.width - covered;
  const margin = Math.min(64, width / 8, height / 8);
  const scale = Math.min(
    (width - margin * 2) / Math.max(1, right - left),
    (height - margin * 2) / Math.max(1, bottom - top),
    1.6,
  );
  const fit = clampScale(scale);
  return { x: (left + right) / 2 + covered / 2 / fit, y: (top + bottom) / 2, scale: fit };
}

/** Part of the way from one view to another. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const mix = (a: number, b: number) => a + (b - a) * share;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    scale: from.scale * (to.scale / from.scale) ** share,
  };
}
