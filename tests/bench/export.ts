import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { count, ms, ratio } from './format.ts';
import type { ExportTimes } from './jobs.ts';
import { type Column, renderTable } from './table.ts';
import type { BenchVault } from './vaults.ts';
import { timeCopy } from './yardsticks.ts';

interface Row {
  vault: BenchVault;
  times: ExportTimes;
  copy: number | undefined;
}

const copyRuns = 3;

/** The plan of a first export of everything into an empty site, against a copy of the folder. */
export function createExportBench(): Bench {
  const rows: Row[] = [];
  return {
    async measure(vault, { folder, say, probe }) {
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      if (!existsSync(vault.index)) await probe('open', ground, {});
      say('plan of an export');
      const times = await probe('export', ground, { site: emptySite(folder) });
      rows.push({ vault, times, copy: timeCopy(vault.dir, join(folder, 'copy'), copyRuns) });
    },
    report: () =>
      rows.length === 0 ? '' : renderTable('Plan of an export of every note with a date (ms)', columns, rows),
  };
}

function emptySite(folder: string): string {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, 'content', 'posts'), { recursive: true });
  writeFileSync(join(site, 'hugo.toml'), "baseURL = 'https://example.org/'\ntitle = 'Bench'\n");
  return site;
}

const columns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'notes', cell: ({ vault }) => count(vault.notes) },
  { title: 'files planned', cell: ({ times }) => count(times.files) },
  { title: 'first plan', cell: ({ times }) => ms(times.first) },
  { title: 'second', cell: ({ times }) => ms(times.second) },
  { title: 'cp -r', cell: ({ copy }) => ms(copy) },
  { title: 'x cp', cell: ({ times, copy }) => ratio(times.first, copy) },
];
