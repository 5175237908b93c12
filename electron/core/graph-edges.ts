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

/** Pairs of topics in the blocks of one note, and the sign by which it is known that they are still so. */
interface NotePairs {
  sign: string;
  pairs: number[];
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
  /** Of each note when it was looked at last: of most, nothing has changed since. */
  let pairs = { decided: '', known: new Map<number, NotePairs>() };
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
    const decided = JSON.stringify(ignored.never());
    const known = pairs.decided === decided ? pairs.known : new Map<number, NotePairs>();
    const found = new Map<number, NotePairs>();
    const last = graph.lastId();
    for (let from = 0; from < last; from += step) {
      for (const { file, sign } of graph.speaking(from, from + step)) {
        pace.check();
        const before = known.get(file);
        const same = before?.sign === sign;
        found.set(file, same ? before : { sign, pairs: pairsOf(graph.topicsIn(file, never), file) });
        if (!same) await pace.rest(from, last);
      }
      await pace.rest(from, last);
    }
    pairs = { decided, known: found };
    return counted(found.values());
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

/** The pairs of topics in a note, two ids each, once for each block that names both, the smaller first. */
function pairsOf(placed: readonly { target: number; block: number }[], self: number): number[] {
  const blocks = new Map<number, Set<number>>();
  for (const { target, block } of placed) {
    if (target === self) continue;
    const topics = blocks.get(block) ?? new Set();
    blocks.set(block, topics.add(target));
  }
  const pairs: number[] = [];
  for (const topics of blocks.values()) {
    if (topics.size < 2 || topics.size > mostInBlock) continue;
    const sorted = [...topics].sort((a, b) => a - b);
    for (const [at, a] of sorted.entries()) for (const b of sorted.slice(at + 1)) pairs.push(a, b);
  }
  return pairs;
}

/** Each pair with how often it is among those of all notes. */
function counted(notes: Iterable<NotePairs>): Int32Array {
  const counts = new Map<number, Map<number, number>>();
  for (const { pairs } of notes) {
    for (let at = 0; at < pairs.length; at += 2) {
      const [a, b] = [pairs[at] as number, pairs[at + 1] as number];
      const others = counts.get(a) ?? new Map<number, number>();
      counts.set(a, others.set(b, (others.get(b) ?? 0) + 1));
    }
  }
  const list = new NumberList();
  for (const [a, others] of counts) for (const [b, count] of others) list.push(a, b, count);
  return list.all();
}
