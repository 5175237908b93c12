import { type Camera, type Size, toScreen } from './camera.ts';
import { dotScale } from './drawing.ts';
import { nodeColour } from './node-colour.ts';
import type { Palette } from './palette.ts';
import { neighbours, type Picture, shapes } from './picture.ts';

export interface LightView {
  camera: Camera;
  size: Size;
  nodeSize: number;
  /** The node that is looked at, or -1. */
  focus: number;
  /** From 0, nothing is lit, to 1. */
  dim: number;
}

/** The node that is looked at, its neighbours and the lines to them, over a picture of all that steps back. */
export function drawLight(
  context: CanvasRenderingContext2D,
  picture: Picture,
  places: Float32Array,
  palette: Palette,
  { camera, size, nodeSize, focus, dim }: LightView,
): void {
  if (focus < 0) return;
  const at = (node: number) =>
    toScreen(camera, size, places[node * 2] as number, places[node * 2 + 1] as number);
  const dot = dotScale(camera.scale, nodeSize);
  const others = neighbours(picture, focus);
  const middle = at(focus);
  context.globalAlpha = 0.75 * dim;
  context.strokeStyle = css(palette.accent);
  context.lineWidth = 1.2;
  context.beginPath();
  for (const other of others) {
    context.moveTo(...middle);
    context.lineTo(...at(other));
  }
  context.stroke();
  context.globalAlpha = dim;
  for (const node of [...others, focus]) {
    const radius = Math.max(1.3, (picture.radii[node] as number) * dot);
    const [x, y] = at(node);
    if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) continue;
    context.fillStyle = css(nodeColour(picture, node, palette));
    context.fill(shapeOf(picture.kinds[node] as number, x, y, radius));
    if (picture.kinds[node] !== shapes.missing) continue;
    context.fillStyle = css(palette.paper);
    context.fill(shapeOf(shapes.note, x, y, radius - Math.max(1.4, radius * 0.3)));
  }
}

/** As the shader cuts them. */
function shapeOf(kind: number, x: number, y: number, radius: number): Path2D {
  const shape = new Path2D();
  const side = radius / 1.15;
  const reach = radius / 0.86;
  if (kind === shapes.attachment) shape.rect(x - side, y - side, side * 2, side * 2);
  else if (kind === shapes.tag) {
    shape.moveTo(x - reach, y);
    for (const [right, down] of [
      [0, -1],
      [1, 0],
      [0, 1],
    ] as const)
      shape.lineTo(x + reach * right, y + reach * down);
  } else shape.arc(x, y, Math.max(0, radius), 0, Math.PI * 2);
  return shape;
}

const css = (colour: readonly number[]) => `rgb(${colour.join(' ')})`;
