import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { findTool } from '../../build/tools.ts';
import { median } from './stats.ts';

/**
 * Median time (ms) of a command with its output thrown away, its start included; undefined where this machine
 * cannot run it.
 */
export function timeCommand(command: string, args: readonly string[], runs: number): number | undefined {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const { status, error } = spawnSync(command, args, { stdio: 'ignore' });
    // grep's convention, which ripgrep follows: 1 says that nothing was found.
    if (error || status === null || status > 1) return undefined;
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Name, size and time of every file. */
export function timeFind(dir: string, runs: number): number | undefined {
  return timeCommand('find', [dir, '-printf', '%p %s %T@\\n'], runs);
}

/** Read every note into one buffer, used again and again: the least that knowing what is in them can cost. */
export function timeReading(files: readonly string[], runs: number): number {
  const buffer = Buffer.allocUnsafe(1 << 20);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    for (const file of files) {
      const handle = openSync(file, 'r');
      while (readSync(handle, buffer, 0, buffer.length, null) > 0);
      closeSync(handle);
    }
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Read every note and hash it: the least that knowing whether one changed can cost. */
export function timeHashing(files: readonly string[], runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    for (const file of files) hash('sha256', readFileSync(file));
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Write texts over files, each flushed to disk. */
export function timeFlushedWrites(files: readonly { file: string; text: string }[]): number {
  const start = performance.now();
  for (const { file, text } of files) {
    const handle = openSync(file, 'w');
    writeSync(handle, text);
    fsyncSync(handle);
    closeSync(handle);
  }
  return performance.now() - start;
}

/** A scan of the whole vault for one text, letter case aside. */
export function timeRipgrep(dir: string, text: string): number | undefined {
  const ripgrep = findTool('ripgrep');
  if (ripgrep === undefined) return undefined;
  return timeCommand(ripgrep, ['-l', '-i', '-F', '--', text, dir], 1);
}

/** Time (ms) of the least that a safe write can be: a file beside it, both flushed to disk, one renamed over the other. */
export function timeBareWrite(file: string, text: string): number {
  const start = performance.now();
  const temporary = `${file}.bare`;
  const handle = openSync(temporary, 'w');
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(temporary, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
  return performance.now() - start;
}

/** Resident memory (bytes) of a Node process that does nothing. */
export function bareNodeMemory(): number {
  const { stdout } = spawnSync(process.execPath, ['-p', 'process.memoryUsage().rss'], { encoding: 'utf8' });
  return Number(stdout);
}
