import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import { refuse } from '../../../shared/words/refusal.ts';

const markers = ['.commonplace', '.obsidian'];

/** The nearest folder, from `cwd` upwards, that is marked as a vault. */
export function markedVault(cwd: string): string | undefined {
  for (let dir = cwd; ; dir = dirname(dir)) {
    if (markers.some((marker) => isFolder(join(dir, marker)))) return dir;
    if (dirname(dir) === dir) return undefined;
  }
}

/** The vault that a command works on, as a real path. Throws `not-found` where there is no such folder. */
export function findVault(asked: string | undefined, cwd: string): string {
  const dir = asked === undefined ? (markedVault(cwd) ?? cwd) : resolve(cwd, asked);
  if (!isFolder(dir)) throw refuse('not-found', 'no-vault', { path: dir });
  return realpathSync(dir);
}

/**
 * The path in the vault that an argument means: relative to the vault, else to the current folder. `.md` may be left
 * out, and a note goes before a folder of its name where `wanted` is a note. What is not there yet is relative to the vault, unless it is written as a path on disk
 * (`./x`, `../x`, `/…/x`). Throws `invalid-path` where it lies outside of the vault.
 */
export function pathInVault(
  argument: string,
  vaultDir: string,
  cwd: string,
  wanted: 'note' | 'anything' = 'note',
): string {
  const onDisk = isAbsolute(argument) || /^\.\.?(?:[/\\]|$)/.test(argument);
  const places = onDisk ? [resolve(cwd, argument)] : [resolve(vaultDir, argument), resolve(cwd, argument)];
  // A terminal writes é as one character; a disk may have it as two.
  const inside = places
    .flatMap((place) => [place, place.normalize('NFC'), place.normalize('NFD')])
    .map((place) => within(vaultDir, place))
    .filter((path) => path !== undefined);
  const [first] = inside;
  if (first === undefined) {
    throw new AppError('invalid-path', `${argument} is not in the vault ${vaultDir}`, { path: argument });
  }
  const there = (path: string) => existsSync(join(vaultDir, path));
  const exact = inside.find((path) => there(path) && !(wanted === 'note' && isFolder(join(vaultDir, path))));
  return exact ?? inside.map((path) => `${path}.md`).find(there) ?? inside.find(there) ?? first;
}

/** Relative to the vault, with `/`. The folder may be named through a symbolic link. */
function within(vaultDir: string, place: string): string | undefined {
  for (const candidate of [place, realPlace(place)]) {
    const path = relative(vaultDir, candidate);
    if (path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)) {
      return path.split(sep).join('/');
    }
  }
  return undefined;
}

/** The place with the links in its existing part followed. */
function realPlace(place: string): string {
  for (let dir = place; ; dir = dirname(dir)) {
    if (existsSync(dir)) return join(realpathSync(dir), relative(dir, place));
    if (dirname(dir) === dir) return place;
  }
}

const isFolder = (dir: string) => statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false;
