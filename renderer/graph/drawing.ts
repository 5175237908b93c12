import type { Camera, Size } from './camera.ts';
import { fillTable, type Gl, ground, type Program, program, type Table, table } from './gl.ts';
import { nodeColour } from './node-colour.ts';
import type { Palette, Rgb } from './palette.ts';
import type { Picture } from './picture.ts';
import { edgeFragment, edgeVertex, nodeFragment, nodeVertex } from './shaders.ts';

export interface View {
  camera: Camera;
  /** In pixels of the page. */
  size: Size;
  /** Pixels of the screen to one of the page. */
  ratio: number;
  /** How large nodes are; 1 is usual. */
  nodeSize: number;
}

/** One frame is drawn in steps: nothing of it is seen before its end. */
export interface Drawing {
  /** Another graph. */
  picture(picture: Picture, palette: Palette): void;
  places(places: Float32Array): void;
  begin(view: View): void;
  /** Lines by their places in the picture, those that stand for most first. */
  lines(view: View, from: number, to: number): void;
  /** The nodes over the lines. */
  end(view: View): void;
}

/** Pixels of the page that a node's radius is, for each unit of it. Farther away nodes shrink, but less than the plane does. */
export const dotScale = (scale: number, nodeSize: number) => nodeSize * Math.min(2, scale ** 0.55);

/** Draws graphs with WebGL. Made anew where the context was lost. */
export function createDrawing(gl: Gl): Drawing {
  const nodes = program(gl, nodeVertex, nodeFragment);
  const edges = program(gl, edgeVertex, edgeFragment);
  const hidden = ground(gl);
  const [placeTable, nodeTable, edgeTable] = [table(gl, 2), table(gl, 4), table(gl, 4)];
  let counts = { nodes: 0, edges: 0 };
  let look: Palette | undefined;

  function use(of: Program, rows: Table, { camera, size, ratio }: View): void {
    of.use();
    for (const [unit, { texture }] of [placeTable, rows].entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
    }
    gl.uniform1i(of.uniform('places'), 0);
    gl.uniform1i(of.uniform('rows'), 1);
    gl.uniform2f(of.uniform('middle'), camera.x, camera.y);
    gl.uniform2f(of.uniform('size'), size.width * ratio, size.height * ratio);
    gl.uniform1f(of.uniform('scale'), camera.scale * ratio);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  return {
    picture(picture, palette) {
      look = palette;
      counts = { nodes: picture.count, edges: picture.widths.length };
      fillTable(gl, nodeTable, nodeRows(picture, palette));
      fillTable(gl, edgeTable, edgeRows(picture));
    },
    places: (places) => fillTable(gl, placeTable, places),
    begin({ size, ratio }) {
      const [width, height] = [size.width, size.height].map((side) => Math.round(side * ratio));
      hidden.begin(width as number, height as number);
      gl.viewport(0, 0, width as number, height as number);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
    },
    lines(view, from, to) {
      if (!look || to <= from) return;
      hidden.resume();
      use(edges, edgeTable, view);
      gl.uniform1i(edges.uniform('first'), from);
      gl.uniform1f(edges.uniform('ratio'), view.ratio);
      gl.uniform1f(edges.uniform('faint'), faintness(counts.edges, view.camera.scale));
      gl.uniform3f(edges.uniform('plain'), ...part(look.line));
      gl.drawArrays(gl.TRIANGLES, 0, (to - from) * 6);
    },
    end(view) {
      hidden.show();
      if (!look || counts.nodes === 0) return;
      use(nodes, nodeTable, view);
      gl.uniform1f(nodes.uniform('dot'), dotScale(view.camera.scale, view.nodeSize) * view.ratio);
      gl.uniform3f(nodes.uniform('paper'), ...part(look.paper));
      gl.drawArrays(gl.TRIANGLES, 0, counts.nodes * 6);
    },
  };
}

/** Many lines in one place must not become a blot: the more there are, and the farther away, the fainter. */
function faintness(edges: number, scale: number): number {
  const crowd = Math.min(1, (1000 / Math.max(1, edges)) ** 0.7);
  return Math.max(0.03, 0.75 * crowd * Math.min(1, 0.5 + scale));
}

const part = ([r, g, b]: Rgb): [number, number, number] => [r / 255, g / 255, b / 255];

function nodeRows(picture: Picture, palette: Palette): Float32Array {
  const rows = new Float32Array(picture.count * 4);
  for (let node = 0; node < picture.count; node++) {
    const [red, green, blue] = nodeColour(picture, node, palette);
    const row = [
      picture.radii[node] as number,
      picture.kinds[node] as number,
      red * 65536 + green * 256 + blue,
    ];
    rows.set(row, node * 4);
  }
  return rows;
}

function edgeRows({ pairs, widths }: Picture): Float32Array {
  const rows = new Float32Array(widths.length * 4);
  for (const [at, width] of widths.entries())
    rows.set([pairs[at * 2] as number, pairs[at * 2 + 1] as number, width], at * 4);
  return rows;
}
