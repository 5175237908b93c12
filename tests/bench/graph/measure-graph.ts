import {
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import { createLayout } from '../../../renderer/graph/layout.ts';
import { pictureOf } from '../../../renderer/graph/picture.ts';
import { startPlaces } from '../../../renderer/graph/start-places.ts';
import type { Params, Result } from '../../../shared/contract/api.ts';
import { openSession } from '../core-session.ts';
import type { GraphTimes, Ground, Jobs } from '../jobs.ts';
import { median } from '../stats.ts';

const kinds: { kind: string; params: Params<'graph.read'> }[] = [
  { kind: 'links', params: { by: 'link' } },
  { kind: 'links and mentions', params: { by: 'link', mentions: true } },
  { kind: 'same paragraph', params: { by: 'topic' } },
];

/** What joins the notes of a vault, and a step of arranging that. */
export async function measureGraph(
  ground: Ground,
  { repeats, steps }: Jobs['graph']['wish'],
): Promise<GraphTimes> {
  const session = await openSession(ground);
  await session.ready();
  const reads: GraphTimes['reads'] = [];
  let last: Result<'graph.read'> | undefined;
  for (const { kind, params } of kinds) {
    const times: number[] = [];
    for (let run = 0; run <= repeats; run++) {
      const start = performance.now();
      last = await session.call('graph.read', params);
      times.push(performance.now() - start);
    }
    const [first = Number.NaN, ...again] = times;
    const { nodes, edges } = last as Result<'graph.read'>;
    reads.push({ kind, nodes: nodes.keys.length, lines: edges.length / 3, first, again: median(again) });
  }
  const whole = await session.call('graph.read', { by: 'link', mentions: true });
  await session.core.dispose();
  return { reads, layout: measureLayout(whole, steps) };
}

/** Steps in turn, so that the machine's moods hit both; both begin in the same places. */
function measureLayout({ nodes, edges }: Result<'graph.read'>, steps: number): GraphTimes['layout'] {
  const { pairs, count } = pictureOf({ ...nodes, edges, allTopics: false });
  const places = startPlaces(pairs, count);
  const data = Array.from({ length: count }, (_, at): SimulationNodeDatum => {
    return { x: places[at * 2] as number, y: places[at * 2 + 1] as number };
  });
  const lines = Array.from({ length: pairs.length / 2 }, (_, at) => {
    return { source: pairs[at * 2] as number, target: pairs[at * 2 + 1] as number };
  });
  const theirs = forceSimulation(data)
    .force('charge', forceManyBody())
    .force('link', forceLink(lines))
    .force('x', forceX().strength(0.03))
    .force('y', forceY().strength(0.03))
    .stop();
  const forces = { repel: 1, distance: 1, gravity: 1 };
  const layout = createLayout({ pairs, places, forces, heat: 1 });
  const ours: number[] = [];
  const d3: number[] = [];
  for (let step = 0; step < steps; step++) {
    ours.push(timeOf(() => layout.step()));
    d3.push(timeOf(() => theirs.tick()));
  }
  return { nodes: count, lines: lines.length, ours: median(ours), d3: median(d3) };
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
