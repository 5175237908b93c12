/** Where the nodes of a graph go: linked ones near each other, all others apart. The same graph comes out the same. */
import { QuadTree } from './quad-tree.ts';

export interface Forces {
  /** How strongly nodes push each other away; 1 is usual, as below. */
  repel: number;
  /** How long a link wants to be. */
  distance: number;
  /** How strongly the middle draws. */
  gravity: number;
}

export interface LayoutInput {
  /** Two nodes for each edge, each pair once. */
  pairs: Uint32Array;
  /** Where each node is, x and y in turn; moved in place. */
  places: Float32Array;
  forces: Forces;
  /** 1 for a graph that is to find its shape, less for one that has it. */
  heat: number;
}

export interface Layout {
  /** One step; false when the graph has come to rest. */
  step(): boolean;
  /** From 0, just begun, to 1, at rest. */
  progress(): number;
  /** Hold a node in a place, and let the others give way. */
  hold(node: number, x: number, y: number): void;
  release(node: number): void;
  force(forces: Forces): void;
}

const coolest = 0.004;
/** What is left of a speed after a step. */
const friction = 0.6;
/** While a node is held, the graph stays as warm as this. */
const heldHeat = 0.25;
const forcedHeat = 0.4;

export function createLayout({ pairs, places, forces: usual, heat: first }: LayoutInput): Layout {
  const count = places.length / 2;
  const degrees = degreesOf(pairs, count);
  const masses = degrees.map((degree) => 1 + Math.sqrt(degree));
  const speeds = new Float32Array(count * 2);
  const held = new Map<number, readonly [number, number]>();
  const all = Uint32Array.from(masses, (_, node) => node);
  const joined = all.filter((node) => degrees[node] !== 0);
  const lone = all.filter((node) => degrees[node] === 0);
  const tree = new QuadTree();
  const cooling = 1 - (coolest / 2) ** (1 / stepsFor(count));
  let forces = usual;
  let heat = first;
  let hottest = first;

  function pull(): void {
    const length = 40 * forces.distance;
    for (let at = 0; at < pairs.length; at += 2) {
      const a = pairs[at] as number;
      const b = pairs[at + 1] as number;
      const [da, db] = [degrees[a] as number, degrees[b] as number];
      const dx = at2(places, b) + at2(speeds, b) - at2(places, a) - at2(speeds, a);
      const dy = at2(places, b, 1) + at2(speeds, b, 1) - at2(places, a, 1) - at2(speeds, a, 1);
      const far = Math.sqrt(dx * dx + dy * dy) || 1;
      // Who has many links follows none of them far.
      const share = (((far - length) / far) * heat) / Math.min(da, db);
      const bias = da / (da + db);
      add2(speeds, b, -dx * share * bias, -dy * share * bias);
      add2(speeds, a, dx * share * (1 - bias), dy * share * (1 - bias));
    }
  }

  function push(): void {
    tree.build(places, masses, joined);
    const strength = 120 * forces.repel * heat;
    for (const node of joined) tree.push(node, strength, speeds);
  }

  function move(): void {
    const drawn = 0.03 * forces.gravity * heat;
    for (const node of joined) {
      for (let at = node * 2; at < node * 2 + 2; at++) {
        const place = places[at] as number;
        const speed = ((speeds[at] as number) - place * drawn) * friction;
        speeds[at] = speed;
        places[at] = place + speed;
      }
    }
    surround(places, joined, lone, forces.distance);
    for (const [node, [x, y]] of held) {
      places[node * 2] = x;
      places[node * 2 + 1] = y;
      speeds.fill(0, node * 2, node * 2 + 2);
    }
  }

  function warm(to: number): void {
    heat = Math.max(heat, to);
    hottest = heat;
  }

  return {
    step() {
      if (count === 0 || (heat < coolest && held.size === 0)) return false;
      const goal = held.size > 0 ? heldHeat : 0;
      heat += (goal - heat) * cooling;
      pull();
      push();
      move();
      return heat >= coolest || held.size > 0;
    },
    progress() {
      if (count === 0 || heat <= coolest) return 1;
      return Math.min(1, Math.max(0, Math.log(hottest / heat) / Math.log(hottest / coolest)));
    },
    hold(node, x, y) {
      held.set(node, [x, y]);
      warm(heldHeat);
    },
    release: (node) => void held.delete(node),
    force(next) {
      forces = next;
      warm(forcedHeat);
    },
  };
}

/** Radians from one seed of a sunflower to the next. */
const golden = Math.PI * (3 - Math.sqrt(5));

/** What nothing is joined with stands around all the rest, evenly, as the seeds of a sunflower do. */
function surround(places: Float32Array, joined: Uint32Array, lone: Uint32Array, distance: number): void {
  let far = 0;
  for (const node of joined) far = Math.max(far, Math.hypot(at2(places, node), at2(places, node, 1)));
  const gap = 40 * distance;
  const inner = joined.length > 0 ? far + gap : 0;
  for (const [at, node] of lone.entries()) {
    const out = Math.sqrt(inner * inner + (at + 0.5) * gap * gap);
    places[node * 2] = out * Math.cos(at * golden);
    places[node * 2 + 1] = out * Math.sin(at * golden);
  }
}

/** Large graphs have to be shown sooner, and show less of their detail. */
const stepsFor = (count: number) => (count > 5000 ? 180 : 300);

export function degreesOf(pairs: Uint32Array, count: number): Float32Array {
  const degrees = new Float32Array(count);
  for (const node of pairs) degrees[node] = (degrees[node] as number) + 1;
  return degrees;
}

const at2 = (values: Float32Array, node: number, axis: 0 | 1 = 0) => values[node * 2 + axis] as number;

function add2(values: Float32Array, node: number, x: number, y: number): void {
  values[node * 2] = (values[node * 2] as number) + x;
  values[node * 2 + 1] = (values[node * 2 + 1] as number) + y;
}
