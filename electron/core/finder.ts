import type { Params, Result, SearchHit } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { compileQuery, type NoteMatch } from '../../shared/search/match.ts';
import { asksInside, asksMentions, type Plan, planQuery } from '../../shared/search/plan.ts';
import { parseQuery } from '../../shared/search/query.ts';
import { rank } from '../../shared/search/rank.ts';
import { fold } from '../../shared/text/fold.ts';
import type { FileRow } from '../index/files.ts';
import { IdSet } from '../index/id-set.ts';
import { firstHits } from '../index/search-order.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { beyond, createExcludedIds, readExcluded } from './excluded.ts';
import { createHeadingSwitch } from './heading-switch.ts';
import type { KeepUp } from './keep-up.ts';
import type { Notes } from './notes.ts';
import { createRegexGuard } from './regex-guard.ts';
import { createSearchNotes, Unreadable } from './search-notes.ts';
import { createSearchSets } from './search-sets.ts';
import { createWorld, noteCalled } from './search-world.ts';
import { createSimilar } from './similar.ts';
import { breathe, slice } from './slices.ts';
import type { Topics } from './topics.ts';

interface FinderOptions {
  vault: Vault;
  store: Store;
  topics: Topics;
  notes: Notes;
  settings: SettingsFile;
  keepUp: Pick<KeepUp, 'findMentionsOf'>;
}

/** What a query found: ids in `hits`, or, where the index alone answers, all that its text finds. */
interface Found {
  total: number;
  hits: IdSet | undefined;
  /** Hits that are no rows of the index yet. */
  fresh: FileRow[];
  /** Ids of the newest hits, where they came along. */
  newest?: number[];
}

/** How many of the doubtful files were looked at, and what is found by then. */
type TellFound = (done: number, total: number, found: () => Found) => Promise<void>;
type Tell<T> = (done: number, total: number, found: { row: FileRow; answer: T }[]) => Promise<void>;

type Hit = { path: string; row: FileRow; match: NoteMatch | undefined; score: number };

/** After so many milliseconds, what a search has found is told before it ends. */
const firstTold = 250;
/** So many of the first hits are read and ranked by what stands in them; the index alone orders the rest. */
const ranked = 50;
/** So many hits of another form of the query are looked at. */
const similarLimit = 20;

/** Search over the index and, for what is not indexed yet, over the files: complete from the first second. */
export function createFinder({ vault, store, topics, notes, settings, keepUp }: FinderOptions) {
  const { search, switcher } = store;
  const headings = createHeadingSwitch(store);
  const similar = createSimilar(store);
  const excludedIds = createExcludedIds(store, settings);

  function createSearch(query: string, lines: number, context: CallContext) {
    const parsed = parseQuery(query);
    const options = { world: createWorld(store, topics, notes), runRegex: createRegexGuard() };
    const matcher = compileQuery(parsed, options);
    const plan = planQuery(parsed, store.vocabulary.begins);
    const name = parsed.root.kind === 'term' ? fold(parsed.root.text).trim() : '';
    const noteOf = createSearchNotes(vault, store);
    const excluded = readExcluded(store, settings);
    const known = createSearchSets(store, options.world, options);

    /**
     * What `ask` says of each file, undefined left out; lets other calls through, and ends where the search is cancelled.
     * @param tell what was found so far, now and then
     */
    async function each<T>(
      files: readonly (FileRow | number)[],
      ask: (row: FileRow) => T | undefined,
      tell?: Tell<T>,
    ) {
      const found: { row: FileRow; answer: T }[] = [];
      let until = performance.now() + slice;
      for (const [index, file] of files.entries()) {
        const row = typeof file === 'number' ? store.files.byId(file) : file;
        const answer = row && tried(() => ask(row));
        if (row && answer !== undefined) found.push({ row, answer });
        if (performance.now() < until) continue;
        await tell?.(index, files.length, found);
        await breathe();
        if (context.signal.aborted) throw new AppError('cancelled', 'The search was cancelled');
        until = performance.now() + slice;
      }
      return found;
    }

    const verified = async (files: readonly (FileRow | number)[], tell?: Tell<true>) =>
      (await each(files, (row) => matcher.test(noteOf(row)) || undefined, tell)).map(({ row }) => row);

    /**
     * Everything that is asked of the index is asked at once: while files are read, it goes on filling.
     * @param tell what was found where files are read for long
     */
    async function find(tell?: TellFound): Promise<Found> {
      if (asksInside(plan)) await store.vocabulary.load();
      for (const asked of asksMentions(plan)) {
        const row = noteCalled(store, topics, asked);
        if (row) await keepUp.findMentionsOf(row.id);
      }
      const unsettled = search.unsettled();
      const unfollowed = search.unfollowed();
      if (unsettled.length + unfollowed.length === 0 && isText(plan) && !excluded.any) {
        const { scope, all } = plan;
        // Where no word is looked for by its beginning, the newest are found without going through all.
        const found = all.includes('*')
          ? search.countAndNewest(scope, all, ranked)
          : { total: search.count(scope, all) };
        return { ...found, hits: undefined, fresh: [] };
      }
      const limit = search.limit();
      const waiting = IdSet.of(limit, unsettled);
      const { sure, all } = search.bounds(plan, limit, known);
      const hidden = excluded.any ? excludedIds() : new IdSet(limit);
      const certain = sure.without(waiting).without(hidden);
      const doubtful = [...all.or(waiting).without(certain).without(hidden)].reverse();
      const fresh: FileRow[] = [];
      const withMore = (rows: readonly FileRow[]): Found => {
        const more = IdSet.of(
          limit,
          rows.map(({ id }) => id),
        );
        const hits = certain.or(more);
        return { total: hits.size + fresh.length, hits, fresh };
      };
      const telling: Tell<true> | undefined =
        tell && ((done, total, found) => tell(done, total, () => withMore(found.map(({ row }) => row))));
      fresh.push(...(await verified(unfollowed.filter(({ path }) => !excluded.is(path)))));
      const more = await verified(doubtful, telling);
      return withMore(more);
    }

    /** The first hits, read and ranked; behind them the order of the index. */
    async function best({ total, hits, fresh, newest }: Found, count: number, read = ranked): Promise<Hit[]> {
      const ids = firstHits(search, { plan, name, hits, total, newest }, Math.max(count, read));
      const rows = [...fresh, ...ids.flatMap((id) => store.files.byId(id) ?? [])];
      const first = await each(rows.slice(0, read), (row) => matcher.match(noteOf(row), lines));
      const order = rank(
        first.map(({ row, answer }) => ({
          path: row.path,
          modified: row.modified,
          parts: answer.parts,
          row,
          match: answer,
        })),
        search.limit(),
      );
      const least = order.at(-1)?.score ?? 0;
      const rest = rows.slice(read).map((row) => ({ path: row.path, row, match: undefined, score: least }));
      return [...order, ...rest].slice(0, count);
    }

    /** Where the index alone answers: all that it finds. */
    const all = () => search.bounds(plan, search.limit(), known).all;

    async function sorted({ hits, fresh }: Found, sort: keyof typeof orders, count: number): Promise<Hit[]> {
      const order = createFirst(orders[sort], count);
      await each([...fresh, ...(hits ?? all())], order.add);
      return order.first().map((row) => ({ path: row.path, row, match: undefined, score: 0 }));
    }

    async function present(hits: readonly Hit[]): Promise<SearchHit[]> {
      const byRow = new Map(hits.map((hit) => [hit.row, hit]));
      const shown = await each(
        hits.map(({ row }) => row),
        (row) => byRow.get(row)?.match ?? matcher.match(noteOf(row), lines),
      );
      return shown.map(({ row, answer: { fields, count, matches } }) => ({
        path: row.path,
        title: row.title,
        score: byRow.get(row)?.score ?? 0,
        fields,
        count,
        matches,
      }));
    }

    /** Whether a file that is not among the hits shown is one all the same. */
    function isHit({ hits }: Found, shown: readonly SearchHit[]): (path: string) => boolean {
      const known = new Set(shown.map(({ path }) => path));
      return (path) => {
        if (known.has(path)) return true;
        const row = store.files.get(path);
        if (!row) return false;
        return hits ? hits.has(row.id) : (tried(() => matcher.test(noteOf(row))) ?? false);
      };
    }

    return { parsed, excluded, find, all, best, sorted, present, isHit };
  }

  async function finding(queries: string[] | undefined, context: CallContext) {
    if (!queries) return undefined;
    const totals = await Promise.all(queries.map((query) => createSearch(query, 0, context).find()));
    return queries.filter((_, at) => (totals[at]?.total ?? 0) > 0);
  }

  return {
    async query(
      { query, limit = 100, sort = 'relevance', lines = 5 }: Params<'search.query'>,
      context: CallContext,
    ): Promise<Result<'search.query'>> {
      const start = performance.now();
      const since = () => Math.round((performance.now() - start) * 100) / 100;
      const asked = createSearch(query, lines, context);
      const shown = async (found: Found) =>
        asked.present(
          sort === 'relevance' ? await asked.best(found, limit) : await asked.sorted(found, sort, limit),
        );
      let next = firstTold;
      const found = await asked.find(async (done, total, soFar) => {
        const now = since() < next ? undefined : soFar();
        if (!now || now.total === 0) return context.progress(done, total);
        const hits = await shown(now);
        // Each time it takes as long again before more is told: what is told does not slow the search down.
        next = 2 * since();
        context.progress(done, total, { total: now.total, ms: since(), hits, similar: [] });
      });
      const hits = await shown(found);
      const { excluded } = asked;
      const isHit = asked.isHit(found, hits);
      const leftOut = (path: string) => excluded.is(path) || isHit(path);
      const alike = await similar.hits(query, leftOut, async (variant) => {
        const other = createSearch(variant, lines, context);
        return other.present(await other.best(await other.find(), similarLimit, similarLimit));
      });
      const none = found.total + alike.length === 0;
      const suggestions = none ? await similar.suggestions(asked.parsed) : undefined;
      // A word may stand in excluded files alone.
      const useful = excluded.any ? await finding(suggestions, context) : suggestions;
      return { total: found.total, ms: since(), hits, similar: alike, suggestions: useful };
    },
    /** Paths of all hits. */
    async paths(query: string, context: CallContext): Promise<string[]> {
      const asked = createSearch(query, 0, context);
      const found = await asked.find();
      return (await asked.sorted(found, 'name', Number.POSITIVE_INFINITY)).map(({ path }) => path);
    },
    /** Ids of all hits that are in the index. */
    async ids(query: string, context: CallContext): Promise<IdSet> {
      const asked = createSearch(query, 0, context);
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

type ExactText = Extract<Plan, { kind: 'text' }>;

/** What a wider expression is weighed by, is found as a set first. */
const isText = (plan: Plan): plan is ExactText =>
  plan.kind === 'text' && plan.sure === plan.all && plan.wide === undefined;

function tried<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    // Gone or unreadable since it was indexed: what cannot be verified is no hit.
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The first `count` of many, in order; the rest is thrown away on the way. */
function createFirst<T>(compare: (a: T, b: T) => number, count: number) {
  let kept: T[] = [];
  const cut = () => {
    kept = kept.sort(compare).slice(0, count);
  };
  return {
    add(one: T): void {
      kept.push(one);
      if (kept.length >= 2 * count + 1000) cut();
    },
    first(): T[] {
      cut();
      return kept;
    },
  };
}

const natural = new Intl.Collator(['zh-CN', 'en'], { numeric: true });
const byPath = (a: FileRow, b: FileRow) => (a.path < b.path ? -1 : 1);

const orders = {
  name: (a: FileRow, b: FileRow) => natural.compare(a.name, b.name) || byPath(a, b),
  modified: (a: FileRow, b: FileRow) => b.modified - a.modified || byPath(a, b),
  created: (a: FileRow, b: FileRow) => b.created - a.created || byPath(a, b),
};
