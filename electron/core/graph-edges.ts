import { NumberList } from '../../shared/link/graph.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Store } from '../index/store.ts';
import type { Ignored } from './ignored.ts';
import type { Pace } from './pace.ts';

export type GraphKind = 'link' | 'link+mention' | 'topic';

interface EdgeOptions {
  store: Store;
  ignored: Ignored;
  /** Grows with every change of the index. */
  revision: () => number;
}

/** Ids of files looked at in one go. */
const step = 500;
/** A block that names more topics is a list: it says little of any two of them. */
const mostInBlock = 24;

/**
 * What joins the files of a vault, by their ids, as threes: from, to, how often. Read in ranges with other calls
 * answered in between, and kept until something of it changes.
 */
export function createGraphEdges({ store: { graph, files }, ignored, revision }: EdgeOptions) {
  let kept: { state: string; edges: Int32Array } | undefined;
  /** What the edges of a kind follow from. */
  const stateOf = (kind: GraphKind) =>
    JSON.stringify([kind, revision(), ignored.never(), ignored.placesBySource()]);

  async function inRanges(pace: Pace, read: (from: number, to: number) => void): Promise<void> {
    const last = graph.lastId();
    for (let from = 0; from < last; from += step) {
      pace.check();
      read(from, from + step);
      await pace.rest(from, last);
    }
  }

  /** Mentions by a name that is never to count for a topic. */
  function neverMeant(): (target: number, name: string) => boolean {
    const names = new Map<number, string[]>();
    for (const [path, list] of Object.entries(ignored.never())) {
      const id = files.get(path)?.id;
      if (id !== undefined) names.set(id, list);
    }
    return (target, name) => names.get(target)?.includes(fold(name)) ?? false;
  }

  /** How many mentions of a topic were put aside in a note. */
  function putAside(): (file: number, target: number) => number {
    const counts = new Map<string, number>();
    for (const { source, target, count } of ignored.placesBySource()) {
      counts.set(`${files.get(source)?.id} ${files.get(target)?.id}`, count);
    }
    return counts.size === 0 ? () => 0 : (file, target) => counts.get(`${file} ${target}`) ?? 0;
  }

  async function byLinks(pace: Pace, mentions: boolean): Promise<Int32Array> {
    const list = new NumberList();
    const never = neverMeant();
    const aside = putAside();
    await inRanges(pace, (from, to) => {
      for (const [file, target, count] of graph.links(from, to)) list.push(file, target, count);
      if (mentions) for (const one of summed(graph.mentions(from, to), never, aside)) list.push(...one);
    });
    return list.all();
  }

  async function byTopics(pace: Pace): Promise<Int32Array> {
    const never = neverMeant();
    const counts = new Map<number, Map<number, number>>();
    const last = graph.lastId();
    for (let from = 0; from < last; from += step) {
      for (const file of graph.speaking(from, from + step)) {
        pace.check();
        countPairs(graph.topicsIn(file, never), file, counts);
        await pace.rest(from, last);
      }
    }
    const list = new NumberList();
    for (const [a, others] of counts) for (const [b, count] of others) list.push(a, b, count);
    return list.all();
  }

  return async (kind: GraphKind, pace: Pace): Promise<Int32Array> => {
    const state = stateOf(kind);
    if (kept?.state === state) return kept.edges;
    const edges = kind === 'topic' ? await byTopics(pace) : await byLinks(pace, kind === 'link+mention');
    if (state === stateOf(kind)) kept = { state, edges };
    return edges;
  };
}

type MentionCount = [file: number, target: number, count: number, name: string];

/** Mentions of a topic in a note as one, whatever names they give it. */
function* summed(
  rows: readonly MentionCount[],
  never: (target: number, name: string) => boolean,
  aside: (file: number, target: number) => number,
): Generator<[number, number, number]> {
  for (let at = 0; at < rows.length; ) {
    const [file, target] = rows[at] as MentionCount;
    let sum = -aside(file, target);
    for (; rows[at]?.[0] === file && rows[at]?.[1] === target; at++) {
      const [, , count, name] = rows[at] as MentionCount;
      if (!never(target, name)) sum += count;
    }
    if (sum > 0) yield [file, target, sum];
  }
}

/** Each pair of topics once for each block that names both, the smaller id first. */
function countPairs(
  placed: readonly { target: number; block: number }[],
  self: number,
  counts: Map<number, Map<number, number>>,
): void {
  const blocks = new Map<number, Set<number>>();
  for (const { target, block } of placed) {
    if (target === self) continue;
    const topics = blocks.get(block) ?? new Set();
    blocks.set(block, topics.add(target));
  }
  for (const topics of blocks.values()) {
    if (topics.size < 2 || topics.size > mostInBlock) continue;
    const sorted = [...topics].sort((a, b) => a - b);
    for (const [at, a] of sorted.entries()) {
      const others = counts.get(a) ?? new Map<number, number>();
      counts.set(a, others);
      for (const b of sorted.slice(at + 1)) others.set(b, (others.get(b) ?? 0) + 1);
    }
  }
}
