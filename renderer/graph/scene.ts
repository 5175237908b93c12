import { between, type Camera, fitting, type Size, toPlane, toScreen, zoomed } from './camera.ts';
import { createDrawing, dotScale } from './drawing.ts';
import { whenDone } from './gl.ts';
import { createLabelSprites } from './label-sprites.ts';
import { drawLabels } from './labels.ts';
import { drawLight } from './light.ts';
import { createPainter } from './painter.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';
import { boundsOf } from './quad-tree.ts';

export interface SceneLook {
  /** Pixels at the right edge that something lies over. */
  covered: number;
  nodeSize: number;
  labels: boolean;
}

/** A graph on two canvases: what WebGL draws, and names and what is looked at over it. It draws when something has changed. */
export interface Scene {
  /** @param center the node that all is around, or -1 */
  show(picture: Picture, palette: Palette, center: number): void;
  place(places: Float32Array): void;
  look(look: SceneLook): void;
  /** The node under the pointer, or -1. */
  hover(node: number): void;
  /** The node that the keys are at, or -1. */
  choose(node: number): void;
  /** The node at a point of the canvas, or -1. */
  at(x: number, y: number): number;
  /** Where a point of the canvas lies among the nodes. */
  plane(x: number, y: number): [number, number];
  pan(x: number, y: number): void;
  /** @param at the point that stays; the middle where not given */
  zoom(factor: number, at?: readonly [number, number], gliding?: boolean): void;
  /** Show all of it, and go on doing so while it moves. */
  fit(gliding?: boolean): void;
  /** Bring a node into sight. */
  reveal(node: number): void;
  stop(): void;
}

export interface SceneOptions {
  canvas: HTMLCanvasElement;
  overlay: HTMLCanvasElement;
  /** Without motion: views change at once. */
  still(): boolean;
}

/** Milliseconds after the last move before all is drawn again. */
const settle = 150;
/** Milliseconds that a change of view takes. */
const glide = 120;
/** Pixels around a node in which it is met. */
const reach = 5;

/** @returns undefined where there is no WebGL */
export function createScene({ canvas, overlay, still }: SceneOptions): Scene | undefined {
  const found = canvas.getContext('webgl2', { antialias: false, alpha: true, premultipliedAlpha: true });
  const flat = overlay.getContext('2d');
  if (!found || !flat) return undefined;
  const [gl, context] = [found, flat];
  let picture: Picture | undefined;
  let palette: Palette | undefined;
  let places: Float32Array = new Float32Array(0);
  let size: Size = { width: 0, height: 0 };
  let camera: Camera = { x: 0, y: 0, scale: 1 };
  let look: SceneLook = { nodeSize: 1, labels: true, covered: 0 };
  let [hovered, current, lit, center] = [-1, -1, -1, -1];
  let dim = 0;
  let following = true;
  let way: { from: Camera; to: Camera; since: number } | undefined;
  let dimming: { from: number; to: number; since: number } | undefined;
  let frame = 0;
  const sprites = createLabelSprites();
  let moving = false;
  let settling: ReturnType<typeof setTimeout> | undefined;

  const soon = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const painter = createPainter({
    draw: () => createDrawing(gl),
    whenDone: (done) => whenDone(gl, done),
    carry: (transform) => {
      canvas.style.transform = transform;
    },
    soon,
  });

  /** The view or the nodes are on the move: frames have to be quick until they are not. */
  function moved(): void {
    moving = true;
    clearTimeout(settling);
    settling = setTimeout(rest, settle);
    soon();
  }

  function rest(): void {
    moving = false;
    soon();
  }

  function draw(now: number): void {
    frame = 0;
    if (!picture || !palette || size.width === 0) return;
    if (way) {
      const share = Math.min(1, (now - way.since) / glide);
      camera = between(way.from, way.to, share);
      if (share === 1) way = undefined;
    }
    if (dimming) {
      const share = Math.min(1, (now - dimming.since) / glide);
      dim = dimming.from + (dimming.to - dimming.from) * share;
      if (share === 1) dimming = undefined;
      if (dim === 0) lit = -1;
    }
    const view = { camera, size, ratio: devicePixelRatio, ...look };
    painter.paint(view, moving);
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const lighted = { ...view, focus: lit, dim };
    drawLight(context, picture, places, palette, lighted);
    drawLabels(context, picture, places, palette, sprites, { ...lighted, current, center });
    if (way || dimming) soon();
  }

  function resize(): void {
    const { clientWidth: width, clientHeight: height } = canvas;
    for (const each of [canvas, overlay]) {
      each.width = Math.round(width * devicePixelRatio);
      each.height = Math.round(height * devicePixelRatio);
    }
    size = { width, height };
    painter.cleared();
    if (following) fitNow(false);
    soon();
  }

  function go(to: Camera, gliding: boolean): void {
    if (!gliding || still()) {
      way = undefined;
      camera = to;
    } else way = { from: camera, to, since: performance.now() };
    moved();
  }

  function fitNow(gliding: boolean): void {
    if (size.width > 0 && places.length > 0) go(fitting(boundsOf(places), size, look.covered), gliding);
  }

  /** Let the node that is looked at, and its neighbours, stand out: all else steps back. */
  function light(): void {
    const node = hovered >= 0 ? hovered : current;
    const isLit = picture !== undefined && node >= 0;
    if (isLit) lit = node;
    else if (still()) lit = -1;
    canvas.classList.toggle('graph-back', isLit);
    const to = isLit ? 1 : 0;
    if (still()) dim = to;
    else dimming = { from: dim, to, since: performance.now() };
    soon();
  }

  function fillAll(): void {
    if (!picture || !palette) return;
    painter.picture(picture, palette);
    painter.places(places);
  }

  const lost = (event: Event) => event.preventDefault();
  const restored = () => {
    painter.restored();
    fillAll();
    soon();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);

  return {
    show(next, colours, around) {
      if (next.count !== picture?.count) {
        [hovered, current, lit, dim] = [-1, -1, -1, 0];
        dimming = undefined;
        canvas.classList.remove('graph-back');
      }
      [picture, palette, center] = [next, colours, around];
      fillAll();
      soon();
    },
    place(next) {
      places = next;
      painter.places(places);
      if (following) fitNow(false);
      moved();
    },
    look(next) {
      look = next;
      if (following) fitNow(false);
      soon();
    },
    hover(node) {
      if (node === hovered) return;
      hovered = node;
      light();
    },
    choose(node) {
      current = node;
      light();
    },
    at(x, y) {
      if (!picture) return -1;
      const dot = dotScale(camera.scale, look.nodeSize) / camera.scale;
      const [atX, atY] = toPlane(camera, size, x, y);
      let [best, least] = [-1, reach / camera.scale];
      for (let node = 0; node < picture.count; node++) {
        const [right, down] = [(places[node * 2] as number) - atX, (places[node * 2 + 1] as number) - atY];
        const far = Math.sqrt(right * right + down * down) - (picture.radii[node] as number) * dot;
        if (far > least) continue;
        least = far;
        best = node;
      }
      return best;
    },
    plane: (x, y) => toPlane(camera, size, x, y),
    pan(x, y) {
      following = false;
      go({ ...camera, x: camera.x - x / camera.scale, y: camera.y - y / camera.scale }, false);
    },
    zoom(factor, at = [size.width / 2, size.height / 2], gliding = false) {
      following = false;
      go(zoomed(way?.to ?? camera, size, factor, at), gliding);
    },
    fit(gliding = false) {
      following = true;
      fitNow(gliding);
    },
    reveal(node) {
      const [x, y] = [places[node * 2] as number, places[node * 2 + 1] as number];
      const [atX, atY] = toScreen(camera, size, x, y);
      const margin = 48;
      if (atX > margin && atY > margin && atX < size.width - margin && atY < size.height - margin) return;
      following = false;
      go({ ...camera, x, y }, true);
    },
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(settling);
      observer.disconnect();
      canvas.removeEventListener('webglcontextlost', lost);
      canvas.removeEventListener('webglcontextrestored', restored);
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
