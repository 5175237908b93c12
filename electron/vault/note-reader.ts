import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { dirname } from '../../shared/text/path.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { decodeText, parseLimit } from './text-file.ts';
import type { NoteFile, Vault } from './vault.ts';
import { toFileStat } from './walk.ts';

/** A file of up to this many bytes is read into a buffer that is used again. */
const commonSize = 1 << 18;

export interface NoteReader {
  /**
   * As `vault.read`, at a tenth of its cost where many notes are read in a row.
   * @throws AppError what `vault.read` throws; `too-large` for all that is not parsed, unread
   */
  read(path: string): NoteFile;
  /** Folders may be others by now: each is looked at again before the next note in it is read. */
  lookAgain(): void;
}

/**
 * Reads notes one after another: one open, one look at the open file, one read into one buffer. What is not plain
 * (a link, a file that is large, or that cannot be opened) goes the long way, which knows what to say of it.
 */
export function createNoteReader(vault: Vault): NoteReader {
  let buffer: Buffer | undefined;
  const plainFolders = new Map<string, boolean>();

  /** Whether no link is on the way to the files of a folder. */
  function isPlain(folder: string): boolean {
    const known = plainFolders.get(folder);
    if (known !== undefined) return known;
    const at = join(vault.dir, folder);
    const plain = realpathSync(at) === at;
    plainFolders.set(folder, plain);
    return plain;
  }

  function readPlain(path: string): NoteFile | undefined {
    if (!isPlain(dirname(path))) return undefined;
    const fd = openSync(join(vault.dir, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stat = fstatSync(fd);
      if (stat.size > parseLimit) throw tooLarge(path, stat.size);
      if (!stat.isFile() || stat.size >= commonSize) return undefined;
      buffer ??= Buffer.allocUnsafeSlow(commonSize);
      const length = fill(fd, buffer);
      return length < buffer.length ? noteFile(buffer.subarray(0, length), stat) : undefined;
    } finally {
      closeSync(fd);
    }
  }

  return {
    read(path) {
      try {
        return readPlain(path) ?? vault.read(path);
      } catch (error) {
        if (error instanceof AppError) throw error;
        return vault.read(path);
      }
    },
    lookAgain: () => plainFolders.clear(),
  };
}

/** As `vault.read`, for many notes in one go, any of which may be too large to be parsed. */
export function createAnyReader(vault: Vault): (path: string) => NoteFile {
  const reader = createNoteReader(vault);
  return (path) => {
    try {
      return reader.read(path);
    } catch (error) {
      if (error instanceof AppError && error.code === 'too-large') return vault.read(path);
      throw error;
    }
  };
}

const tooLarge = (path: string, size: number) =>
  new AppError('too-large', `${path} is too large to be indexed`, { path, size, limit: parseLimit });

/** All of a file, which may be growing; as many bytes as the buffer has where it does not fit. */
function fill(fd: number, buffer: Buffer): number {
  let length = 0;
  for (;;) {
    const read = readSync(fd, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0 || length === buffer.length) return length;
  }
}

function noteFile(bytes: Uint8Array, stat: Stats): NoteFile {
  const { text, bom, valid } = decodeText(bytes);
  return { ...toFileStat(stat), text, bom, hash: hashBytes(bytes), readOnly: valid ? undefined : 'not-utf8' };
}
