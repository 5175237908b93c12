import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildProcesses } from '../fixtures/built-process.ts';

/** The processes that are to be killed, as they are started again and again. */
export interface Children {
  /** Folder of `child.js` and `publish-child.js`. */
  dir: string;
  /** What they are started with: their compiled code is kept. */
  env: NodeJS.ProcessEnv;
  remove(): void;
}

export async function buildChildren(): Promise<Children> {
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const dir = mkdtempSync(join(cache, 'commonplace-crash-'));
  await buildProcesses(
    { child: 'tests/crash/child.ts', 'publish-child': 'tests/crash/publish-child.ts' },
    dir,
  );
  return {
    dir,
    env: { ...process.env, NODE_COMPILE_CACHE: join(dir, 'compiled') },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
