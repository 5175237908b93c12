import { rmSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { count, megabytes, ms, ratio } from './format.ts';
import type { EditTimes, OpenTimes } from './jobs.ts';
import { median, percentile } from './stats.ts';
import { type Column, renderTable } from './table.ts';
import type { BenchVault } from './vaults.ts';
import { bareNodeMemory, timeCat, timeFind } from './yardsticks.ts';

interface Row {
  vault: BenchVault;
  find: number | undefined;
  cat: number | undefined;
  cold: OpenTimes[];
  warm: OpenTimes[];
  edit: EditTimes;
}

const edits = 40;
const yardstickRuns = 5;
const warmRuns = 5;

/** Openings, edits, memory and the size of the index. */
export function createEngineBench(): Bench {
  const rows: Row[] = [];
  const bareNode = bareNodeMemory();
  return {
    async measure(vault, { say, probe }) {
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      const find = timeFind(vault.dir, yardstickRuns);
      const cat = timeCat(vault.dir, yardstickRuns);
      const cold = await times(coldRuns(vault), (run, of) => {
        say(`cold opening ${run} of ${of}`);
        rmSync(ground.dataDir, { recursive: true, force: true });
        return probe('open', ground, {});
      });
      const warm = await times(warmRuns, (run, of) => {
        say(`warm opening ${run} of ${of}`);
        return probe('open', ground, {});
      });
      say(`${edits} edits`);
      const edit = await probe('edit', ground, { edits });
      rows.push({ vault, find, cat, cold, warm, edit });
    },
    report() {
      if (rows.length === 0) return '';
      return [
        renderTable('Cold opening: no index yet (ms, median)', coldColumns, rows),
        renderTable('Warm opening: nothing changed since (ms, median)', warmColumns, rows),
        renderTable('A link is written, and stands among the backlinks (ms)', editColumns, rows),
        renderTable(
          'Memory of the core and size of the index (MB, median of the cold openings)',
          [...sizeColumns, { title: 'x bare Node', cell: (row) => ratio(of(row.cold, 'memory'), bareNode) }],
          rows,
        ),
      ].join('\n\n');
    },
  };
}

/** A large vault takes long enough to be measured well at once. */
const coldRuns = ({ notes }: BenchVault) => (notes > 20_000 ? 1 : 3);

async function times<T>(runs: number, work: (run: number, of: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 1; run <= runs; run++) results.push(await work(run, runs));
  return results;
}

const of = (list: readonly OpenTimes[], key: keyof OpenTimes) => median(list.map((one) => one[key]));

const vaultColumns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'notes', cell: ({ vault }) => count(vault.notes) },
];

const coldColumns: Column<Row>[] = [
  ...vaultColumns,
  { title: 'MB', cell: ({ vault }) => megabytes(vault.bytes) },
  { title: 'runs', cell: ({ cold }) => String(cold.length) },
  { title: 'tree', cell: ({ cold }) => ms(of(cold, 'tree')) },
  { title: 'find', cell: ({ find }) => ms(find) },
  { title: 'x find', cell: ({ cold, find }) => ratio(of(cold, 'tree'), find) },
  { title: 'facts', cell: ({ cold }) => ms(of(cold, 'facts')) },
  { title: 'full text', cell: ({ cold }) => ms(of(cold, 'text')) },
  { title: 'cat', cell: ({ cat }) => ms(cat) },
  { title: 'x cat', cell: ({ cold, cat }) => ratio(of(cold, 'text'), cat) },
];

const warmColumns: Column<Row>[] = [
  ...vaultColumns,
  { title: 'runs', cell: ({ warm }) => String(warm.length) },
  { title: 'first list', cell: ({ warm }) => ms(of(warm, 'answered')) },
  { title: 'ready', cell: ({ warm }) => ms(of(warm, 'text')) },
  { title: 'find', cell: ({ find }) => ms(find) },
  { title: 'x find', cell: ({ warm, find }) => ratio(of(warm, 'text'), find) },
];

const editColumns: Column<Row>[] = [
  ...vaultColumns,
  { title: 'edits', cell: ({ edit }) => String(edit.write.length) },
  { title: 'write p50', cell: ({ edit }) => ms(percentile(edit.write, 0.5)) },
  { title: 'p95', cell: ({ edit }) => ms(percentile(edit.write, 0.95)) },
  { title: 'to backlinks p50', cell: ({ edit }) => ms(percentile(edit.backlinks, 0.5)) },
  { title: 'p95', cell: ({ edit }) => ms(percentile(edit.backlinks, 0.95)) },
  { title: 'bare write p50', cell: ({ edit }) => ms(percentile(edit.bare, 0.5)) },
  { title: 'x bare', cell: ({ edit }) => ratio(median(edit.backlinks), median(edit.bare)) },
];

const sizeColumns: Column<Row>[] = [
  ...vaultColumns,
  { title: 'index', cell: ({ cold }) => megabytes(of(cold, 'indexSize')) },
  { title: 'x text', cell: ({ cold, vault }) => ratio(of(cold, 'indexSize'), vault.bytes) },
  { title: 'at its most', cell: ({ cold }) => megabytes(of(cold, 'memoryPeak')) },
  { title: 'once ready', cell: ({ cold }) => megabytes(of(cold, 'memory')) },
  { title: 'warm', cell: ({ warm }) => megabytes(of(warm, 'memory')) },
];
