import { hash } from 'node:crypto';
import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';

/** A text as small as it gets quickly. What cannot write Zstandard (https://nodejs.org/api/zlib.html) writes Brotli. */
export function pack(bytes: Uint8Array): Uint8Array {
  // Told the size, it makes no room for a text of any size, which takes longer than packing a note.
  if (zstdCompressSync !== undefined) return zstdCompressSync(bytes, { pledgedSrcSize: bytes.length });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

/** The text of a row; undefined where it is damaged. */
export function unpack({ hash: wanted, data }: { hash: Buffer; data: Buffer }): Uint8Array | undefined {
  for (const open of [zstdDecompressSync, brotliDecompressSync]) {
    try {
      const bytes = open(data);
      if (hashOf(bytes).equals(wanted)) return bytes;
    } catch {
      // Packed by the other one, or damaged.
    }
  }
  return undefined;
}

export const hashOf = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer');
