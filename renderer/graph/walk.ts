import type { Neighbours } from '../../shared/link/graph.ts';

export type Way = 'left' | 'right' | 'up' | 'down';

const ways: Record<Way, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The neighbour that an arrow key leads to: of those that lie in that quarter, the one that is straight ahead or near.
 * Undefined where there is none.
 */
export function neighbourTowards(
  node: number,
  way: Way,
  { start, to }: Neighbours,
  places: Float32Array,
): number | undefined {
  const [wayX, wayY] = ways[way];
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of to.subarray(start[node], start[node + 1])) {
    const dx = (places[other * 2] as number) - (places[node * 2] as number);
    const dy = (places[other * 2 + 1] as number) - (places[node * 2 + 1] as number);
    const ahead = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (ahead <= 0 || aside > ahead) continue;
    const cost = ahead + aside * 2;
    if (cost >= least) continue;
    least = cost;
    best = other;
  }
  return best;
}
