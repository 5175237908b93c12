import { crc32, inflateSync } from 'node:zlib';
import { type Part, type Picture, type PictureKind, readPicture } from './picture-parts.ts';
import { exifOf, readExif } from './tiff.ts';

/** Names of files that may say where a picture was taken. */
export const isPicture = (path: string): boolean => /\.(?:jpe?g|png|webp|hei[cf]|avif)$/i.test(path);

const exifHead = 'Exif\0\0';

/** Whether a picture says where it was taken: in Exif, or in XMP. */
export function saysWhere(bytes: Uint8Array): boolean {
  const file = asBuffer(bytes);
  const picture = readPicture(file);
  if (!picture) return placedAnywhere(file);
  const { kind, parts, end } = picture;
  if (placedAnywhere(file.subarray(end))) return true;
  return parts.some((part) => exifIn(kind, part)?.placed || placedText.test(textIn(kind, part)));
}

/**
 * A picture without what it says of itself: no camera, no place, no time, no thumbnail. What is shown is the same to the
 * last pixel: how it is turned and the colours that it means are kept. One that says nothing comes back as it is.
 * @returns undefined where that cannot be done exactly: its file is not understood, or is of another kind
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array | undefined {
  const file = asBuffer(bytes);
  const picture = readPicture(file);
  if (!picture) return undefined;
  const { kind, parts, end } = picture;
  const kept = parts.filter((part) => isShown[kind](part));
  // What a phone puts behind the end is another picture or a film, with data of its own: it goes with the rest.
  if (kept.length === parts.length && !placedAnywhere(file.subarray(end))) return bytes;
  const turned = parts.reduce((found, part) => exifIn(kind, part)?.orientation ?? found, 1);
  return written[kind]({ ...picture, parts: kept }, turned);
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Parts that have a say in what is shown. */
const isShown: Record<PictureKind, (part: Part) => boolean> = {
  jpeg: ({ name, data }) =>
    name === 'APP2'
      ? data.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
      : name === 'APP0' || name === 'APP14' || !(name.startsWith('APP') || name === 'fe'),
  png: ({ name }) => !['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].includes(name),
  webp: ({ name }) => name !== 'EXIF' && name !== 'XMP ',
};

const written: Record<PictureKind, (picture: Picture, orientation: number) => Buffer> = {
  jpeg({ head, parts }, orientation) {
    const exif = Buffer.concat([Buffer.from(exifHead, 'latin1'), exifOf(orientation)]);
    const size = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
    const turn = orientation === 1 ? [] : [size, exif];
    // The head of JFIF has to come first.
    const first = parts.findIndex(({ name }) => name !== 'APP0');
    const whole = parts.map((part) => part.whole);
    return Buffer.concat([head, ...whole.slice(0, first), ...turn, ...whole.slice(first)]);
  },
  png({ head, parts }, orientation) {
    const turn = orientation === 1 ? [] : [pngChunk('eXIf', exifOf(orientation))];
    const [first, ...rest] = parts.map((part) => part.whole);
    return Buffer.concat([head, ...(first ? [first] : []), ...turn, ...rest]);
  },
  webp({ head, parts }, orientation) {
    const turn = orientation === 1 ? [] : [riffChunk('EXIF', exifOf(orientation))];
    const chunks = [...parts.map((part) => withFlags(part, orientation !== 1)), ...turn];
    const file = Buffer.concat([head, ...chunks]);
    file.writeUInt32LE(file.length - 8, 4);
    return file;
  },
};

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

function riffChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** The head of a WebP says whether Exif (8) and XMP (4) follow. */
function withFlags({ name, whole }: Part, exif: boolean): Buffer {
  if (name !== 'VP8X') return whole;
  const head = Buffer.from(whole);
  head[8] = ((head[8] ?? 0) & ~0x0c) | (exif ? 8 : 0);
  return head;
}

function exifIn(kind: PictureKind, { name, data }: Part) {
  if (kind === 'png') return name === 'eXIf' ? readExif(data) : profileExif(name, data);
  if (kind === 'jpeg' ? name !== 'APP1' : name !== 'EXIF') return undefined;
  const headed = data.toString('latin1', 0, exifHead.length) === exifHead;
  return readExif(headed ? data.subarray(exifHead.length) : data);
}

/** In XMP, places are attributes or elements. */
const placedText = /:GPSL(?:atitude|ongitude)\b/;

function textIn(kind: PictureKind, part: Part): string {
  const { name, data } = part;
  if (kind === 'jpeg') return name === 'APP1' ? data.toString('latin1') : '';
  if (kind === 'webp') return name === 'XMP ' ? data.toString('latin1') : '';
  return textOfPng(part);
}

/** Of a PNG's texts, unpacked. */
function textOfPng({ name, data }: Part): string {
  if (name === 'tEXt') return data.toString('latin1');
  const end = data.indexOf(0);
  if (end < 0) return '';
  if (name === 'zTXt') return `${data.toString('latin1', 0, end)}\0${inflated(data.subarray(end + 2))}`;
  if (name !== 'iTXt') return '';
  if (data[end + 1] !== 1) return data.toString('latin1');
  const text = data.indexOf(0, data.indexOf(0, end + 3) + 1) + 1;
  return inflated(data.subarray(text));
}

const mostText = 8_000_000;

function inflated(data: Buffer): string {
  try {
    return inflateSync(data, { maxOutputLength: mostText }).toString('latin1');
  } catch {
    return '';
  }
}

/** ImageMagick writes Exif into a PNG as a text of hexadecimal digits. */
function profileExif(name: string, data: Buffer) {
  if (name !== 'tEXt' && name !== 'zTXt') return undefined;
  const text = textOfPng({ name, data, whole: data });
  const digits = /^Raw profile type (?:exif|APP1)\0\s*\w+\s+\d+\s+([\da-f\s]+)/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const profile = Buffer.from(digits.replaceAll(/\s+/g, ''), 'hex');
  const headed = profile.toString('latin1', 0, exifHead.length) === exifHead;
  return readExif(headed ? profile.subarray(exifHead.length) : profile);
}

/** In HEIC, AVIF and what is not understood, Exif is known by its own beginning, wherever it stands. */
function placedAnywhere(file: Buffer): boolean {
  for (const order of ['II*\0', 'MM\0*']) {
    for (let at = file.indexOf(order, 0, 'latin1'); at >= 0; at = file.indexOf(order, at + 4, 'latin1')) {
      if (readExif(file.subarray(at))?.placed) return true;
    }
  }
  return [':GPSLatitude', ':GPSLongitude'].some((name) => file.includes(name, 0, 'latin1'));
}
