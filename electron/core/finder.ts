import type { Params, Result, SearchHit } from '../../shared/contract/api.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import type { IdSet } from '../index/id-set.ts';
import { screen } from '../index/search-order.ts';
import type { Vault } from '../vault/vault.ts';
import { beyond, createExcludedIds, readExcluded } from './excluded.ts';
import { createHeadingSwitch } from './heading-switch.ts';
import { createSearch, type Found, type Hit, type SearchGround } from './one-search.ts';
import { createSearchNotes } from './search-notes.ts';
import { createSimilar, mostSuggestions } from './similar.ts';
import { breathe } from './slices.ts';

/** After so many milliseconds, what a search has found is told before it ends. */
const firstTold = 250;
/** So many hits of another form of the query are looked at. */
const similarLimit = 20;

export interface FinderGround extends Omit<SearchGround, 'notesOf'> {
  vault: Vault;
}

/** Search over the index and, for what is not indexed yet, over the files: complete from the first second. */
export function createFinder({ vault, ...given }: FinderGround) {
  const { store, settings } = given;
  const ground: SearchGround = { ...given, notesOf: createSearchNotes(vault, store) };
  const { switcher } = store;
  const headings = createHeadingSwitch(store);
  const similar = createSimilar(store);
  const excludedIds = createExcludedIds(store, settings);
  const searchFor = (query: string, lines: number, context: CallContext) =>
    createSearch(ground, { query, lines, excludedIds }, context);

  async function finding(queries: string[] | undefined, context: CallContext) {
    if (!queries) return undefined;
    const totals = await Promise.all(queries.map((query) => searchFor(query, 0, context).find()));
    return queries.filter((_, at) => (totals[at]?.total ?? 0) > 0);
  }

  return {
    async query(
      { query, limit = 100, sort = 'relevance', lines = 5 }: Params<'search.query'>,
      context: CallContext,
    ): Promise<Result<'search.query'>> {
      const start = performance.now();
      const since = () => Math.round((performance.now() - start) * 100) / 100;
      const asked = searchFor(query, lines, context);
      const byWorth = sort === 'relevance';
      const hitsOf = (found: Found, count: number, tell?: (first: Hit[]) => Promise<void>) =>
        byWorth ? asked.best(found, count, tell) : asked.sorted(found, sort, count);
      const answer = (total: number, hits: SearchHit[]) => ({ total, ms: since(), hits, similar: [] });
      // How far it is is not known yet.
      const early = byWorth ? await asked.present(await asked.early()) : [];
      if (early.length > 0) {
        context.progress(0, 0, answer(early.length, early));
        await breathe();
      }
      let told = false;
      let next = firstTold;
      const found = await asked.find(async (done, total, soFar, count) => {
        const full = byWorth && !told && count >= screen;
        const now = full || since() >= next ? soFar() : undefined;
        if (!now || now.total === 0) return context.progress(done, total);
        const hits = await asked.present(await hitsOf(now, full ? Math.min(limit, screen) : limit));
        // Each time it takes as long again before more is told: what is told does not slow the search down.
        next = Math.max(firstTold, 2 * since());
        told = true;
        context.progress(done, total, answer(now.total, hits));
      });
      const first = async (some: Hit[]) => {
        if (told) return;
        context.progress(found.total, found.total, answer(found.total, await asked.present(some)));
        await breathe();
      };
      const hits = await asked.present(await hitsOf(found, limit, first));
      const { excluded } = asked;
      const isHit = asked.isHit(found, hits);
      const leftOut = (path: string) => excluded.is(path) || isHit(path);
      const alike = await similar.hits(query, leftOut, async (variant) => {
        const other = searchFor(variant, lines, context);
        return other.present(await other.best(await other.find(), similarLimit));
      });
      const none = found.total + alike.length === 0;
      const suggestions = none ? await similar.suggestions(asked.parsed) : undefined;
      const useful = (await finding(suggestions, context))?.slice(0, mostSuggestions);
      return { total: found.total, ms: since(), hits, similar: alike, suggestions: useful };
    },
    /** Paths of all hits. */
    async paths(query: string, context: CallContext): Promise<string[]> {
      const asked = searchFor(query, 0, context);
      const found = await asked.find();
      return (await asked.sorted(found, 'name', Number.POSITIVE_INFINITY)).map(({ path }) => path);
    },
    /** Ids of all hits that are in the index. */
    async ids(query: string, context: CallContext): Promise<IdSet> {
      const asked = searchFor(query, 0, context);
      return (await asked.find()).hits ?? asked.all();
    },
    async switch({ query, limit = 50 }: Params<'switch.query'>): Promise<Result<'switch.query'>> {
      await switcher.ready(query);
      const excluded = readExcluded(store, settings);
      const ask = (count: number): Result<'switch.query'> => {
        if (query.includes('#')) return headings(query, count);
        return query.trim() === '' ? switcher.recent(count) : switcher.find(query, count);
      };
      return excluded.any ? beyond(ask, limit, ({ path }) => !excluded.is(path)) : ask(limit);
    },
  };
}

export type Finder = ReturnType<typeof createFinder>;
