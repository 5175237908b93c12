import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Ground, JobName, Jobs } from './jobs.ts';

/** As the hosts start the core's thread: what is young is swept sooner, so that the whole stays small. */
const flags = ['--max-semi-space-size=4'];
/** Publishing starts a process whose file lies beside its source. */
const fromSource = new Set<JobName>(['export', 'exportAgain', 'render']);
const source = join(import.meta.dirname, 'probe.ts');

/**
 * Measure one thing in a fresh process; ends with it where `signal` aborts. Its complaints go to the terminal.
 * @param built file of the bundled probe
 */
export async function runProbe<J extends JobName>(
  built: string,
  name: J,
  ground: Ground,
  wish: Jobs[J]['wish'],
  signal: AbortSignal,
): Promise<Jobs[J]['answer']> {
  const script = fromSource.has(name) ? source : built;
  const args = [...flags, script, name, JSON.stringify(ground), JSON.stringify(wish)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal });
  const ended = new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  const [answer, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`Measuring "${name}" in ${ground.vaultDir} failed`);
  return JSON.parse(answer);
}
