import { isUtf8, transcode } from 'node:buffer';

/** A note is parsed and indexed up to this many bytes; above, it is known by its name, and opens read-only. */
export const parseLimit = 16 * 1024 * 1024;
/** Above this a note is not opened at all. */
export const openLimit = 64 * 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const byteOrderMark = '\uFEFF';

export interface DecodedText {
  /** Without the byte order mark. */
  text: string;
  bom: boolean;
  /** False where the bytes are not UTF-8: `text` then holds replacement characters and must never be written back. */
  valid: boolean;
}

/** What can be said of the bytes of a note before they are decoded, which takes a hundred times as long. */
export function lookAtBytes(bytes: Uint8Array): Omit<DecodedText, 'text'> {
  return { bom: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf, valid: isUtf8(bytes) };
}

/** The text that valid bytes hold, as UTF-16 (little endian): sooner made than a string. */
export function utf16Of(bytes: Uint8Array): Uint8Array {
  return transcode(bytes, 'utf8', 'utf16le');
}

/** Bytes of a note → its text. */
export function decodeText(bytes: Uint8Array): DecodedText {
  let text: string;
  let valid = true;
  try {
    text = strict.decode(bytes);
  } catch {
    text = lenient.decode(bytes);
    valid = false;
  }
  const bom = text.startsWith(byteOrderMark);
  return { text: bom ? text.slice(1) : text, bom, valid };
}

/** Text → the bytes of a note. */
export function encodeText(text: string, bom: boolean): Uint8Array {
  return Buffer.from(bom ? byteOrderMark + text : text, 'utf8');
}
