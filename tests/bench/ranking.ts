import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { parseNote } from '../../shared/note/parse.ts';
import { ftsPhrase, indexTokens } from '../../shared/text/tokens.ts';
import { type JudgedQuery, judgedQueries } from '../fixtures/judged-queries.ts';
import type { Bench } from './bench.ts';
import { ndcg10, reciprocalRank } from './ranking-score.ts';
import { type Column, renderTable } from './table.ts';
import { type BenchVault, notePaths } from './vaults.ts';

/** The paths of the best ten. */
type Ranker = (query: string) => Promise<string[]> | string[];

interface Row {
  vault: string;
  ranker: string;
  queries: number;
  mrr: number;
  ndcg: number;
}

/** The order of hits, by judged queries over the real vaults, beside plain bm25 and MiniSearch as it comes. */
export function createRankingBench(): Bench {
  const rows: Row[] = [];
  const misses: string[] = [];
  return {
    async measure(vault, { say, probe }) {
      const judged = judgedQueries.filter((one) => one.vault === vault.name);
      if (judged.length === 0) return;
      say(`${judged.length} judged queries`);
      const queries = judged.map(({ query }) => query);
      const { paths } = await probe('ranking', { vaultDir: vault.dir, dataDir: vault.index }, { queries });
      const ours: Ranker = (query) => paths[queries.indexOf(query)] ?? [];
      const notes = readNotes(vault);
      const rankers: [string, Ranker][] = [
        ['Commonplace', ours],
        ['plain bm25', plainBm25(notes)],
        ['MiniSearch', miniSearch(notes)],
      ];
      for (const [name, ranker] of rankers) rows.push(await score(vault.name, name, ranker, judged));
      for (const one of judged) {
        const found = await ours(one.query);
        if (ndcg10(found, one.grades) < 0.6) misses.push(`${one.query}: ${found.slice(0, 3).join(', ')}`);
      }
    },
    report() {
      if (rows.length === 0) return '';
      const all = [...Map.groupBy(rows, ({ ranker }) => ranker)].map(([ranker, own]) => average(ranker, own));
      const table = renderTable('Ranking: judged queries (1 is the best)', columns, [...rows, ...all]);
      return misses.length > 0 ? `${table}\nFar from what was meant:\n  ${misses.join('\n  ')}` : table;
    },
  };
}

async function score(
  vault: string,
  ranker: string,
  rank: Ranker,
  judged: readonly JudgedQuery[],
): Promise<Row> {
  let mrr = 0;
  let ndcg = 0;
  for (const { query, grades } of judged) {
    const found = await rank(query);
    mrr += reciprocalRank(found, grades);
    ndcg += ndcg10(found, grades);
  }
  return { vault, ranker, queries: judged.length, mrr: mrr / judged.length, ndcg: ndcg / judged.length };
}

function average(ranker: string, rows: readonly Row[]): Row {
  const queries = rows.reduce((sum, row) => sum + row.queries, 0);
  const mean = (key: 'mrr' | 'ndcg') => rows.reduce((sum, row) => sum + row[key] * row.queries, 0) / queries;
  return { vault: 'all', ranker, queries, mrr: mean('mrr'), ndcg: mean('ndcg') };
}

const columns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault },
  { title: 'ranker', align: 'left', cell: ({ ranker }) => ranker },
  { title: 'queries', cell: ({ queries }) => String(queries) },
  { title: 'MRR', cell: ({ mrr }) => mrr.toFixed(3) },
  { title: 'nDCG@10', cell: ({ ndcg }) => ndcg.toFixed(3) },
];

interface NoteText {
  path: string;
  title: string;
  text: string;
}

function readNotes({ dir }: BenchVault): NoteText[] {
  return notePaths(dir).map((path) => {
    const text = readFileSync(join(dir, path), 'utf8');
    return { path, text, title: parseNote(text, basename(path, '.md')).title };
  });
}

/** One field, our tokens (without which Chinese would not be found at all), the usual constants. */
function plainBm25(notes: readonly NoteText[]): Ranker {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize="ascii tokenchars '_'")`);
  const insert = db.prepare('INSERT INTO words (rowid, body) VALUES (?, ?)');
  for (const [at, { title, text }] of notes.entries()) insert.run(at + 1, indexTokens(`${title}\n${text}`));
  const select = db
    .prepare<[string], number>('SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 10')
    .pluck();
  return (query) => {
    const terms = query.split(' ').flatMap((term) => ftsPhrase(term) ?? []);
    return select
      .all(terms.map((term) => `(${term})`).join(' AND '))
      .map((row) => notes[row - 1]?.path ?? '');
  };
}

function miniSearch(notes: readonly NoteText[]): Ranker {
  const index = new MiniSearch<NoteText>({ fields: ['title', 'text'], idField: 'path' });
  index.addAll(notes);
  return (query) =>
    index
      .search(query)
      .slice(0, 10)
      .map(({ id }) => String(id));
}
