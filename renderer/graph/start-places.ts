import { type Neighbours, neighboursOf } from '../../shared/link/graph.ts';

/** Radians from one seed of a sunflower to the next. */
const golden = Math.PI * (3 - Math.sqrt(5));
const apart = 14;

/**
 * Where a layout begins: on a spiral, what hangs together in one piece of it. Nodes whose place is known keep it, and
 * new ones begin beside a neighbour that has one.
 * @param pairs two nodes for each edge
 * @param known place of a node, where it has one
 */
export function startPlaces(
  pairs: Uint32Array,
  count: number,
  known: (node: number) => readonly [number, number] | undefined = () => undefined,
): Float32Array {
  const places = new Float32Array(count * 2);
  const around = neighboursOf(asEdges(pairs), count);
  const before = new Uint8Array(count);
  const put = (node: number, x: number, y: number) => {
    places[node * 2] = x;
    places[node * 2 + 1] = y;
  };
  for (let node = 0; node < count; node++) {
    const place = known(node);
    if (!place) continue;
    put(node, ...place);
    before[node] = 1;
  }
  for (const [at, node] of inReach(around, count).entries()) {
    if (before[node]) continue;
    const beside = neighbour(node, around, before);
    const [x, y] = beside === undefined ? [0, 0] : [places[beside * 2], places[beside * 2 + 1]];
    const far = apart * (beside === undefined ? Math.sqrt(at + 0.5) : 1);
    put(node, (x as number) + far * Math.cos(at * golden), (y as number) + far * Math.sin(at * golden));
  }
  return places;
}

function asEdges(pairs: Uint32Array): Int32Array {
  const edges = new Int32Array((pairs.length / 2) * 3);
  for (let at = 0; at < pairs.length / 2; at++) {
    edges[at * 3] = pairs[at * 2] as number;
    edges[at * 3 + 1] = pairs[at * 2 + 1] as number;
  }
  return edges;
}

/** All nodes, each followed by those that can be reached from it; those with most neighbours first. */
function inReach({ start, to }: Neighbours, count: number): number[] {
  const degree = (node: number) => (start[node + 1] as number) - (start[node] as number);
  const hubs = Array.from({ length: count }, (_, node) => node).sort(
    (a, b) => degree(b) - degree(a) || a - b,
  );
  const seen = new Uint8Array(count);
  const order: number[] = [];
  for (const hub of hubs) {
    if (seen[hub]) continue;
    seen[hub] = 1;
    order.push(hub);
    for (let at = order.length - 1; at < order.length; at++) {
      const node = order[at] as number;
      for (const other of to.subarray(start[node], start[node + 1])) {
        if (seen[other]) continue;
        seen[other] = 1;
        order.push(other);
      }
    }
  }
  return order;
}

function neighbour(node: number, { start, to }: Neighbours, among: Uint8Array): number | undefined {
  for (const other of to.subarray(start[node], start[node + 1])) if (among[other]) return other;
  return undefined;
}
