import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Children } from './built.ts';
import type { Rehearsal, Task } from './child.ts';

/** How a process ended. */
export interface Ending {
  killed: boolean;
  /** Steps that were answered. */
  done: number;
}

/** Longer than any operation takes; a process that hangs is a failure. */
const patience = 300_000;

/**
 * Let a process do a task, and die where the task says, or by us.
 * @param delay milliseconds from the beginning of the operation to SIGKILL
 * @throws Error where the process failed by itself
 */
export function runTask({ dir, env }: Children, task: Task, delay?: number): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(dir, 'child.js'), JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    let hangs = false;
    const limit = setTimeout(() => {
      hangs = true;
      child.kill('SIGKILL');
    }, patience);
    let timer: NodeJS.Timeout | undefined;
    let output = '';
    let trouble = '';
    let ready = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (ready || !output.startsWith('ready\n')) return;
      ready = true;
      if (delay !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), delay);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      trouble += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(limit);
      const killed = signal === 'SIGKILL';
      const meant = task.death !== undefined || delay !== undefined;
      if (killed ? meant && ready && !hangs : code === 0) {
        resolve({ killed, done: output.split('done\n').length - 1 });
      } else reject(new Error(`the process ended by ${signal ?? code}: ${trouble}`));
    });
  });
}

/** Let a process do a task undisturbed, and learn its steps. */
export async function rehearse(children: Children, task: Task, file: string): Promise<Rehearsal> {
  await runTask(children, { ...task, rehearsal: file });
  return JSON.parse(readFileSync(file, 'utf8')) as Rehearsal;
}
