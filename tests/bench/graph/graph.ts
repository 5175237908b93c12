import { existsSync } from 'node:fs';
import { findTool, howToGet } from '../../../build/tools.ts';
import type { Bench } from '../bench.ts';
import { count, ms, ratio } from '../format.ts';
import type { GraphTimes } from '../jobs.ts';
import { percentile } from '../stats.ts';
import { type Column, renderTable } from '../table.ts';
import type { BenchVault } from '../vaults.ts';
import { timeRipgrep } from '../yardsticks.ts';
import { type FrameTimes, measureFrames } from './frames.ts';

type ReadRow = GraphTimes['reads'][number] & { vault: string; ripgrep: number | undefined };
type LayoutRow = GraphTimes['layout'] & { vault: string };
type FrameRow = FrameTimes & { few: FrameTimes };

/** Notes of the graph that others are compared with: what a frame costs whatever is drawn. */
const fewNotes = 20;

/** The graph: what joins notes, beside a scan of the files; arranging it, beside d3-force; frames, beside those of a small one. */
export function createGraphBench(): Bench {
  const reads: ReadRow[] = [];
  const layouts: LayoutRow[] = [];
  const frames: FrameRow[] = [];
  let few: FrameTimes | undefined;
  const canDraw = findTool('chromium') !== undefined;

  async function measureDrawing(vault: BenchVault, say: (line: string) => void): Promise<void> {
    const notes = vault.name.startsWith('generated') ? vault.notes : 0;
    if (!canDraw || notes === 0) return;
    say('frames in Chromium');
    few ??= await measureFrames(fewNotes);
    frames.push({ ...(await measureFrames(notes)), few });
  }

  return {
    async measure(vault, { say, probe }) {
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      if (!existsSync(vault.index)) await probe('open', ground, {});
      say('what joins the notes, and arranging it');
      const found = await probe('graph', ground, { repeats: 5, steps: 30 });
      const ripgrep = timeRipgrep(vault.dir, 'no such words anywhere');
      reads.push(...found.reads.map((read) => ({ ...read, vault: vault.name, ripgrep })));
      layouts.push({ ...found.layout, vault: vault.name });
      await measureDrawing(vault, say);
    },
    report() {
      if (reads.length === 0) return '';
      const drawn =
        frames.length > 0
          ? renderTable('The pointer draws the graph along, in Chromium (ms a frame)', frameColumns, frames)
          : `Frames are not measured${canDraw ? '' : `: ${howToGet('chromium')}`}`;
      return [
        renderTable('What joins the notes of a vault (ms)', readColumns, reads),
        renderTable('A step of arranging them (ms)', layoutColumns, layouts),
        drawn,
      ].join('\n\n');
    },
  };
}

const readColumns: Column<ReadRow>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault },
  { title: 'lines are', align: 'left', cell: ({ kind }) => kind },
  { title: 'nodes', cell: ({ nodes }) => count(nodes) },
  { title: 'lines', cell: ({ lines }) => count(lines) },
  { title: 'first', cell: ({ first }) => ms(first) },
  { title: 'again', cell: ({ again }) => ms(again) },
  { title: 'rg', cell: ({ ripgrep }) => ms(ripgrep) },
  { title: 'first : rg', cell: ({ first, ripgrep }) => ratio(first, ripgrep) },
];

const layoutColumns: Column<LayoutRow>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault },
  { title: 'nodes', cell: ({ nodes }) => count(nodes) },
  { title: 'lines', cell: ({ lines }) => count(lines) },
  { title: 'step', cell: ({ ours }) => ms(ours) },
  { title: 'd3-force', cell: ({ d3 }) => ms(d3) },
  { title: 'x', cell: ({ ours, d3 }) => ratio(ours, d3) },
];

const frameColumns: Column<FrameRow>[] = [
  { title: 'notes', cell: ({ notes }) => count(notes) },
  { title: 'lines', cell: ({ lines }) => count(lines) },
  { title: 'shown', cell: ({ shown }) => ms(shown) },
  { title: 'at rest', cell: ({ rest }) => ms(rest) },
  { title: 'p50', cell: ({ frames }) => ms(percentile(frames, 0.5)) },
  { title: 'p95', cell: ({ frames }) => ms(percentile(frames, 0.95)) },
  { title: `p50 of ${fewNotes}`, cell: ({ few }) => ms(percentile(few.frames, 0.5)) },
  { title: 'x p50', cell: ({ frames, few }) => ratio(percentile(frames, 0.5), percentile(few.frames, 0.5)) },
  { title: 'script', cell: ({ script }) => ms(script) },
  { title: 'hover p95', cell: ({ hovers }) => ms(percentile(hovers, 0.95)) },
];
