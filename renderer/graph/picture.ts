/** A graph made ready to be drawn: everything about it but where its nodes are. */
import { type Neighbours, neighboursOf } from '../../shared/link/graph.ts';
import { degreesOf } from './layout.ts';

/** What a node is: it has its own shape. */
export const shapes = { note: 0, attachment: 1, missing: 2, tag: 3 } as const;

export interface Picture {
  count: number;
  names: readonly string[];
  kinds: Uint8Array;
  /** Place of each node's group, or -1. */
  groups: Int8Array;
  /** 1 where another note leads to it, or speaks of it. */
  topics: Uint8Array;
  /** Two nodes for each line, each pair once; those that stand for most come first, others in any order. */
  pairs: Uint32Array;
  /** How thick each line is, in pixels. */
  widths: Float32Array;
  degrees: Float32Array;
  radii: Float32Array;
  around: Neighbours;
  /** The node with most lines first. */
  order: Uint32Array;
}

export interface PictureInput {
  names: readonly string[];
  kinds: readonly number[];
  groups: readonly number[];
  /** Threes: from, to, how often. */
  edges: readonly number[];
  /** Every node is a topic. */
  allTopics: boolean;
}

export function pictureOf({ names, kinds, groups, edges, allTopics }: PictureInput): Picture {
  const count = names.length;
  const topics = new Uint8Array(count).fill(allTopics ? 1 : 0);
  const sums = new Map<number, number>();
  for (let at = 0; at < edges.length; at += 3) {
    const [from, to, times] = [edges[at] as number, edges[at + 1] as number, edges[at + 2] as number];
    if (kinds[to] === shapes.note) topics[to] = 1;
    const pair = Math.min(from, to) * count + Math.max(from, to);
    sums.set(pair, (sums.get(pair) ?? 0) + times);
  }
  const pairs = new Uint32Array(sums.size * 2);
  const widths = new Float32Array(sums.size);
  const joined = new Int32Array(sums.size * 3);
  let at = 0;
  for (const [pair, times] of [...sums].sort(byWeight)) {
    const [a, b] = [Math.floor(pair / count), pair % count];
    pairs.set([a, b], at * 2);
    joined.set([a, b, times], at * 3);
    widths[at++] = Math.min(2.2, 0.8 + Math.log2(times) * 0.25);
  }
  const degrees = degreesOf(pairs, count);
  return {
    count,
    names,
    kinds: Uint8Array.from(kinds),
    groups: Int8Array.from(groups),
    topics,
    pairs,
    widths,
    degrees,
    radii: degrees.map((degree) => Math.min(18, 3 + Math.sqrt(degree) * 1.1)),
    around: neighboursOf(joined, count),
    order: new Uint32Array(count)
      .map((_, node) => node)
      .sort((a, b) => (degrees[b] as number) - (degrees[a] as number) || a - b),
  };
}

/** Lines of the same weight are mixed, so that a part of them looks like all of them. */
function byWeight([a, times]: [number, number], [b, others]: [number, number]): number {
  return others - times || mixed(a) - mixed(b) || a - b;
}

const mixed = (pair: number) => Math.imul(pair ^ (pair >>> 15), 0x9e3779b1) >>> 0;

export function neighbours({ around: { start, to } }: Picture, node: number): Uint32Array {
  return to.subarray(start[node], start[node + 1]);
}
