import type { Camera, Size } from './camera.ts';
import { column, connect, fill, fillLookUp, type Gl, lookUp, type Program, program } from './gl.ts';
import type { Palette, Rgb } from './palette.ts';
import { type Picture, shapes } from './picture.ts';
import { edgeFragment, edgeVertex, nodeFragment, nodeVertex } from './shaders.ts';

export interface View {
  camera: Camera;
  /** In pixels of the page. */
  size: Size;
  /** Pixels of the screen to one of the page. */
  ratio: number;
  /** How large nodes are; 1 is usual. */
  nodeSize: number;
  /** The share of the lines that is drawn, those that count most first. */
  lines: number;
  /** The node that is looked at, or -1. */
  focus: number;
  /** From 0, all alike, to 1, all but the focus and its neighbours step back. */
  dim: number;
}

export interface Drawing {
  /** Another graph. */
  picture(picture: Picture, palette: Palette): void;
  places(places: Float32Array): void;
  /** Nodes that stay in the light while others step back: a 1 each. */
  lit(lit: Uint8Array): void;
  draw(view: View): void;
}

/** Pixels of the page that a node's radius is, for each unit of it. Farther away nodes shrink, but less than the plane does. */
export const dotScale = (scale: number, nodeSize: number) => nodeSize * Math.min(2, scale ** 0.55);

/** Draws graphs with WebGL. Made anew where the context was lost. */
export function createDrawing(gl: Gl): Drawing {
  const nodes = program(gl, nodeVertex, nodeFragment);
  const edges = program(gl, edgeVertex, edgeFragment);
  const table = lookUp(gl);
  const [ends, widths] = [column(gl, 2, 'uint'), column(gl, 1, 'float')];
  const [radii, kinds, colours] = [column(gl, 1, 'float'), column(gl, 1, 'float'), column(gl, 4, 'byte')];
  const litness = column(gl, 1, 'byte');
  const [square, strip] = [column(gl, 2, 'float'), column(gl, 2, 'float')];
  fill(gl, square, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]));
  fill(gl, strip, new Float32Array([0, -1, 1, -1, 0, 1, 1, 1]));
  const nodeArray = arrayOf(
    nodes,
    { corner: square },
    { radius: radii, kind: kinds, colour: colours, lit: litness },
  );
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

  function begin(of: Program, array: WebGLVertexArrayObject, { camera, size, ratio, dim }: View): void {
    of.use();
    gl.bindVertexArray(array);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, table.texture);
    gl.uniform1i(of.uniform('places'), 0);
    gl.uniform1i(of.uniform('wide'), table.wide);
    gl.uniform2f(of.uniform('middle'), camera.x, camera.y);
    gl.uniform2f(of.uniform('size'), size.width * ratio, size.height * ratio);
    gl.uniform1f(of.uniform('scale'), camera.scale * ratio);
    gl.uniform1f(of.uniform('dim'), dim);
  }

  function drawEdges(view: View, palette: Palette): void {
    begin(edges, edgeArray, view);
    gl.uniform1i(edges.uniform('focus'), view.focus);
    gl.uniform1f(edges.uniform('ratio'), view.ratio);
    gl.uniform1f(edges.uniform('faint'), faintness(counts.edges, view.camera.scale));
    gl.uniform3f(edges.uniform('plain'), ...part(palette.line));
    gl.uniform3f(edges.uniform('strong'), ...part(palette.accent));
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, Math.ceil(counts.edges * view.lines));
  }

  function drawNodes(view: View, palette: Palette): void {
    begin(nodes, nodeArray, view);
    gl.uniform1f(nodes.uniform('dot'), dotScale(view.camera.scale, view.nodeSize) * view.ratio);
    gl.uniform3f(nodes.uniform('paper'), ...part(palette.paper));
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, counts.nodes);
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
      fill(gl, litness, new Uint8Array(picture.count));
    },
    places: (places) => fillLookUp(gl, table, places),
    lit: (lit) => fill(gl, litness, lit.map((one) => one * 255) as Uint8Array<ArrayBuffer>),
    draw(view) {
      const { width, height } = view.size;
      gl.viewport(0, 0, width * view.ratio, height * view.ratio);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      if (!look) return;
      if (counts.edges > 0) drawEdges(view, look);
      if (counts.nodes > 0) drawNodes(view, look);
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
  for (let node = 0; node < picture.count; node++) {
    const strength =
      picture.topics[node] && !palette.groups[picture.groups[node] as number] ? weight(picture, node) : 1;
    colours.set([...mixed(palette.paper, colourOf(picture, node, palette), strength), 255], node * 4);
  }
  return colours;
}

/** The more neighbours a topic has, the deeper its colour. */
const weight = ({ degrees }: Picture, node: number) =>
  Math.min(1, 0.5 + Math.sqrt(degrees[node] as number) * 0.1);

const mixed = (a: Rgb, b: Rgb, share: number): number[] =>
  b.map((to, at) => Math.round((a[at] as number) * (1 - share) + to * share));

/** The colour of its group, else that of what it is. */
function colourOf({ groups, kinds, topics }: Picture, node: number, palette: Palette): Rgb {
  const group = palette.groups[groups[node] as number];
  if (group) return group;
  if (kinds[node] === shapes.tag) return palette.tag;
  if (kinds[node] === shapes.attachment) return palette.quiet;
  return topics[node] || kinds[node] === shapes.missing ? palette.topic : palette.note;
}
