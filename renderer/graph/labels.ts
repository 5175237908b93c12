import { type Camera, type Size, toScreen } from './camera.ts';
import { dotScale } from './drawing.ts';
import { type LabelSprites, labelHeight } from './label-sprites.ts';
import type { Palette } from './palette.ts';
import { neighbours, type Picture } from './picture.ts';

export interface LabelView {
  camera: Camera;
  size: Size;
  ratio: number;
  nodeSize: number;
  labels: boolean;
  /** The node that is looked at, the one that the keys are at, and the one that all is around; -1 for none. */
  focus: number;
  current: number;
  center: number;
  dim: number;
}

/** So many labels at a time, and so many nodes looked at for them. */
const mostLabels = 140;
const mostTried = 1500;
const longest = 28;

/** Names beside nodes, of the best joined ones first, where no other name stands; and the ring of the one that is chosen. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  picture: Picture,
  places: Float32Array,
  palette: Palette,
  sprites: LabelSprites,
  view: LabelView,
): void {
  const { size, ratio, camera } = view;
  const taken = createTaken(size);
  const look = { palette, ratio };
  const dot = dotScale(camera.scale, view.nodeSize);

  const at = (node: number) =>
    toScreen(camera, size, places[node * 2] as number, places[node * 2 + 1] as number);
  const radius = (node: number) => Math.max(1.3, (picture.radii[node] as number) * dot);

  function inSight(node: number): boolean {
    const [x, y] = at(node);
    return x > -80 && y > -20 && x < size.width + 80 && y < size.height + 20;
  }

  /** False where there is no room. */
  function label(node: number, alpha: number, always: boolean): boolean {
    const [x, y] = at(node);
    const top = y + radius(node) + 1;
    const text = shortened(picture.names[node] ?? '');
    const width = sprites.width(text, look);
    if (!taken(x - width / 2, top, width, labelHeight - 2) && !always) return false;
    const image = sprites.picture(text, always, look);
    context.globalAlpha = alpha;
    const [left, upper] = [x - width / 2, top].map((side) => Math.round(side * ratio) / ratio);
    context.drawImage(image, left as number, upper as number, image.width / ratio, image.height / ratio);
    return true;
  }

  function ring(node: number): void {
    context.globalAlpha = 1;
    context.strokeStyle = `rgb(${palette.accent.join(' ')})`;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(...at(node), radius(node) + 3, 0, Math.PI * 2);
    context.stroke();
  }

  for (const node of new Set([view.current, view.focus, view.center])) {
    if (node < 0) continue;
    ring(node);
    label(node, 1, true);
  }
  const near = view.focus < 0 ? undefined : byDegree(neighbours(picture, view.focus), picture);
  for (const node of near?.filter(inSight).slice(0, mostLabels) ?? []) label(node, 1, false);
  if (!view.labels || (near && view.dim === 1)) return;
  let drawn = 0;
  let tried = 0;
  for (const node of picture.order) {
    if (drawn >= mostLabels || tried >= mostTried) break;
    if (node === view.focus || node === view.current || node === view.center || !inSight(node)) continue;
    tried++;
    if (label(node, 1 - view.dim, false)) drawn++;
  }
}

function byDegree(nodes: Uint32Array, { degrees }: Picture): Uint32Array {
  return nodes.slice().sort((a, b) => (degrees[b] as number) - (degrees[a] as number) || a - b);
}

const shortened = (name: string) => {
  const signs = [...name];
  return signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : name;
};

/** Asks for room: true, and the room is taken, where it was free. */
function createTaken({ width, height }: Size) {
  const cell = 16;
  const columns = Math.ceil(width / cell) + 1;
  const used = new Uint8Array(columns * (Math.ceil(height / cell) + 2));
  return (left: number, top: number, wide: number, high: number): boolean => {
    const cells: number[] = [];
    for (let y = Math.floor(top / cell); y <= Math.floor((top + high) / cell); y++) {
      for (let x = Math.floor(left / cell); x <= Math.floor((left + wide) / cell); x++) {
        if (x < 0 || y < 0 || x >= columns || y * columns + x >= used.length) continue;
        if (used[y * columns + x]) return false;
        cells.push(y * columns + x);
      }
    }
    for (const each of cells) used[each] = 1;
    return true;
  };
}
