import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import type { Bench } from './bench.ts';
import { count, megabytes, ms, ratio } from './format.ts';
import type { LiveTimes, LiveWish, OpenTimes } from './jobs.ts';
import { median, percentile } from './stats.ts';
import { type Column, renderTable } from './table.ts';
import { type BenchVault, notePaths } from './vaults.ts';
import { timeFind, timeReading } from './yardsticks.ts';

interface Row {
  vault: BenchVault;
  find: number | undefined;
  reading: number;
  cold: OpenTimes[];
  warm: OpenTimes[];
  watch: number[];
  live: LiveTimes;
}

/** One thing that is measured, beside what it is measured by. */
interface Line {
  what: string;
  measured: string | undefined;
  yardstick: string | undefined;
  ratio: string | undefined;
  goal: string;
}

const yardstickRuns = 5;
const warmRuns = 5;
const mostLinks = 1_000;
const mostOutside = 5_000;
const topics = 20;

/** Openings, edits, changes by others, memory and the size of the index, each beside its goal. */
export function createEngineBench(): Bench {
  const rows: Row[] = [];
  return {
    async measure(vault, { say, probe }) {
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      const paths = notePaths(vault.dir);
      const files = paths.map((path) => join(vault.dir, path));
      const find = timeFind(vault.dir, yardstickRuns);
      const reading = timeReading(files, yardstickRuns);
      const cold = await times(coldRuns(vault), (run, of) => {
        say(`cold opening ${run} of ${of}`);
        rmSync(ground.dataDir, { recursive: true, force: true });
        return probe('open', ground, {});
      });
      const warm = await times(warmRuns, (run, of) => {
        say(`warm opening ${run} of ${of}`);
        return probe('open', ground, {});
      });
      const watch = await times(warmRuns, async () => (await probe('watch', ground, {})).ready);
      say('saves, new topics, a rename, changes by another program');
      const live = await probe('live', ground, wishFor(vault, files));
      rows.push({ vault, find, reading, cold, warm, watch, live });
    },
    report() {
      if (rows.length === 0) return '';
      const tables = rows.map((row) =>
        renderTable(
          `${row.vault.name}: ${count(row.vault.notes)} notes, ${megabytes(row.vault.bytes)} MB`,
          lineColumns,
          lines(row),
        ),
      );
      return [
        ...tables,
        renderTable('Growth: microseconds of processor time a note', growthColumns, rows),
      ].join('\n\n');
    },
  };
}

/** A large vault takes long enough to be measured well at once. */
const coldRuns = ({ notes }: BenchVault) => (notes > 20_000 ? 1 : 3);

function wishFor({ notes }: BenchVault, files: readonly string[]): LiveWish {
  const large = notes >= 1_000;
  return {
    saves: 40,
    topics: large ? pickTopics(files) : [],
    backlinks: large ? Math.min(mostLinks, Math.floor(notes / 4)) : 0,
    outside: large ? Math.min(mostOutside, Math.floor(notes / 2)) : 0,
  };
}

/**
 * Words in capitals that stand in the prose of some notes of a sample, and that no note is named by: from the most
 * frequent to the rarest at even steps.
 */
function pickTopics(files: readonly string[]): string[] {
  const named = files.join('\n').toLowerCase();
  const counts = new Map<string, number>();
  for (const file of files.slice(0, 1_000)) {
    const text = readFileSync(file, 'utf8');
    const prose = scanNote(text, '').prose.map(({ from, to }) => text.slice(from, to));
    for (const word of new Set(prose.join('\n').match(/(?<![\w/.#-])[A-Z]{3,8}(?![\w/.-])/g))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const words = [...counts]
    .filter(([word, times]) => times >= 3 && !named.includes(word.toLowerCase()))
    .sort((a, b) => b[1] - a[1])
    .map(([word]) => word);
  return words.filter((_, index) => index % Math.ceil(words.length / topics) === 0);
}

async function times<T>(runs: number, work: (run: number, of: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 1; run <= runs; run++) results.push(await work(run, runs));
  return results;
}

const of = (list: readonly OpenTimes[], key: keyof OpenTimes) => median(list.map((one) => one[key]));

function lines({ vault, find, reading, cold, warm, watch, live }: Row): Line[] {
  const against = (
    what: string,
    time: number,
    yardstick: number | undefined,
    name: string,
    goal: string,
  ): Line => ({
    what,
    measured: ms(time),
    yardstick: yardstick === undefined ? undefined : `${name} ${ms(yardstick)}`,
    ratio: ratio(time, yardstick),
    goal,
  });
  const plain = (what: string, measured: string | undefined, goal: string): Line => {
    return { what, measured, yardstick: undefined, ratio: undefined, goal };
  };
  const all = of(cold, 'all');
  const { rename, outside, saved, bare, topic } = live;
  const files = Math.min(mostOutside, Math.floor(vault.notes / 2));
  const coldTime = (all / vault.notes) * files;
  return [
    against('first open: tree', of(cold, 'tree'), find, 'find', '1.5x'),
    against('first open: facts', of(cold, 'facts'), reading, 'reading', '10x'),
    against('first open: full text', of(cold, 'text'), reading, 'reading', '30x'),
    against('first open: mentions, and all', all, reading, 'reading', ''),
    against('warm open', of(warm, 'text'), find, 'find', '1.4x'),
    against('watcher ready', median(watch), find, 'find', '1.5x'),
    against(
      'a note saved, all agree: p95',
      percentile(saved, 0.95),
      percentile(bare, 0.95),
      'bare write',
      '10 ms',
    ),
    against('a note saved, all agree: p50', median(saved), median(bare), 'bare write', ''),
    ...topicLines(topic, plain),
    ...(rename ? [against('rename with backlinks', rename.time, rename.fsync, 'fsync', '1.5x')] : []),
    ...(outside
      ? [
          against(`${count(files)} changed outside`, outside.time, coldTime, 'cold', '1.67x'),
          plain('worst other call meanwhile', ms(outside.worstCall), '50 ms'),
        ]
      : []),
    plain('memory, MB: first open, at its most', megabytes(of(cold, 'memoryPeak')), '300'),
    plain('memory, MB: after all of this', megabytes(live.memory), '300'),
    plain('memory, MB: warm open', megabytes(of(warm, 'memory')), '300'),
    {
      what: 'index at rest, MB',
      measured: megabytes(of(cold, 'indexSize')),
      yardstick: `text ${megabytes(vault.bytes)}`,
      ratio: ratio(of(cold, 'indexSize'), vault.bytes),
      goal: '1.2x',
    },
  ];
}

function topicLines(
  topics: LiveTimes['topic'],
  plain: (what: string, measured: string | undefined, goal: string) => Line,
) {
  if (topics.length === 0) return [];
  const mentions = topics.map((one) => one.mentions);
  const times = topics.map(({ time }) => time);
  const line = (share: number, name: string, goal: string) => {
    const what = `a new topic, its mentions: ${name} (${count(percentile(mentions, share))} of them)`;
    return plain(what, ms(percentile(times, share)), goal);
  };
  return [line(0.95, 'p95', '100 ms'), line(0.5, 'p50', '')];
}

const lineColumns: Column<Line>[] = [
  { title: 'what (ms)', align: 'left', cell: ({ what }) => what },
  { title: 'measured', cell: ({ measured }) => measured },
  { title: 'yardstick', cell: ({ yardstick }) => yardstick },
  { title: 'ratio', cell: ({ ratio: times_ }) => times_ },
  { title: 'goal', cell: ({ goal }) => goal },
];

const each = (value: number, { vault }: Row) => ms((value * 1000) / vault.notes);

const growthColumns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault.name },
  { title: 'notes', cell: ({ vault }) => count(vault.notes) },
  { title: 'first open', cell: (row) => each(of(row.cold, 'cpu'), row) },
  { title: 'warm open', cell: (row) => each(of(row.warm, 'cpu'), row) },
  { title: 'reading them', cell: (row) => each(row.reading, row) },
];
