import { run, type Surroundings } from '../../../electron/hosts/cli/run.ts';
import type { OpenCore } from '../../../electron/hosts/cli/session.ts';
import type { Calls, Method } from '../../../shared/contract/api.ts';
import type { Handlers } from '../../../shared/contract/rpc.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Run a command line in this process and keep what it printed. */
export async function cli(
  argv: readonly string[],
  around: Partial<Surroundings> & { tty?: boolean } = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run({
    argv,
    env: {},
    cwd: '/',
    interrupted: () => new Promise(() => {}),
    stdout: { isTTY: around.tty, write: (text) => out.push(text) },
    stderr: { isTTY: around.tty, write: (text) => err.push(text) },
    ...around,
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** A core that answers with what is given, and remembers what it was asked. */
export function fakeCore(answers: { [M in Method]?: Calls[M]['result'] | Error }) {
  const asked: { method: string; params: unknown }[] = [];
  const handlers = Object.fromEntries(
    Object.entries(answers).map(([method, answer]) => [
      method,
      (params: unknown) => {
        asked.push({ method, params });
        if (answer instanceof Error) throw answer;
        return answer;
      },
    ]),
  ) as Handlers;
  let closed = 0;
  const listeners: ((data: never) => void)[] = [];
  const openCore: OpenCore = async () => ({
    handlers,
    events: {
      on: (name: string, listener: (data: never) => void) => {
        if (name === 'vault.changed') listeners.push(listener);
        return () => {};
      },
    },
    settled: async () => ({ added: 3, changed: 2, removed: 1 }),
    dispose: async () => void closed++,
  });
  const change = () => {
    for (const listener of listeners) listener({ revision: 1, paths: null, moved: [] } as never);
  };
  return { openCore, asked, change, closed: () => closed };
}
