// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, findNode, npm } from './node.mjs';
import { capture } from './process.mjs';
import { step } from './progress.mjs';
import { fileHash, isInstalled, readStamp, treeHash } from './stamp.mjs';
import { trouble } from './trouble.mjs';

/** Folder of the project. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What the built output depends on. */
const SOURCES = ['electron', 'renderer', 'shared', 'build', 'package.json', 'package-lock.json'];

/**
 * Bring the project to where its commands can run: a fit Node, the packages, and the build. Each step is
 * skipped where nothing changed since it was last done.
 *
 * @param {{build?: 'stale' | 'always' | 'never'}} [options] default `never`
 * @returns {Promise<{node: string, env: NodeJS.ProcessEnv}>} the Node to go on with
 */
export async function setUp({ build = 'never' } = {}) {
  const node = await findNode(root);
  const env = environment(node);
  await install(node, env);
  if (build !== 'never') await bundle(node, env, build === 'always');
  return { node, env };
}

async function install(node, env) {
  const stamp = join(root, 'node_modules', '.commonplace-lock');
  const hash = fileHash(join(root, 'package-lock.json'));
  if (readStamp(stamp) === hash) return;
  if (!isInstalled(root)) {
    await step('Installing packages', () =>
      // No package of ours needs its install script: the native ones bring their binaries along.
      npm(node, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: root,
        env,
        what: 'The packages could not be installed',
      }),
    );
  }
  writeFileSync(stamp, hash);
}

async function bundle(node, env, always) {
  const dist = join(root, 'dist');
  const stamp = join(dist, '.stamp');
  const hash = treeHash(root, SOURCES);
  if (!always && readStamp(stamp) === hash && existsSync(join(dist, 'cli.js'))) return;
  rmSync(stamp, { force: true });
  const { code, output } = await step('Building', () =>
    capture(node, [join(root, 'build', 'build.ts')], { cwd: root, env }),
  );
  if (code !== 0) throw trouble('The build failed', output);
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, hash);
}
