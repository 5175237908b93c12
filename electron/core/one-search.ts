import type { SearchHit } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { compileQuery, type NoteMatch, type SearchNote } from '../../shared/search/match.ts';
import { asksBroken, asksInside, asksMentions, type Plan, planQuery } from '../../shared/search/plan.ts';
import { parseQuery } from '../../shared/search/query.ts';
import { rank } from '../../shared/search/rank.ts';
import { fold } from '../../shared/text/fold.ts';
import type { FileRow, SortedFile } from '../index/files.ts';
import { IdSet } from '../index/id-set.ts';
import type { Bounds } from '../index/search.ts';
import { firstHits, screen, weighed } from '../index/search-order.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import { readExcluded } from './excluded.ts';
import { createFirst, orders, type Sort } from './hit-order.ts';
import type { KeepUp } from './keep-up.ts';
import type { Notes } from './notes.ts';
import { createPace } from './pace.ts';
import { createRegexGuard } from './regex-guard.ts';
import { type SearchNotes, Unreadable } from './search-notes.ts';
import { createSearchSets } from './search-sets.ts';
import { createWorld, noteCalled } from './search-world.ts';
import { breathe, slice } from './slices.ts';
import type { Topics } from './topics.ts';

export interface SearchGround {
  store: Store;
  topics: Topics;
  notes: Notes;
  settings: SettingsFile;
  keepUp: Pick<KeepUp, 'findMentionsOf'>;
  notesOf: SearchNotes;
}

/** What a query found: ids in `hits`, or, where the index alone answers, all that its text finds. */
export interface Found {
  total: number;
  hits: IdSet | undefined;
  /** Hits that are no rows of the index yet. */
  fresh: FileRow[];
  /** Ids of the newest hits, where they came along. */
  newest?: number[];
}

export type Hit = { path: string; row: FileRow; match: NoteMatch | undefined; score: number };

/** How many of the doubtful files were looked at, and what is found by then. */
export type TellFound = (done: number, total: number, found: () => Found, count: number) => Promise<void>;
type Tell<T> = (done: number, total: number, found: { row: FileRow; answer: T }[]) => Promise<void>;

/** So many of the first hits are read and ranked by what stands in them; the index alone orders the rest. */
const ranked = 50;
/** So many of the newest come along where all are counted: to find them afterwards is to go through all again. */
const newestTold = 200;
/** The rows of so many files are fetched at once. */
const batch = 64;
/** Of so many files what they are sorted by is fetched at once: a few milliseconds. */
const sortedAtOnce = 1000;
/** So many doubtful files are looked at in the order of their worth, the others as they come. */
const worthy = 400;
/** So many hits of the words alone are looked at before the whole is asked for. */
const lookedAtEarly = 2000;
/** The texts of so many files that were found are kept: they are shown next. */
const mostKept = 2 * screen;

export interface AskedQuery {
  query: string;
  lines: number;
  excludedIds(): IdSet;
}

/**
 * One query, compiled and planned.
 * @param lines shown of each note
 * @throws AppError `invalid-query`
 */
export function createSearch(ground: SearchGround, ask: AskedQuery, context: CallContext) {
  const { store, topics, notes, settings, keepUp, notesOf } = ground;
  const { search } = store;
  const parsed = parseQuery(ask.query);
  const world = createWorld(store, topics, notes);
  const options = { world, runRegex: createRegexGuard() };
  const matcher = compileQuery(parsed, options);
  const plan = planQuery(parsed, store.vocabulary.begins);
  const name = parsed.root.kind === 'term' ? fold(parsed.root.text).trim() : '';
  const excluded = readExcluded(store, settings);
  const known = createSearchSets(store, world, options);
  const kept = new Map<string, SearchNote>();
  const pace = createPace(context);
  const rest = () => {
    pace.check();
    return pace.rest(0, 0);
  };

  /**
   * What `ask` says of each file, undefined left out; lets other calls through, and ends where the search is cancelled.
   * @param tell what was found so far, now and then, and once it fills a window
   */
  async function each<T>(
    files: readonly (FileRow | number)[],
    ask: (row: FileRow, note: () => SearchNote) => T | undefined,
    tell?: Tell<T>,
  ) {
    const found: { row: FileRow; answer: T }[] = [];
    let until = performance.now() + slice;
    for (let from = 0; from < files.length; from += batch) {
      const rows = rowsOf(files.slice(from, from + batch));
      const noteOf = notesOf(rows);
      for (const [index, row] of rows.entries()) {
        const answer = tried(() => ask(row, () => kept.get(row.path) ?? noteOf(row)));
        if (answer !== undefined) found.push({ row, answer });
        const full = answer !== undefined && found.length === screen;
        if (!full && performance.now() < until) continue;
        await tell?.(Math.min(files.length, from + index), files.length, found);
        await breathe();
        if (context.signal.aborted) throw new AppError('cancelled', 'The search was cancelled');
        until = performance.now() + slice;
      }
    }
    return found;
  }

  function rowsOf(files: readonly (FileRow | number)[]): FileRow[] {
    const ids = files.filter((file) => typeof file === 'number');
    if (ids.length === 0) return files as FileRow[];
    const rows = store.files.byIds(ids);
    return files.flatMap((file) => (typeof file === 'number' ? (rows.get(file) ?? []) : file));
  }

  function isHit(row: FileRow, noteOf: () => SearchNote): true | undefined {
    const note = noteOf();
    if (!matcher.test(note)) return undefined;
    if (kept.size < mostKept) kept.set(row.path, note);
    return true;
  }

  const verified = async (files: readonly (FileRow | number)[], tell?: Tell<true>) =>
    (await each(files, isHit, tell)).map(({ row }) => row);

  /** What is the likeliest, and what comes first in the end, is looked at first. */
  function byWorth(files: IdSet): number[] {
    if (files.size <= screen) return [...files].reverse();
    const first = firstHits(search, { plan, name, hits: files, total: files.size, unweighed: true }, worthy);
    const seen = new Set(first);
    const rest = [...files].filter((id) => !seen.has(id));
    return [...first, ...rest.reverse()];
  }

  /** What is a hit for certain, and what has to be read. */
  function parted({ sure, all }: Bounds, unsettled: readonly number[]) {
    if (unsettled.length === 0 && !excluded.any) {
      return { certain: sure, doubtful: sure === all ? [] : byWorth(all.without(sure)) };
    }
    const waiting = IdSet.of(search.limit(), unsettled);
    const hidden = excluded.any ? ask.excludedIds() : new IdSet(search.limit());
    const certain = sure.without(waiting).without(hidden);
    return { certain, doubtful: byWorth(all.or(waiting).without(certain).without(hidden)) };
  }

  /**
   * Everything that is asked of the index is asked at once: while files are read, it goes on filling.
   * @param tell what was found where files are read for long
   */
  async function find(tell?: TellFound): Promise<Found> {
    if (asksInside(plan)) await store.vocabulary.load();
    if (asksBroken(plan)) await world.findBroken();
    for (const asked of asksMentions(plan)) {
      const row = noteCalled(store, topics, asked);
      if (row) await keepUp.findMentionsOf(row.id);
    }
    await known.prepare(plan, rest);
    const unsettled = search.unsettled();
    const unfollowed = search.unfollowed();
    if (unsettled.length + unfollowed.length === 0 && isText(plan) && !excluded.any) {
      const { scope, all } = plan;
      // Where no word is looked for by its beginning, the newest are found without going through all.
      const found = all.includes('*')
        ? ((await search.countAndNewestInPieces(scope, all, newestTold, rest)) ??
          search.countAndNewest(scope, all, newestTold))
        : { total: search.count(scope, all) };
      await breathe();
      return { ...found, hits: undefined, fresh: [] };
    }
    const limit = search.limit();
    const { certain, doubtful } = parted(search.bounds(plan, limit, known.of), unsettled);
    const fresh: FileRow[] = [];
    const withMore = (rows: readonly FileRow[]): Found => {
      if (rows.length === 0) return { total: certain.size + fresh.length, hits: certain, fresh };
      const more = IdSet.of(
        limit,
        rows.map(({ id }) => id),
      );
      const hits = certain.or(more);
      return { total: hits.size + fresh.length, hits, fresh };
    };
    const telling: Tell<true> | undefined =
      tell &&
      ((done, total, found) =>
        tell(done, total, () => withMore(found.map(({ row }) => row)), certain.size + found.length));
    fresh.push(...(await verified(unfollowed.filter(({ path }) => !excluded.is(path)))));
    // What is found for certain is not kept waiting.
    if (certain.size >= screen && doubtful.length > screen) await telling?.(0, doubtful.length, []);
    const more = await verified(doubtful, telling);
    return withMore(more);
  }

  /**
   * A window full of hits, where all of them are long in finding: a word that many words begin with is looked for as it
   * stands. Empty where that is not so, or finds too little.
   */
  async function early(): Promise<Hit[]> {
    if (excluded.any) return [];
    if (plan.kind === 'maybe') return earlyOfSome(plan);
    if (plan.kind !== 'text' || !plan.quick) return [];
    const { scope, quick } = plan;
    if (search.countUpTo(scope, quick.last, weighed) < weighed) return [];
    const total = search.countUpTo(scope, quick.expression, weighed + 1);
    if (total < screen) return [];
    const ordered = { plan, name, hits: undefined, total, quick: quick.expression };
    return rankedHits(firstHits(search, ordered, screen));
  }

  /** Of words that very many notes hold, where notes must have something of a kind as well: sets of all take longer. */
  async function earlyOfSome({ node, together }: Extract<Plan, { kind: 'maybe' }>): Promise<Hit[]> {
    const parts = node.kind === 'and' ? node.nodes : [];
    const text = parts.find((part) => part.kind === 'text');
    const kinds = parts.flatMap((part) => (part.kind === 'has' ? part.what : []));
    if (!text || together || kinds.length === 0 || parts.length > kinds.length + 1) return [];
    if (search.countUpTo(text.scope, text.all, lookedAtEarly + 1) <= lookedAtEarly) return [];
    const ordered = { plan: text, name, hits: undefined, total: lookedAtEarly + 1 };
    const ids = search.having(firstHits(search, ordered, lookedAtEarly), kinds);
    const found: FileRow[] = [];
    for (let from = 0; from < ids.length && found.length < screen; from += batch)
      found.push(...(await verified(ids.slice(from, from + batch))));
    return found.length < screen ? [] : rankedHits(found.slice(0, screen));
  }

  /**
   * The first hits, read and ranked, as many at once as fill a window; behind them the order of the index.
   * @param tell the first of them, as soon as they are ranked
   */
  async function best(
    { total, hits, fresh, newest }: Found,
    count: number,
    tell?: (first: Hit[]) => Promise<void>,
  ): Promise<Hit[]> {
    if (total === 0) return [];
    const ids = firstHits(search, { plan, name, hits, total, newest }, Math.max(count, ranked));
    const rows = [...fresh, ...ids];
    const order = await rankedHits(rows.slice(0, screen), Number.POSITIVE_INFINITY);
    if (count > screen || order.length === 0) {
      if (order.length > 0) await tell?.(order);
      order.push(...(await rankedHits(rows.slice(screen, ranked), order.at(-1)?.score)));
      if (count > ranked) order.push(...(await plainHits(rows.slice(ranked), order.at(-1)?.score ?? 0)));
    }
    return order.slice(0, count);
  }

  /** @param most that a score may be, so that those ranked before stay before */
  async function rankedHits(
    files: readonly (FileRow | number)[],
    most = Number.POSITIVE_INFINITY,
  ): Promise<Hit[]> {
    const found = await each(files, (_, note) => matcher.match(note(), ask.lines));
    const order = rank(
      found.map(({ row, answer }) => {
        const { path, modified } = row;
        return { path, modified, parts: answer.parts, row, match: answer };
      }),
      search.limit(),
    );
    return order.map(({ path, row, match, score }) => ({ path, row, match, score: Math.min(score, most) }));
  }

  const plainHits = async (files: readonly (FileRow | number)[], score: number): Promise<Hit[]> =>
    (await each(files, (row) => row)).map(({ row }) => ({ path: row.path, row, match: undefined, score }));

  /** Where the index alone answers: all that it finds. */
  const all = () => search.bounds(plan, search.limit(), known.of).all;

  async function sorted({ hits, fresh }: Found, sort: Sort, count: number): Promise<Hit[]> {
    const order = createFirst<FileRow | SortedFile>(orders[sort], count);
    for (const row of fresh) order.add(row);
    const ids = [...(hits ?? all())];
    for (let from = 0; from < ids.length; from += sortedAtOnce) {
      for (const row of store.files.toSort(ids.slice(from, from + sortedAtOnce))) order.add(row);
      await breathe();
      if (context.signal.aborted) throw new AppError('cancelled', 'The search was cancelled');
    }
    const first = (await order.first()).map((one) => ('size' in one ? one : one.id));
    return (await plainHits(first, 0)).slice(0, count);
  }

  async function present(hits: readonly Hit[]): Promise<SearchHit[]> {
    const byRow = new Map(hits.map((hit) => [hit.row, hit]));
    const shown = await each(
      hits.map(({ row }) => row),
      (row, note) => byRow.get(row)?.match ?? matcher.match(note(), ask.lines),
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
  function isHitOf({ hits }: Found, shown: readonly SearchHit[]): (path: string) => boolean {
    const paths = new Set(shown.map(({ path }) => path));
    return (path) => {
      if (paths.has(path)) return true;
      const row = store.files.get(path);
      if (!row) return false;
      return hits ? hits.has(row.id) : (tried(() => matcher.test(notesOf([row])(row))) ?? false);
    };
  }

  return { parsed, excluded, early, find, all, best, sorted, present, isHit: isHitOf };
}

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
