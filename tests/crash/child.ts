/** One process over one vault, to be killed. Its argument is a `Task` in JSON; it tells what it has done line by line. */
import { writeFileSync, writeSync } from 'node:fs';
import { createCore } from '../../electron/core/core.ts';
import { invoke } from '../../shared/contract/rpc.ts';
import { readFiles } from './files.ts';
import { createKillSwitch, type Death } from './kill-switch.ts';
import { type Call, operations } from './operations.ts';

export interface Task {
  operation: string;
  dir: string;
  dataDir: string;
  count: number;
  death?: Death;
  /** A rehearsal: where to write the `Rehearsal`. */
  rehearsal?: string;
}

/** What a process does that nobody kills. */
export interface Rehearsal {
  /** The vault at first and after each step. */
  states: [string, string][][];
  steps: string[];
  /** From `ready` to the end, in milliseconds. */
  duration: number;
}

const task = JSON.parse(process.argv[2] as string) as Task;
const operation = operations.find(({ name }) => name === task.operation);
if (!operation) throw new Error(`There is no operation "${task.operation}"`);
const write = writeSync;
const save = writeFileSync;
const say = (word: string) => write(1, `${word}\n`);

const states: [string, string][][] = [];
let duration = 0;
/** Looking at the vault takes time that is none of the operation's. */
function look(): void {
  if (task.rehearsal) states.push([...readFiles(task.dir)]);
}

const killSwitch = createKillSwitch(task.death);
look();
if (operation.opening) {
  say('ready');
  killSwitch.arm();
}
let began = performance.now();
const core = await createCore({ vaultDir: task.dir, dataDir: task.dataDir, watch: false });
await core.settled();
if (operation.opening) {
  duration += performance.now() - began;
  say('done');
  look();
} else {
  say('ready');
  killSwitch.arm();
}

const context = { signal: new AbortController().signal, progress: () => undefined };
const call: Call = async (method, params) => (await invoke(core.handlers, method, params, context)) as never;
for (let index = 0; index < task.count; index++) {
  began = performance.now();
  await operation.step(call, index);
  duration += performance.now() - began;
  say('done');
  look();
}
const steps = [...killSwitch.steps()];
await core.dispose();
if (task.rehearsal) save(task.rehearsal, JSON.stringify({ states, steps, duration } satisfies Rehearsal));
