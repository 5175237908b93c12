// Plain JavaScript that Node 18 runs.
//
//   node build/run.mjs [--build | --rebuild] [SCRIPT ARGS…]
//
// does the set-up, then goes on with SCRIPT (relative to the project) under the project's Node.
import { join } from 'node:path';
import { become } from './process.mjs';
import { root, setUp } from './setup.mjs';
import { finish } from './trouble.mjs';

const MODES = { '--build': 'stale', '--rebuild': 'always' };

finish(async () => {
  const args = process.argv.slice(2);
  const mode = MODES[args[0]];
  const [script, ...rest] = mode ? args.slice(1) : args;
  const { node, env } = await setUp({ build: mode });
  return script === undefined ? 0 : become(node, [join(root, script), ...rest], { cwd: root, env });
});
