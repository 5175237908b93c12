import type { Bench } from './bench.ts';
import { count, megabytes, ratio } from './format.ts';
import type { ScanTimes } from './jobs.ts';
import { type Column, renderTable } from './table.ts';
import type { BenchVault } from './vaults.ts';

interface Row {
  vault: BenchVault;
  times: ScanTimes;
}

/** A small vault is gone through more often, or the compiler would be measured. */
const repeatsOf = ({ notes }: BenchVault) => Math.min(15, Math.max(5, Math.ceil(15_000 / notes)));

/** What one note costs the processor on its way into the index, step by step. */
export function createScanBench(): Bench {
  const rows: Row[] = [];
  return {
    async measure(vault, { say, probe }) {
      const repeats = repeatsOf(vault);
      say(`each step ${repeats} times`);
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      rows.push({ vault, times: await probe('scan', ground, { repeats }) });
    },
    report() {
      if (rows.length === 0) return '';
      return [
        renderTable(
          'A note into the index (MB per CPU second; reading: with one buffer, decoded)',
          rates,
          rows,
        ),
        renderTable('The same, one note (CPU microseconds)', costs, rows),
      ].join('\n\n');
    },
  };
}

const vaultColumns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'notes', cell: ({ vault }) => count(vault.notes) },
];

const steps: [keyof ScanTimes, string][] = [
  ['read', 'reading'],
  ['scan', 'facts'],
  ['grammar', 'by grammar'],
  ['tokens', 'tokens'],
  ['mentions', 'mentions'],
  ['terms', 'terms'],
];

const rates: Column<Row>[] = [
  ...vaultColumns,
  { title: 'MB', cell: ({ vault }) => megabytes(vault.bytes) },
  ...steps.map(([key, title]): Column<Row> => {
    return { title, cell: ({ vault, times }) => (vault.bytes / 1000 / times[key]).toFixed(1) };
  }),
];

const costs: Column<Row>[] = [
  ...vaultColumns,
  ...steps.map(([key, title]): Column<Row> => {
    return { title, cell: ({ vault, times }) => ((times[key] * 1000) / vault.notes).toFixed(1) };
  }),
  { title: 'facts x reading', cell: ({ times }) => ratio(times.scan, times.read) },
  { title: 'grammar x facts', cell: ({ times }) => ratio(times.grammar, times.scan) },
];
