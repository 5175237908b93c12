import type { Camera, Size } from './camera.ts';
import { column, connect, fill, fillLookUp, type Gl, ground, lookUp, type Program, program } from './gl.ts';
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
  const table = lookUp(gl);
  const hidden = ground(gl);
  const [ends, widths] = [column(gl, 2, 'uint'), column(gl, 1, 'float')];
  const [radii, kinds, colours] = [column(gl, 1, 'float'), column(gl, 1, 'float'), column(gl, 4, 'byte')];
  const [square, strip] = [column(gl, 2, 'float'), column(gl, 2, 'float')];
  fill(gl, square, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]));
  fill(gl, strip, new Float32Array([0, -1, 1, -1, 0, 1, 1, 1]));
  const nodeArray = arrayOf(nodes, { corner: square }, { radius: radii, kind: kinds, colour: colours });
  const edgeArray = arrayOf(edges, { corner: strip }, { ends, width: widths });
  let counts = { nodes: 0, edges: 0 };
  let look: Palette | undefined;

  function arrayOf(
    of: Program,
    corners: Record<string, ReturnType<typeof column>>,
    instances: Record<string, ReturnType<typeof column>>,
  ) {
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    for (const [name, from] of Object.entries(corners)) connect(gl, of.attribute(name), from, 'corner');
    for (const [name, from] of Object.entries(instances)) connect(gl, of.attribute(name), from, 'instance');
    gl.bindVertexArray(null);
    return array;
  }

  function use(of: Program, array: WebGLVertexArrayObject, { camera, size, ratio }: View): void {
    of.use();
    gl.bindVertexArray(array);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, table.texture);
    gl.uniform1i(of.uniform('places'), 0);
    gl.uniform1i(of.uniform('wide'), table.wide);
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
      fill(gl, ends, picture.pairs as Uint32Array<ArrayBuffer>);
      fill(gl, widths, picture.widths as Float32Array<ArrayBuffer>);
      fill(gl, radii, picture.radii as Float32Array<ArrayBuffer>);
      fill(gl, kinds, Float32Array.from(picture.kinds));
      fill(gl, colours, coloursOf(picture, palette));
    },
    places: (places) => fillLookUp(gl, table, places),
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
      use(edges, edgeArray, view);
      connect(gl, edges.attribute('ends'), ends, 'instance', from);
      connect(gl, edges.attribute('width'), widths, 'instance', from);
      gl.uniform1f(edges.uniform('ratio'), view.ratio);
      gl.uniform1f(edges.uniform('faint'), faintness(counts.edges, view.camera.scale));
      gl.uniform3f(edges.uniform('plain'), ...part(look.line));
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, to - from);
      gl.bindVertexArray(null);
    },
    end(view) {
      hidden.show();
      if (!look || counts.nodes === 0) return;
      use(nodes, nodeArray, view);
      gl.uniform1f(nodes.uniform('dot'), dotScale(view.camera.scale, view.nodeSize) * view.ratio);
      gl.uniform3f(nodes.uniform('paper'), ...part(look.paper));
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, counts.nodes);
      gl.bindVertexArray(null);
    },
  };
}

/** Many lines in one place must not become a blot: the more there are, and the farther away, the fainter. */
function faintness(edges: number, scale: number): number {
  const crowd = Math.min(1, (1000 / Math.max(1, edges)) ** 0.7);
  return Math.max(0.03, 0.75 * crowd * Math.min(1, 0.5 + scale));
}

const part = ([r, g, b]: Rgb): [number, number, number] => [r / 255, g / 255, b / 255];

function coloursOf(picture: Picture, palette: Palette): Uint8Array<ArrayBuffer> {
  const colours = new Uint8Array(picture.count * 4);
  for (let node = 0; node < picture.count; node++)
    colours.set([...nodeColour(picture, node, palette), 255], node * 4);
  return colours;
}
