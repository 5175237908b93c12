import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createNameTrie } from '../../shared/link/mentions.ts';
import { termsOf } from '../../shared/link/topics.ts';
import type { Span } from '../../shared/note/facts.ts';
import { parseNote } from '../../shared/note/parse.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { stem } from '../../shared/text/path.ts';
import { indexTokens } from '../../shared/text/tokens.ts';
import type { Ground, Jobs, ScanTimes } from './jobs.ts';
import { notePaths } from './vaults.ts';

/** What is done to one note; `at` is its number. */
type Work = (text: string, at: number) => unknown;

interface Ready {
  name: string;
  prose: Span[];
}

/** The CPU time of each step of a note on its way into the index: the least of several runs, in turn. */
export async function measureScan(
  { vaultDir }: Ground,
  { repeats }: Jobs['scan']['wish'],
): Promise<ScanTimes> {
  const paths = notePaths(vaultDir).map((path) => join(vaultDir, path));
  const notes: Ready[] = [];
  readAll(paths, (text, at) => {
    const name = stem(paths[at] ?? '');
    notes.push({ name, prose: scanNote(text, name).prose });
  });
  const names = createNameTrie<number>();
  for (const [at, { name }] of notes.entries()) names.add(name, at);
  const note = (at: number) => notes[at] as Ready;
  const works: { [K in keyof ScanTimes]: Work } = {
    read: (text) => text.charCodeAt(0),
    scan: (text, at) => scanNote(text, note(at).name),
    grammar: (text, at) => parseNote(text, note(at).name),
    tokens: indexTokens,
    mentions: (text, at) => names.find(text, note(at).prose),
    terms: (text, at) => termsOf(text, note(at).prose),
  };
  const times = Object.keys(works).map((key) => [key, Number.POSITIVE_INFINITY] as const);
  const best = Object.fromEntries(times) as unknown as ScanTimes;
  for (let run = 0; run < repeats; run++) {
    for (const key of Object.keys(works) as (keyof ScanTimes)[]) {
      best[key] = Math.min(
        best[key],
        cpuTime(() => readAll(paths, works[key])),
      );
    }
  }
  return withoutReading(best);
}

/** Every note through one buffer, as text. */
function readAll(paths: readonly string[], work: Work): void {
  let buffer = Buffer.allocUnsafe(1 << 20);
  for (const [at, path] of paths.entries()) {
    const file = openSync(path, 'r');
    let size = readSync(file, buffer, 0, buffer.length, 0);
    while (size === buffer.length) {
      buffer = Buffer.allocUnsafe(buffer.length * 2);
      size = readSync(file, buffer, 0, buffer.length, 0);
    }
    closeSync(file);
    work(buffer.toString('utf8', 0, size), at);
  }
}

function cpuTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function withoutReading(times: ScanTimes): ScanTimes {
  const { read, ...steps } = times;
  const alone = Object.entries(steps).map(([key, time]) => [key, Math.max(0, time - read)] as const);
  return { read, ...(Object.fromEntries(alone) as Omit<ScanTimes, 'read'>) };
}
