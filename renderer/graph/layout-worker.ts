/** A thread that finds the places of a graph's nodes, so that the window never waits for them. */
import { createLayout, type Layout } from './layout.ts';
import type { FromLayout, ToLayout } from './layout-messages.ts';

/** How long (ms) it works before it looks at what it is told. */
const slice = 14;

let layout: Layout | undefined;
let places: Float32Array = new Float32Array(0);
let running = false;
/** What was sent last has not been taken yet: the window has enough to do. */
let waiting = false;

function send(): void {
  const copy = places.slice();
  const message: FromLayout = { places: copy, progress: layout?.progress() ?? 1 };
  waiting = true;
  self.postMessage(message, { transfer: [copy.buffer] });
}

function work(): void {
  const until = performance.now() + slice;
  let more = true;
  while (more && performance.now() < until) more = layout?.step() ?? false;
  running = more;
  if (!waiting || !more) send();
  if (more) setTimeout(work);
}

function wake(): void {
  if (running) return;
  running = true;
  setTimeout(work);
}

self.onmessage = ({ data }: MessageEvent<ToLayout>) => {
  if (data.kind === 'taken') {
    waiting = false;
    return;
  }
  if (data.kind === 'start') {
    places = data.input.places;
    layout = createLayout(data.input);
  }
  if (data.kind === 'hold') layout?.hold(data.node, data.x, data.y);
  if (data.kind === 'release') layout?.release(data.node);
  if (data.kind === 'force') layout?.force(data.forces);
  wake();
};
