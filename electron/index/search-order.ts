import { type Plan, rankingText, type Scope } from '../../shared/search/plan.ts';
import type { IdSet } from './id-set.ts';
import type { SearchIndex } from './search.ts';

/** So many hits fill a window: they are read, ranked and told first. */
export const screen = 20;
/** Up to so many hits are weighed one by one; of more, the newest come first. */
export const weighed = 1500;
/** So many by name, and by heading, are looked at. */
const labelled = 300;
/** So many of them stand before the others. */
const first = { names: 20, headings: 12 };

/** What to order the hits of. */
export interface Ordered {
  plan: Plan;
  /** Folded; a file that is called just so comes first. */
  name: string;
  /** Undefined: all that the text of the plan finds. */
  hits: IdSet | undefined;
  total: number;
  /** The newest of the hits, where they are known already. */
  newest?: readonly number[];
  /** The newest do in the place of the heaviest, which take longer to find. */
  unweighed?: boolean;
  /** Finds most of the hits, at less cost than the text of the plan. */
  quick?: string;
}

/** The first `count` of the hits, about in the order of their worth, from the index alone. */
export function firstHits(index: SearchIndex, ordered: Ordered, count: number): number[] {
  const { plan, name, hits, total, quick } = ordered;
  const text = rankingText(plan);
  if (text === undefined) return hits ? index.newestOf(hits, count) : [];
  // What the text of the plan is asked of is what its own hits are of.
  const scope = !hits && plan.kind === 'text' ? plan.scope : 'note';
  if (scope !== 'note') return weighedOrNewest(index, scope, quick ?? text, total, count);
  // All of so few are read at once: the order is made then.
  if (total <= screen) return hits ? [...hits] : index.newest('note', quick ?? text, count);
  const exact = plan.kind === 'text' ? plan.all : text;
  const isHit = (id: number) => hits === undefined || hits.has(id);
  const names = labels(index, 'names', exact).filter(isHit);
  const headings = labels(index, 'headings', exact).filter(isHit);
  const order = new Set(index.called(name, first.names).filter(isHit));
  for (const id of [...names.slice(0, first.names), ...headings.slice(0, first.headings)]) order.add(id);
  for (const id of others(index, text, ordered, count)) order.add(id);
  for (const id of [...names, ...headings]) order.add(id);
  if (hits && order.size < Math.min(count, total))
    for (const id of index.newestOf(hits, count)) order.add(id);
  return [...order].slice(0, count);
}

/** The heaviest, where there are some and not too many; else the newest: of so few that all are read, the order is made then. */
function labels(index: SearchIndex, scope: 'names' | 'headings', text: string): number[] {
  const newest = index.newest(scope, text, labelled);
  const some = newest.length > first[scope] && newest.length < labelled;
  return some ? index.heaviest(scope, text, labelled) : newest;
}

function others(
  index: SearchIndex,
  text: string,
  { hits, total, newest = [], quick = text, unweighed = false }: Ordered,
  count: number,
): readonly number[] {
  if (!hits) {
    if (total <= weighed) return index.heaviest('note', quick, count);
    return newest.length >= Math.min(count, total) ? newest : index.newest('note', quick, count);
  }
  const found = unweighed ? 0 : index.countUpTo('note', text, weighed + 1);
  if (unweighed || found > weighed) return index.newestOf(hits, count);
  return index.heaviest('note', text, found).filter((id) => hits.has(id));
}

function weighedOrNewest(
  index: SearchIndex,
  scope: Scope,
  text: string,
  total: number,
  count: number,
): number[] {
  return total <= weighed ? index.heaviest(scope, text, count) : index.newest(scope, text, count);
}
