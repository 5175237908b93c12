import { type Plan, rankingText } from '../../shared/search/plan.ts';
import type { IdSet } from './id-set.ts';
import type { SearchIndex } from './search.ts';

/** Up to so many hits are weighed one by one; of more, those by name and heading come first, then the newest. */
const weighed = 3000;
/** How many of those by name, and by heading, come before the newest. */
const named = 400;

/**
 * The first `count` of the hits, about in the order of their worth, from the index alone.
 * @param hits undefined: all that the ranking text of the plan finds, `total` in number
 */
export function firstHits(
  index: SearchIndex,
  plan: Plan,
  hits: IdSet | undefined,
  total: number,
  count: number,
): number[] {
  const text = rankingText(plan);
  const isHit = (id: number) => hits === undefined || hits.has(id);
  if (text === undefined) return hits ? index.newestOf(hits, count) : [];
  if (hits && total <= count && total <= 50) return [...hits];
  const found = hits === undefined ? total : index.count('note', text);
  const order = new Set<number>();
  if (found <= weighed) {
    for (const id of index.heaviest('note', text, hits ? found : count)) if (isHit(id)) order.add(id);
  } else {
    for (const scope of ['names', 'headings'] as const) {
      const some = index.count(scope, text);
      const best = some <= weighed ? index.heaviest(scope, text, named) : index.newest(scope, text, named);
      for (const id of best) if (isHit(id)) order.add(id);
    }
    if (!hits) for (const id of index.newest('note', text, count)) order.add(id);
  }
  if (hits && order.size < Math.min(count, total)) {
    for (const id of index.newestOf(hits, count)) order.add(id);
  }
  return [...order].slice(0, count);
}
