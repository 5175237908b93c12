import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathKey } from '../../shared/text/path.ts';

/**
 * A name in the folder of `path` that some disks take for the same as its own: other case, other composition (`é` as
 * one character or two). Undefined where there is none but, maybe, the name itself.
 * @param dir absolute path of the vault
 */
export function findTwin(dir: string, path: string): string | undefined {
  const name = basename(path);
  const folder = dirname(path) === '.' ? '' : dirname(path);
  const key = pathKey(name);
  const twin = namesIn(join(dir, folder)).find((other) => other !== name && pathKey(other) === key);
  return twin === undefined ? undefined : folder === '' ? twin : `${folder}/${twin}`;
}

/**
 * Whether files are asked for by their very names here. On a disk that does not tell `A.md` from `a.md`, one file
 * answers to both, and only its folder knows which it has.
 * @param dir absolute path of the vault
 */
export function createNameCheck(dir: string): (path: string) => boolean {
  let blind: boolean | undefined;
  return (path) => {
    blind ??= isBlind(dir);
    return !blind || path.split('/').every((name, at, all) => has(join(dir, ...all.slice(0, at)), name));
  };
}

/** Looks for one name under another case; where there is none to look for, nothing can be mistaken either. */
function isBlind(dir: string): boolean {
  const names = namesIn(dir);
  const name = names.find((each) => swapCase(each) !== each && !names.includes(swapCase(each)));
  if (name === undefined) return isSame(dir, join(dirname(dir), swapCase(basename(dir))));
  return isSame(join(dir, name), join(dir, swapCase(name)));
}

function isSame(a: string, b: string): boolean {
  if (a === b) return false;
  const [one, two] = [a, b].map((file) => lstatSync(file, { throwIfNoEntry: false }));
  return one !== undefined && two !== undefined && one.ino === two.ino && one.dev === two.dev;
}

const swapCase = (name: string) =>
  [...name].map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join('');

const has = (folder: string, name: string) => namesIn(folder).includes(name);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
