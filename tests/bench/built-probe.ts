import { join, resolve } from 'node:path';
import { buildProcesses } from '../fixtures/built-process.ts';

/** Bundle the probe, and return its file: nobody who opens a vault waits for a start from sources. */
export async function buildProbe(): Promise<string> {
  const outDir = resolve(import.meta.dirname, '../../dist/bench');
  await buildProcesses({ probe: 'tests/bench/probe.ts' }, outDir);
  return join(outDir, 'probe.js');
}
