/**
 * A note may have many megabytes, and each place that it passes on its way would make it anew: as a string, as a clone,
 * as JSON. So the `text` of a call or of its result crosses as bytes where it is long: UTF-16 (little endian, as all
 * that we run on is), which a browser makes and reads several times faster than UTF-8.
 */

/** In UTF-16 units: below this, a message of its own would cost more than it saves. */
export const longText = 1 << 16;

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

function encode(text: string): Uint8Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return new Uint8Array(units.buffer);
}

/** What a call asks with, or is answered with. */
type Value = unknown;

/** What may stand for a result: its `text` can be as bytes already. */
export type MayBePacked<T> = T extends { text: string }
  ? { [K in keyof T]: K extends 'text' ? string | Uint8Array : T[K] }
  : T;

const textOf = (value: Value): unknown => (value as { text?: unknown } | null | undefined)?.text;

/** The same, with a long `text` as bytes. A text with half a character stays as it is: it would not come back so. */
export function packText(value: Value): Value {
  const text = textOf(value);
  if (typeof text !== 'string' || text.length < longText || !text.isWellFormed()) return value;
  return { ...(value as object), text: encode(text) };
}

/** What `packText` was given. */
export function unpackText<T>(value: T): T {
  const text = textOf(value);
  return text instanceof Uint8Array ? { ...value, text: decoder.decode(text) } : value;
}

/** A frame with the text that its bytes are. */
export function unpackFrame(frame: unknown): unknown {
  if (bytesIn(frame) === undefined) return frame;
  const { params, result } = frame as Packed;
  return {
    ...(frame as object),
    ...(params === undefined ? { result: unpackText(result) } : { params: unpackText(params) }),
  };
}

type Packed = { params?: Value; result?: Value };

/** The bytes in a frame, where it has any. */
export function bytesIn(frame: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof frame !== 'object' || frame === null) return undefined;
  const { params, result } = frame as Packed;
  const text = textOf(params ?? result);
  return text instanceof Uint8Array ? (text as Uint8Array<ArrayBuffer>) : undefined;
}

/** The frame with other bytes, or none. */
export function withBytes(frame: unknown, text: Uint8Array | undefined): unknown {
  const { params, result } = frame as Packed;
  const which = params === undefined ? { result } : { params };
  const [[name, value]] = Object.entries(which) as [[string, object]];
  return { ...(frame as object), [name]: { ...value, text } };
}
