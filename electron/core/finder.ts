import type { Params, Result, SearchHit } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { parseNote } from '../../shared/note/parse.ts';
import { compileQuery, type Matcher, type SearchNote } from '../../shared/search/match.ts';
import { ftsPlan, prefilter } from '../../shared/search/plan.ts';
import { parseQuery, type Query } from '../../shared/search/query.ts';
import { type Rankable, rank } from '../../shared/search/rank.ts';
import { fold } from '../../shared/text/fold.ts';
import type { FileRow } from '../index/files.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Notes } from './notes.ts';
import { createRegexGuard } from './regex-guard.ts';
import { createWorld } from './search-world.ts';
import type { Topics } from './topics.ts';

interface FinderOptions {
  vault: Vault;
  store: Store;
  topics: Topics;
  notes: Notes;
}

type Hit = Rankable & { row: FileRow };

/** How long a search works before other calls are let through, in milliseconds. */
const slice = 20;

/** Search over the index and, for what is not indexed yet, over the files: complete from the first second. */
export function createFinder({ vault, store, topics, notes }: FinderOptions) {
  const { files, words, switcher } = store;

  const withTag = store.db
    .prepare<[string, string, string], number>('SELECT file FROM tags WHERE key = ? OR (key > ? AND key < ?)')
    .pluck();

  /** Files that may match; a superset. */
  function candidates(query: Query): FileRow[] {
    const expression = ftsPlan(query);
    const rows =
      expression === undefined
        ? files.below('')
        : [...words.match(expression).flatMap((id) => files.byId(id) ?? []), ...files.waitingText()];
    const { paths, tags } = prefilter(query);
    // What is below a tag stands between it with `/` and it with the character after.
    const tagged = tags.map((tag) => new Set(withTag.all(tag, `${tag}/`, `${tag}0`)));
    return rows.filter(
      (row) =>
        (row.doc === null || tagged.every((ids) => ids.has(row.id))) &&
        (paths.length === 0 || paths.every((part) => fold(row.path).includes(part))),
    );
  }

  function noteOf(row: FileRow): SearchNote | undefined {
    const text = row.note ? readText(vault, row) : '';
    if (text === undefined) return undefined;
    const names = store.facts.names(row.id);
    let facts: ReturnType<SearchNote['facts']> | undefined;
    return {
      path: row.path,
      name: row.name,
      title: row.title,
      aliases: names.filter((name) => name.kind === 'alias').map((name) => name.text),
      text,
      facts: () => {
        facts ??= parseNote(text, row.name);
        return facts;
      },
      modified: row.modified,
      created: row.created,
      date: row.date,
    };
  }

  async function findAll(matcher: Matcher, rows: readonly FileRow[], { signal, progress }: CallContext) {
    const found: Hit[] = [];
    let until = performance.now() + slice;
    for (const [index, row] of rows.entries()) {
      const note = noteOf(row);
      const match = note && matcher.match(note, 0);
      if (match) found.push({ path: row.path, modified: row.modified, parts: match.parts, row });
      if (performance.now() < until) continue;
      progress(index, rows.length);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new AppError('cancelled', 'The search was cancelled');
      until = performance.now() + slice;
    }
    return found;
  }

  function present(matcher: Matcher, { row, score }: Hit & { score: number }): SearchHit[] {
    const note = noteOf(row);
    const match = note && matcher.match(note);
    if (!match) return [];
    return [
      {
        path: row.path,
        title: row.title,
        score,
        fields: match.fields,
        count: match.count,
        matches: match.matches,
      },
    ];
  }

  /** Names that Latin letters spell in pinyin: a group of their own, never among the exact hits. */
  function similar(query: string, found: readonly Hit[]): SearchHit[] {
    if (!/^[a-z ]{2,}$/i.test(query.trim())) return [];
    const known = new Set(found.map(({ path }) => path));
    return switcher
      .find(query, 20)
      .filter((one) => one.via === 'pinyin' && !known.has(one.path))
      .map(({ path, title, score, matched }) => ({
        path,
        title,
        score,
        fields: ['pinyin'],
        count: 0,
        matches: [{ line: 1, text: matched, ranges: [] }],
      }));
  }

  return {
    async query(
      { query, limit = 100, sort = 'relevance' }: Params<'search.query'>,
      context: CallContext,
    ): Promise<Result<'search.query'>> {
      const start = performance.now();
      const parsed = parseQuery(query);
      const matcher = compileQuery(parsed, {
        world: createWorld(store, topics, notes),
        runRegex: createRegexGuard(),
      });
      const found = await findAll(matcher, candidates(parsed), context);
      const ranked = rank(found, files.counts().notes);
      if (sort !== 'relevance') ranked.sort(orders[sort]);
      const hits = ranked.slice(0, limit).flatMap((hit) => present(matcher, hit));
      const ms = Math.round((performance.now() - start) * 100) / 100;
      return { total: found.length, ms, similar: similar(query, found), hits };
    },
    switch({ query, limit = 50 }: Params<'switch.query'>): Result<'switch.query'> {
      return query.trim() === '' ? switcher.recent(limit) : switcher.find(query, limit);
    },
  };
}

export type Finder = ReturnType<typeof createFinder>;

const natural = new Intl.Collator(['zh-CN', 'en'], { numeric: true });

const orders = {
  name: (a: Hit, b: Hit) => natural.compare(a.row.name, b.row.name) || (a.path < b.path ? -1 : 1),
  modified: (a: Hit, b: Hit) => b.row.modified - a.row.modified || (a.path < b.path ? -1 : 1),
  created: (a: Hit, b: Hit) => b.row.created - a.row.created || (a.path < b.path ? -1 : 1),
};

function readText(vault: Vault, row: FileRow): string | undefined {
  try {
    return vault.read(row.path).text;
  } catch {
    // Gone or unreadable since it was indexed: what cannot be verified is no hit.
    return undefined;
  }
}
