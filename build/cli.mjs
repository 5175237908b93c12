// Plain JavaScript that Node 18 runs: the command line of a checkout.
import { join } from 'node:path';
import { become } from './process.mjs';
import { root, setUp } from './setup.mjs';
import { finish } from './trouble.mjs';

finish(async () => {
  const { node, env } = await setUp({ build: 'stale' });
  // npm changes into the project's folder; paths among the arguments mean the caller's.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return become(node, [join(root, 'dist', 'cli.js'), ...process.argv.slice(2)], { cwd, env });
});
