import { closeSync, constants, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { decodeText } from './text-file.ts';
import type { Vault } from './vault.ts';

const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
/** Larger files, and those that are links, are read the careful way. */
const bufferSize = 1 << 20;
/** So many milliseconds long a folder is held to be what it was when it was looked at: it may become a link. */
const believed = 1000;

/**
 * Reads the texts of many notes, in a fraction of the time of `vault.read`: into one buffer, without stat and hash, and
 * without a look at the way to a folder for each of its notes.
 */
export function createBulkReader(vault: Vault): (path: string) => string | undefined {
  const folders = new Map<string, boolean>();
  /** Folders above others: whether no link is on the way to them. */
  const plain = new Map<string, boolean>();
  const buffer = Buffer.allocUnsafe(bufferSize);
  let looked = 0;

  function forgetOld(): void {
    const now = performance.now();
    if (now - looked < believed) return;
    looked = now;
    folders.clear();
    plain.clear();
  }

  /** A folder that is no link, in one that is inside, is inside; only of others the real path is asked. */
  function isInside(folder: string): boolean {
    let known = folders.get(folder);
    if (known === undefined) {
      known = isPlain(folder) || leadsInside(folder);
      folders.set(folder, known);
    }
    return known;
  }

  function isPlain(folder: string): boolean {
    if (folder === vault.dir) return true;
    if (!folder.startsWith(vault.dir + sep)) return false;
    return isPlainAbove(folder.slice(0, folder.lastIndexOf('/'))) && lstatSync(folder).isDirectory();
  }

  function isPlainAbove(folder: string): boolean {
    let known = plain.get(folder);
    if (known === undefined) {
      known = isPlain(folder);
      plain.set(folder, known);
    }
    return known;
  }

  function leadsInside(folder: string): boolean {
    const real = realpathSync.native(folder);
    return real === vault.dir || real.startsWith(vault.dir + sep);
  }

  function quick(file: string): string | undefined {
    const descriptor = openSync(file, flags);
    try {
      const length = readSync(descriptor, buffer, 0, bufferSize, 0);
      if (length === bufferSize) return undefined;
      const text = buffer.toString('utf8', 0, length);
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Undefined where it is gone or cannot be read. */
  return (path) => {
    const file = `${vault.dir}/${path}`;
    forgetOld();
    try {
      if (isInside(file.slice(0, file.lastIndexOf('/')))) {
        const text = quick(file);
        if (text !== undefined) return text;
      }
    } catch {
      // A link, or gone: what the vault says holds.
    }
    try {
      return decodeText(vault.readBytes(path)).text;
    } catch {
      return undefined;
    }
  };
}
