import { existsSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { count, ms, ratio } from './format.ts';
import type { SwitchTimes } from './jobs.ts';
import { pickQueries, typedNames } from './queries.ts';
import { operatorQueries, phraseQueries, regexQueries } from './query-kinds.ts';
import { median, percentile } from './stats.ts';
import { type Column, renderTable } from './table.ts';
import type { BenchVault } from './vaults.ts';
import { timeRipgrep } from './yardsticks.ts';

interface Row {
  vault: BenchVault;
  kind: string;
  /** Of the yardstick, for 100,000 notes: in the middle, and at the 95th percentile. */
  goals: [number | undefined, number];
  /** Each asked for the first time since the core was opened. */
  first: number[];
  again: number[];
  /** Until the whole answer was there. */
  whole: number[];
  totals: number[];
  ripgrep: number[];
}

interface NamesRow {
  vault: BenchVault;
  times: SwitchTimes;
}

const queryCount = 24;
const repeats = 4;

/** Search by terms, phrases, operators and regular expressions against a scan of the files, and names by their letters. */
export function createSearchBench(): Bench {
  const rows: Row[] = [];
  const names: NamesRow[] = [];
  return {
    async measure(vault, { say, probe }) {
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      if (!existsSync(vault.index)) await probe('open', ground, {});
      const terms = pickQueries(vault.dir, queryCount);
      const ripgrep = terms.flatMap((query) => timeRipgrep(vault.dir, query) ?? []);
      for (const { kind, queries, goals } of kindsOf(vault, terms)) {
        if (queries.length === 0) continue;
        say(`${queries.length} queries: ${kind}`);
        const { times, whole, totals } = await probe('search', ground, { queries, repeats });
        const first = times.map((list) => list[0] ?? Number.NaN);
        rows.push({
          vault,
          kind,
          goals,
          first,
          again: times.flatMap((list) => list.slice(1)),
          whole: whole.flatMap((list) => list.slice(1)),
          totals,
          ripgrep,
        });
      }
      say('names by their letters');
      names.push({ vault, times: await probe('switch', ground, { typed: typedNames(vault.dir) }) });
    },
    report: () =>
      rows.length === 0
        ? ''
        : [
            renderTable(
              'Search: the first 20 hits, ranked, with their places; whole: 50, what is like them, and their count (ms; goals are for 100,000 notes)',
              columns,
              rows,
            ),
            renderTable(
              'Quick switcher, for each letter typed (ms; goal: p95 8 ms, half of fuzzysort)',
              nameColumns,
              names,
            ),
          ].join('\n\n'),
  };
}

function kindsOf({ dir }: BenchVault, terms: string[]) {
  return [
    { kind: 'terms', queries: terms, goals: [1 / 200, 1 / 50] },
    { kind: 'phrases', queries: phraseQueries(dir, queryCount), goals: [1 / 200, 1 / 50] },
    { kind: 'operators', queries: operatorQueries(terms), goals: [undefined, 1 / 20] },
    { kind: 'regex', queries: regexQueries(dir, queryCount / 2), goals: [undefined, 1] },
  ] satisfies { kind: string; queries: string[]; goals: Row['goals'] }[];
}

const columns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'kind', align: 'left', cell: ({ kind }) => kind },
  { title: 'queries', cell: ({ first }) => `${first.length} x ${repeats}` },
  { title: 'hits p50', cell: ({ totals }) => count(median(totals)) },
  { title: 'most', cell: ({ totals }) => count(Math.max(...totals)) },
  { title: 'first p95', cell: ({ first }) => ms(percentile(first, 0.95)) },
  { title: 'p50', cell: ({ again }) => ms(median(again)) },
  { title: 'p95', cell: ({ again }) => ms(percentile(again, 0.95)) },
  { title: 'whole p50', cell: ({ whole }) => ms(median(whole)) },
  { title: 'p95', cell: ({ whole }) => ms(percentile(whole, 0.95)) },
  { title: 'rg', cell: ({ ripgrep }) => ms(median(ripgrep)) },
  { title: 'p50 : rg', cell: ({ again, ripgrep }) => part(median(again) / median(ripgrep)) },
  {
    title: 'goal',
    cell: ({ again, ripgrep, goals: [middle] }) => judged(median(again) / median(ripgrep), middle),
  },
  { title: 'p95 : rg', cell: ({ again, ripgrep }) => part(percentile(again, 0.95) / median(ripgrep)) },
  {
    title: 'goal',
    cell: ({ again, ripgrep, goals: [, most] }) => judged(percentile(again, 0.95) / median(ripgrep), most),
  },
];

/** `1/200`, or `1.3` where it is more than one. */
function part(value: number | undefined): string | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined;
  return value < 1 ? `1/${Math.round(1 / value)}` : value.toFixed(1);
}

/** A goal, and whether it was reached. */
function judged(value: number, goal: number | undefined): string | undefined {
  if (goal === undefined || Number.isNaN(value)) return part(goal);
  return `${part(goal)} ${value <= goal ? 'ok' : 'missed'}`;
}

const nameColumns: Column<NamesRow>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'names', cell: ({ times }) => count(times.names) },
  { title: 'letters', cell: ({ times }) => count(times.ours.length) },
  { title: 'p50', cell: ({ times }) => ms(median(times.ours)) },
  { title: 'p95', cell: ({ times }) => ms(percentile(times.ours, 0.95)) },
  { title: 'fuzzysort p50', cell: ({ times }) => ms(median(times.fuzzysort)) },
  { title: 'p95', cell: ({ times }) => ms(percentile(times.fuzzysort, 0.95)) },
  { title: 'p50 : fuzzysort', cell: ({ times }) => ratio(median(times.ours), median(times.fuzzysort)) },
  { title: 'goal', cell: ({ times }) => judged(median(times.ours) / median(times.fuzzysort), 1 / 2) },
  {
    title: 'p95',
    cell: ({ times }) => ratio(percentile(times.ours, 0.95), percentile(times.fuzzysort, 0.95)),
  },
  { title: 'p95 in ms', cell: ({ times }) => `8 ${percentile(times.ours, 0.95) <= 8 ? 'ok' : 'missed'}` },
];
