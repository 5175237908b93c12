import { existsSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { count, ms, ratio } from './format.ts';
import { pickQueries } from './queries.ts';
import { median, percentile } from './stats.ts';
import { type Column, renderTable } from './table.ts';
import type { BenchVault } from './vaults.ts';
import { timeRipgrep } from './yardsticks.ts';

interface Row {
  vault: BenchVault;
  queries: number;
  /** Each asked for the first time since the core was opened. */
  first: number[];
  again: number[];
  totals: number[];
  ripgrep: number[];
}

const queryCount = 24;
const repeats = 5;

/** Full-text search of single terms, against a scan of the files. */
export function createSearchBench(): Bench {
  const rows: Row[] = [];
  return {
    async measure(vault, { say, probe }) {
      const queries = pickQueries(vault.dir, queryCount);
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      if (!existsSync(vault.index)) await probe('open', ground, {});
      say(`${queries.length} queries, ${repeats} times`);
      const { times, totals } = await probe('search', ground, { queries, repeats });
      const first = times.map((list) => list[0] ?? Number.NaN);
      const again = times.flatMap((list) => list.slice(1));
      const ripgrep = queries.flatMap((query) => timeRipgrep(vault.dir, query) ?? []);
      rows.push({ vault, queries: queries.length, first, again, totals, ripgrep });
    },
    report: () =>
      rows.length === 0
        ? ''
        : renderTable('Search for one term, 50 hits with their places (ms)', columns, rows),
  };
}

const columns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'notes', cell: ({ vault }) => count(vault.notes) },
  { title: 'queries', cell: ({ queries }) => `${queries} x ${repeats}` },
  { title: 'hits p50', cell: ({ totals }) => count(median(totals)) },
  { title: 'most', cell: ({ totals }) => count(Math.max(...totals)) },
  { title: 'first p50', cell: ({ first }) => ms(median(first)) },
  { title: 'p95', cell: ({ first }) => ms(percentile(first, 0.95)) },
  { title: 'again p50', cell: ({ again }) => ms(median(again)) },
  { title: 'p95', cell: ({ again }) => ms(percentile(again, 0.95)) },
  { title: 'rg p50', cell: ({ ripgrep }) => ms(median(ripgrep)) },
  { title: 'p95', cell: ({ ripgrep }) => ms(percentile(ripgrep, 0.95)) },
  { title: 'x rg', cell: ({ again, ripgrep }) => ratio(median(again), median(ripgrep)) },
];
