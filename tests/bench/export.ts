import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { count, ms, ratio } from './format.ts';
import type { AgainTimes, ExportTimes, RenderTimes } from './jobs.ts';
import { timeRegexExport } from './regex-export.ts';
import { percentile } from './stats.ts';
import { type Column, renderTable } from './table.ts';
import { type BenchVault, notePaths } from './vaults.ts';
import { timeFind, timeHashing } from './yardsticks.ts';

interface Row {
  vault: BenchVault;
  times: ExportTimes;
  /** New processes: after the export, once more with nothing changed, and after an edit of one note. */
  again: AgainTimes;
  edited: AgainTimes;
  rendered: RenderTimes;
  hashed: number;
  regex: number;
  found: number | undefined;
}

const runs = 3;
const realBlog = join(import.meta.dirname, '../fixtures/blog');

/** An export of everything into an empty site, against reading, walking, and a copy that regular expressions rewrite. */
export function createExportBench(): Bench {
  const rows: Row[] = [];
  return {
    async measure(vault, { folder, say, probe }) {
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      if (!existsSync(vault.index)) await probe('open', ground, {});
      say('export');
      const hashed = timeHashing(
        notePaths(vault.dir).map((path) => join(vault.dir, path)),
        runs,
      );
      const regex = timeRegexExport(vault.dir, join(folder, 'copy'));
      const site = emptySite(folder);
      const times = await probe('export', ground, { site });
      const found = sum(timeFind(vault.dir, runs), timeFind(site, runs));
      await probe('exportAgain', ground, { edit: false });
      const again = await probe('exportAgain', ground, { edit: false });
      const edited = await probe('exportAgain', ground, { edit: true });
      const blog = join(folder, 'blog');
      cpSync(realBlog, blog, { recursive: true, force: true });
      const rendered = await probe('render', ground, { site: blog });
      rows.push({ vault, times, again, edited, rendered, hashed, regex, found });
    },
    report: () =>
      rows.length === 0 ? '' : renderTable('Export of every note with a date (ms)', columns, rows),
  };
}

const sum = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : a + b;

function emptySite(folder: string): string {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, 'content', 'posts'), { recursive: true });
  writeFileSync(join(site, 'hugo.toml'), "baseURL = 'https://example.org/'\ntitle = 'Bench'\n");
  return site;
}

const columns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'files', cell: ({ times }) => count(times.files) },
  { title: 'first plan', cell: ({ times }) => ms(times.first) },
  { title: 'x read+hash', cell: ({ times, hashed }) => ratio(times.first, hashed) },
  { title: 'new process', cell: ({ again }) => ms(again.plan) },
  { title: 'x read+hash', cell: ({ again, hashed }) => ratio(again.plan, hashed) },
  { title: 'new process, one edit', cell: ({ edited }) => ms(edited.plan) },
  { title: 'x read+hash', cell: ({ edited, hashed }) => ratio(edited.plan, hashed) },
  { title: 'plan and export', cell: ({ times }) => ms(times.first + times.apply) },
  { title: 'x regex copy', cell: ({ times, regex }) => ratio(times.first + times.apply, regex) },
  { title: 'unchanged', cell: ({ times }) => ms(times.unchanged) },
  { title: 'x find', cell: ({ times, found }) => ratio(times.unchanged, found) },
  { title: 'one edit', cell: ({ times }) => ms(times.edited) },
  { title: 'one page', cell: ({ times }) => ms(times.preview) },
  { title: 'post by Hugo, p50', cell: ({ rendered }) => ms(percentile(rendered.again, 0.5)) },
  { title: 'p95', cell: ({ rendered }) => ms(percentile(rendered.again, 0.95)) },
  { title: 'MB', cell: ({ times }) => count(Math.round(times.memory / 1e6)) },
  { title: 'MB, new', cell: ({ edited }) => count(Math.round(edited.memory / 1e6)) },
];
