/** One part of a picture's file, with its head and whatever follows its data. */
export interface Part {
  /** Of JPEG `APP1` and the like or the number of the marker; elsewhere the four letters of the chunk. */
  name: string;
  /** All of its bytes. */
  whole: Buffer;
  /** Without its head. */
  data: Buffer;
}

export type PictureKind = 'jpeg' | 'png' | 'webp';

/** A picture's file as its parts; what stands behind its end is no part of it. */
export interface Picture {
  kind: PictureKind;
  /** What stands before the first part. */
  head: Buffer;
  parts: Part[];
  /** Where it ends in its file. */
  end: number;
}

const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');

/** @returns undefined where it is no such picture, or its parts do not follow one another as they have to */
export function readPicture(file: Buffer): Picture | undefined {
  if (file.length > 3 && file.readUInt16BE(0) === 0xffd8) return readJpeg(file);
  if (file.subarray(0, 8).equals(pngHead)) return readPng(file);
  if (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP')
    return readWebp(file);
  return undefined;
}

function readJpeg(file: Buffer): Picture | undefined {
  const parts: Part[] = [];
  for (let at = 2; at + 2 <= file.length; ) {
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] ?? 0;
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) {
      parts.push({ name: 'EOI', whole: file.subarray(at, at + 2), data: file.subarray(at + 2, at + 2) });
      return { kind: 'jpeg', head: file.subarray(0, 2), parts, end: at + 2 };
    }
    if (at + 4 > file.length) return undefined;
    const next = at + 2 + file.readUInt16BE(at + 2);
    if (next < at + 4 || next > file.length) return undefined;
    const end = marker === 0xda ? scanEnd(file, next) : next;
    const name = marker >= 0xe0 && marker <= 0xef ? `APP${marker - 0xe0}` : marker.toString(16);
    parts.push({ name, whole: file.subarray(at, end), data: file.subarray(at + 4, end) });
    at = end;
  }
  return undefined;
}

/** Where the coded picture behind a head of a scan ends: at the next marker that is no part of it. */
function scanEnd(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return file.length;
}

function readPng(file: Buffer): Picture | undefined {
  const parts: Part[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return undefined;
    const name = file.toString('latin1', at + 4, at + 8);
    parts.push({ name, whole: file.subarray(at, end), data: file.subarray(at + 8, end - 4) });
    if (name === 'IEND') return { kind: 'png', head: file.subarray(0, 8), parts, end };
    at = end;
  }
  return undefined;
}

function readWebp(file: Buffer): Picture | undefined {
  const parts: Part[] = [];
  const last = 8 + file.readUInt32LE(4);
  if (last > file.length) return undefined;
  let at = 12;
  while (at + 8 <= last) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > last) return undefined;
    const name = file.toString('latin1', at, at + 4);
    parts.push({ name, whole: file.subarray(at, end), data: file.subarray(at + 8, at + 8 + size) });
    at = end;
  }
  return { kind: 'webp', head: file.subarray(0, 12), parts, end: Math.max(at, last) };
}
