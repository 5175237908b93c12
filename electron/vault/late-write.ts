import { fstatSync, readSync } from 'node:fs';
import { hashBytes } from '../disk/atomic-write.ts';

/** How long (ms), and how often, a file that is just being written is waited for. */
const wait = 5;
const rounds = 20;

/**
 * What another program wrote into a file that we have just replaced: it had it open, so that its text went to the file
 * that nobody can find any more. Undefined where it wrote nothing.
 * @param fd of the replaced file, opened before
 * @param before its bytes when they were compared
 */
export function lateWrite(fd: number, before: Uint8Array): Uint8Array | undefined {
  const hash = hashBytes(before);
  let found = readAll(fd);
  if (hashBytes(found) === hash) return undefined;
  for (let round = 0; round < rounds; round++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    const now = readAll(fd);
    const still = hashBytes(now) === hashBytes(found);
    found = now;
    // Cut short, it has only been begun.
    if (still && !isCut(found, before)) return found;
  }
  return isCut(found, before) ? undefined : found;
}

const isCut = (found: Uint8Array, before: Uint8Array) =>
  found.length < before.length && hashBytes(before.subarray(0, found.length)) === hashBytes(found);

function readAll(fd: number): Uint8Array {
  const bytes = Buffer.alloc(fstatSync(fd).size);
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(fd, bytes, at, bytes.length - at, at);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}
