// Plain JavaScript that Node 18 runs: npm start.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from './electron.mjs';
import { become } from './process.mjs';
import { root, setUp } from './setup.mjs';
import { finish, SetUpError } from './trouble.mjs';

const USAGE = `npm start -- [--vault DIR] [--port N] [--no-open]

  --vault DIR   open this folder (default: the vault last open, else a starter vault)
  --port N      open in the browser, served on this port of 127.0.0.1
  --no-open     serve for the browser, print the URL, open nothing`;

/** A window that is gone within this time with an error has never opened. */
const TOO_SOON = 4000;

finish(async () => {
  const wishes = readWishes(process.argv.slice(2));
  if (wishes.help) {
    console.log(USAGE);
    return 0;
  }
  const vault = wishes.vault === undefined ? [] : ['--vault', vaultFolder(wishes.vault)];
  const { node, env } = await setUp({ build: 'stale' });
  const inBrowser = wishes.port !== undefined || wishes['no-open'];
  const electron = inBrowser ? undefined : await findElectron(root, node, env);
  if (electron) {
    const began = Date.now();
    const code = await become(electron, [root, ...vault], { cwd: root, env });
    if (code === 0 || code >= 128 || Date.now() - began > TOO_SOON) return code;
    process.stderr.write('Electron did not start; the app opens in the browser instead.\n');
  }
  const port = wishes.port === undefined ? [] : ['--port', wishes.port];
  const quiet = wishes['no-open'] ? ['--no-open'] : [];
  // Without a folder: the vault last open, not the one that this checkout may lie in.
  const which = vault.length > 0 ? vault : ['--last'];
  return become(node, [join(root, 'dist', 'cli.js'), 'serve', ...which, ...port, ...quiet], {
    cwd: root,
    env,
  });
});

function readWishes(args) {
  const flag = { type: 'boolean', default: false };
  const value = { type: 'string' };
  try {
    return parseArgs({ args, options: { vault: value, port: value, 'no-open': flag, help: flag } }).values;
  } catch (error) {
    throw new SetUpError(`${error.message}\n\n${USAGE}`);
  }
}

/** npm changes into the project's folder; a relative path means the caller's. */
function vaultFolder(path) {
  const dir = resolve(process.env.INIT_CWD ?? process.cwd(), path);
  if (!existsSync(dir))
    throw new SetUpError(`There is no folder ${dir}. Make it first, or check the path after --vault.`);
  return dir;
}
