// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './process.mjs';
import { step } from './progress.mjs';

const PATIENCE = 180_000;

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Electron's binary, or undefined where it is not there. npm brings Electron without it; where there is a
 * screen it is fetched once, and a failure of that is no failure of the start.
 *
 * @param {string} root
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
export async function findElectron(root, node, env) {
  // As root, Chromium's sandbox refuses to start on Linux, and without it we do not open a window.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!hasDisplay() || asRoot) return undefined;
  const found = electronBinary(root);
  if (found || !(await fetchOnce(root, node, env))) return found;
  return electronBinary(root);
}

/**
 * @param {string} root
 * @returns {string | undefined} path of the binary that lies in node_modules
 */
export function electronBinary(root) {
  const home = join(root, 'node_modules', 'electron');
  const note = join(home, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'),
    readFileSync(note, 'utf8'),
  );
  return existsSync(binary) ? binary : undefined;
}

/** True where it was tried now and worked. */
async function fetchOnce(root, node, env) {
  const home = join(root, 'node_modules', 'electron');
  const tried = join(home, '.commonplace-tried');
  if (existsSync(tried) || !existsSync(join(home, 'install.js'))) return false;
  const { code } = await step('Fetching Electron', () =>
    capture(node, [join(home, 'install.js')], { cwd: root, env, timeout: PATIENCE }),
  );
  writeFileSync(tried, '');
  if (code !== 0)
    process.stderr.write('Electron could not be fetched; the app opens in the browser instead.\n');
  return code === 0;
}
