import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

/** Where a process dies: before its step `at` (counted from 0 once armed), or with half of the bytes of that step written. */
export interface Death {
  at: number;
  half: boolean;
}

export interface KillSwitch {
  arm(): void;
  /** What was done since `arm`, in order: names of `node:fs`, `COMMIT`, or `sql` for a statement inside a transaction. */
  steps(): readonly string[];
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

/** Calls by which something on disk becomes another; reading and syncing leave a killed process's files as they are. */
const changing = [
  'appendFileSync',
  'chmodSync',
  'copyFileSync',
  'cpSync',
  'fchmodSync',
  'fchownSync',
  'ftruncateSync',
  'linkSync',
  'mkdirSync',
  'openSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'symlinkSync',
  'truncateSync',
  'unlinkSync',
  'utimesSync',
  'writeFileSync',
  'writeSync',
];

const writing = new Set(['writeFileSync', 'writeSync']);
const isReading = (name: string, flags: unknown) => name === 'openSync' && flags === 'r';

/** Stand between this process and its disk: count its steps, and die by SIGKILL at one of them. */
export function createKillSwitch(death: Death | undefined): KillSwitch {
  const steps: string[] = [];
  const { writeSync } = fs;
  let armed = false;

  function die(): never {
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  }

  function step(name: string, args: readonly unknown[] = []): void {
    if (!armed) return;
    if (steps.length === death?.at) {
      if (death.half) writeHalf(args);
      die();
    }
    steps.push(name);
  }

  function writeHalf([fd, data]: readonly unknown[]): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : (data as Uint8Array);
    if (typeof fd === 'number') writeSync(fd, bytes, 0, bytes.length >> 1);
  }

  function wrap(owner: object, name: string, label: (self: unknown, args: unknown[]) => string | undefined) {
    const table = owner as Record<string, Call>;
    const original = table[name] as Call;
    table[name] = function (this: unknown, ...args: unknown[]) {
      const text = label(this, args);
      if (text !== undefined) step(text, args);
      return original.apply(this, args);
    };
  }

  for (const name of changing) wrap(fs, name, (_, args) => (isReading(name, args[1]) ? undefined : name));
  syncBuiltinESMExports();

  const sql = (source: string) => (source.startsWith('COMMIT') ? 'COMMIT' : 'sql');
  const probe = new Database(':memory:');
  wrap(Object.getPrototypeOf(probe.prepare('SELECT 1')), 'run', (statement) =>
    sql((statement as Database.Statement).source),
  );
  wrap(Database.prototype, 'exec', (_, [source]) => sql(source as string));
  probe.close();

  return {
    arm() {
      armed = true;
    },
    steps: () => steps,
  };
}

/** Whether a step of this name can stop half way. */
export const canStopHalfWay = (name: string): boolean => writing.has(name);
