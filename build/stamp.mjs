// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A hash that changes when a file below one of the places is added, removed, or written.
 * It reads names, sizes and times only: a few milliseconds for the whole source.
 *
 * @param {string} root
 * @param {readonly string[]} places files and folders, relative to root; an absent one counts as empty
 * @returns {string}
 */
export function treeHash(root, places) {
  const hash = createHash('sha1');
  const visit = (path) => {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (info?.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`);
    } else if (info) hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
  };
  for (const place of places) visit(place);
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @returns {string} hash of its content
 */
export function fileHash(file) {
  return createHash('sha1').update(readFileSync(file)).digest('hex');
}

/**
 * @param {string} file a stamp
 * @returns {string | undefined}
 */
export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * Whether node_modules already holds what the lock file names, so that a person's own `npm install` is
 * taken as it is.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || found[path]?.version === entry.version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
