/** Graphs as numbers: nodes are 0 up to `count`, edges threes of numbers, from which node, to which, how often. */

/** Numbers that come one after another, as many as there may be. */
export class NumberList {
  #numbers = new Int32Array(3 * 1024);
  #length = 0;

  push(a: number, b: number, c: number): void {
    if (this.#length + 3 > this.#numbers.length) {
      const longer = new Int32Array(this.#numbers.length * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#length++] = a;
    this.#numbers[this.#length++] = b;
    this.#numbers[this.#length++] = c;
  }

  /** All of them, without a copy. */
  all = (): Int32Array => this.#numbers.subarray(0, this.#length);
}

/** The neighbours of each node: those of node `n` are `to.slice(start[n], start[n + 1])`. */
export interface Neighbours {
  start: Uint32Array;
  to: Uint32Array;
}

/** @param direction which ends of an edge know of the other */
export function neighboursOf(
  edges: Int32Array,
  count: number,
  direction: 'both' | 'out' | 'in' = 'both',
): Neighbours {
  const start = new Uint32Array(count + 1);
  const each = (use: (from: number, to: number) => void) => {
    for (let at = 0; at < edges.length; at += 3) {
      const [from, to] = [edges[at] as number, edges[at + 1] as number];
      if (direction !== 'in') use(from, to);
      if (direction !== 'out') use(to, from);
    }
  };
  each((from) => {
    start[from + 1] = (start[from + 1] as number) + 1;
  });
  for (let node = 0; node < count; node++) {
    start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  }
  const next = start.slice(0, count);
  const to = new Uint32Array(start[count] as number);
  each((from, other) => {
    to[next[from] as number] = other;
    next[from] = (next[from] as number) + 1;
  });
  return { start, to };
}

/** Steps from `center` to each node, up to `depth`; -1 for those that are farther away. */
export function stepsFrom(center: number, { start, to }: Neighbours, depth: number): Int8Array {
  const steps = new Int8Array(start.length - 1).fill(-1);
  steps[center] = 0;
  let ring = [center];
  for (let step = 1; step <= depth; step++) {
    const next: number[] = [];
    for (const node of ring) {
      for (let at = start[node] as number; at < (start[node + 1] as number); at++) {
        const other = to[at] as number;
        if (steps[other] !== -1) continue;
        steps[other] = step;
        next.push(other);
      }
    }
    ring = next;
  }
  return steps;
}

export interface GraphCut {
  center?: number | undefined;
  depth: number;
  direction: 'both' | 'out' | 'in';
  orphans: boolean;
  limit: number;
}

/**
 * The nodes to show, in ascending order, and how many did not fit: around a centre those within reach, the nearest
 * first; else all, or those that an edge joins, those with most edges first.
 */
export function cutGraph(edges: Int32Array, count: number, cut: GraphCut): { nodes: number[]; left: number } {
  const { center, limit } = cut;
  const { start } = neighboursOf(edges, count);
  const degree = (node: number) => (start[node + 1] as number) - (start[node] as number);
  const steps =
    center === undefined
      ? undefined
      : stepsFrom(center, neighboursOf(edges, count, cut.direction), cut.depth);
  const shown = (node: number) => (steps ? steps[node] !== -1 : cut.orphans || degree(node) > 0);
  const nodes = Array.from({ length: count }, (_, node) => node).filter(shown);
  if (nodes.length <= limit) return { nodes, left: 0 };
  const near = (node: number) => steps?.[node] ?? 0;
  const best = nodes.toSorted((a, b) => near(a) - near(b) || degree(b) - degree(a) || a - b);
  return { nodes: best.slice(0, limit).sort((a, b) => a - b), left: nodes.length - limit };
}

/** More than any pair is counted for here. */
const mostTimes = 2 ** 19;

/**
 * The edges between some nodes, by their places among them, in the order of these places.
 * @param undirected the smaller place stands first in each
 */
export function edgesAmong(
  edges: Int32Array,
  count: number,
  nodes: readonly number[],
  undirected = false,
): number[] {
  const place = new Int32Array(count).fill(-1);
  for (const [at, node] of nodes.entries()) place[node] = at;
  // As one number each, since numbers are what is sorted fastest.
  const keys = new Float64Array(edges.length / 3);
  let found = 0;
  for (let at = 0; at < edges.length; at += 3) {
    const from = place[edges[at] as number] as number;
    const to = place[edges[at + 1] as number] as number;
    if (from < 0 || to < 0) continue;
    const pair = undirected && to < from ? to * nodes.length + from : from * nodes.length + to;
    keys[found++] = pair * mostTimes + Math.min(edges[at + 2] as number, mostTimes - 1);
  }
  const among: number[] = [];
  for (const key of keys.subarray(0, found).sort()) {
    const pair = Math.floor(key / mostTimes);
    among.push(Math.floor(pair / nodes.length), pair % nodes.length, key % mostTimes);
  }
  return among;
}
