/** npm run bench: tables of how long things take, each beside what the system's own tools need for the like. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool, howToGet } from '../../build/tools.ts';
import { readWishes, type Section, usage, type Wishes } from './args.ts';
import type { Bench, BenchContext } from './bench.ts';
import { buildProbe } from './built-probe.ts';
import { corpusFolders, readCorpus } from './corpus.ts';
import { createDiscoveryBench } from './discovery.ts';
import { benchEditor } from './editor/editor.ts';
import { createEngineBench } from './engine.ts';
import { createExportBench } from './export.ts';
import { count } from './format.ts';
import { createGraphBench } from './graph/graph.ts';
import { createRankingBench } from './ranking.ts';
import { runProbe } from './run-probe.ts';
import { createScanBench } from './scan.ts';
import { createSearchBench } from './search.ts';
import { type BenchVault, generatedVault, realVaults } from './vaults.ts';

/** Those that measure vaults. */
const benches: { [S in Exclude<Section, 'editor'>]: () => Bench } = {
  engine: createEngineBench,
  search: createSearchBench,
  ranking: createRankingBench,
  discovery: createDiscoveryBench,
  export: createExportBench,
  scan: createScanBench,
  graph: createGraphBench,
};

async function run(wishes: Wishes, folder: string, signal: AbortSignal): Promise<string[]> {
  const chosen = wishes.sections.flatMap((section) => (section === 'editor' ? [] : [benches[section]()]));
  const editor = wishes.sections.includes('editor') ? await editorReport(folder) : '';
  if (chosen.length === 0) return [editor];
  const built = await buildProbe();
  const context: BenchContext = {
    folder,
    say: tell,
    probe: (name, ground, wish) => runProbe(built, name, ground, wish, signal),
  };
  for (const vault of realVaults(folder)) {
    await measureAll(chosen, vault, context);
    for (const dir of [vault.dir, vault.index]) rmSync(dir, { recursive: true, force: true });
  }
  const corpus = readCorpus(corpusFolders());
  for (const size of wishes.sizes) {
    tell(`writing ${count(size)} notes`);
    const vault = generatedVault(corpus, size, wishes.keep ?? folder);
    await measureAll(chosen, vault, context);
    if (wishes.keep) continue;
    for (const dir of [vault.dir, vault.index]) rmSync(dir, { recursive: true, force: true });
  }
  return [...chosen.map((bench) => bench.report()), editor].filter((text) => text !== '');
}

async function editorReport(folder: string): Promise<string> {
  if (findTool('chromium') === undefined) return `The editor is not measured: ${howToGet('chromium')}`;
  return benchEditor(folder, tell);
}

async function measureAll(chosen: readonly Bench[], vault: BenchVault, context: BenchContext): Promise<void> {
  for (const bench of chosen) {
    await bench.measure(vault, { ...context, say: (line) => tell(`${vault.name}: ${line}`) });
  }
}

/** Progress, apart from the results. */
function tell(line: string): void {
  process.stderr.write(`  ${line}\n`);
}

function header(): string {
  const lines = [
    `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, ${process.platform}`,
    'Each core in a process of its own, its start not counted; files in the disk cache; x: times the yardstick.',
  ];
  if (findTool('ripgrep') === undefined) {
    lines.push(`rg is missing (${howToGet('ripgrep')}): its columns are left out.`);
  }
  return lines.join('\n');
}

async function main(args: readonly string[]): Promise<number> {
  let wishes: Wishes;
  try {
    wishes = readWishes(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
  const stop = new AbortController();
  process.on('exit', () => {
    stop.abort();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  const reports = await run(wishes, folder, stop.signal);
  console.log([header(), ...reports].join('\n\n'));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
