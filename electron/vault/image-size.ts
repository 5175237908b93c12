/** Width and height in pixels as a browser shows an image, read from the head of its file. */
export interface ImageSize {
  width: number;
  height: number;
}

/** Names of images that can be measured. */
export const measurable = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/**
 * Of PNG, JPEG, GIF, WebP, AVIF and SVG. A JPEG that its camera held upright is measured as it is shown.
 * @param head the first bytes of the file; undefined comes where they say nothing, or too few are there
 */
export function imageSize(head: Uint8Array): ImageSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    return readers(view)?.(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readers(view: DataView): ((view: DataView) => ImageSize | undefined) | undefined {
  if (view.byteLength < 12) return undefined;
  const four = ascii(view, 0, 4);
  if (four === '\x89PNG') return png;
  if (four === 'GIF8') return gif;
  if (view.getUint16(0) === 0xffd8) return jpeg;
  if (four === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return webp;
  if (ascii(view, 4, 4) === 'ftyp') return avif;
  return svg;
}

function ascii(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));
}

const png = (view: DataView) => ({ width: view.getUint32(16), height: view.getUint32(20) });

const gif = (view: DataView) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) });

/** Segment by segment up to the one that begins a frame; the turn of the camera stands in one before it. */
function jpeg(view: DataView): ImageSize | undefined {
  let turned = false;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at++;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    } else {
      if (marker === 0xe1) turned ||= isTurned(view, at + 4);
      at += 2 + view.getUint16(at + 2);
    }
  }
}

/** SOF0 to SOF15, without the tables and the arithmetic coding that have numbers among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether the Exif data at `at` has an orientation (tag 0x112) by which width and height change places. */
function isTurned(view: DataView, at: number): boolean {
  if (ascii(view, at, 6) !== 'Exif\0\0') return false;
  const tiff = at + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const table = tiff + view.getUint32(tiff + 4, little);
  for (let entry = 0; entry < view.getUint16(table, little); entry++) {
    const field = table + 2 + entry * 12;
    if (view.getUint16(field, little) === 0x112) return view.getUint16(field + 8, little) >= 5;
  }
  return false;
}

function webp(view: DataView): ImageSize | undefined {
  const kind = ascii(view, 12, 4);
  if (kind === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (kind === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== 'VP8L') return undefined;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** The largest of the sizes that its items say (`ispe`): that of the image, where others are tiles or its thumbnail. */
function avif(view: DataView): ImageSize | undefined {
  if (!/avi[fs]/.test(ascii(view, 8, Math.min(32, view.byteLength - 8)))) return undefined;
  let found: ImageSize | undefined;
  let turned = false;
  for (let at = 12; at + 20 <= view.byteLength; at++) {
    const box = view.getUint32(at);
    if (box === 0x69726f74) turned = (view.getUint8(at + 4) & 1) === 1;
    if (box !== 0x69737065) continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!found || width * height > found.width * found.height) found = { width, height };
  }
  return found && turned ? { width: found.height, height: found.width } : found;
}

/** CSS pixels in a unit that the size of an SVG can have. */
const units: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  rem: 16,
};

/** As CSS sizes a replaced element: what the SVG does not say follows from its ratio, then from 300 by 150. */
function svg(view: DataView): ImageSize | undefined {
  const tag = /<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/i.exec(new TextDecoder().decode(view))?.[0];
  if (!tag) return undefined;
  const [width, height] = [length(tag, 'width'), length(tag, 'height')];
  const [, , across = 0, down = 0] = (attribute(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const ratio = across > 0 && down > 0 ? across / down : undefined;
  const whole = (wide: number, tall: number) => ({ width: Math.round(wide), height: Math.round(tall) });
  if (width !== undefined) return whole(width, height ?? (ratio ? width / ratio : 150));
  if (height !== undefined) return whole(ratio ? height * ratio : 300, height);
  const wide = ratio ? Math.min(300, 150 * ratio) : 300;
  return whole(wide, ratio ? wide / ratio : 150);
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single;
}

/** Undefined for a part of what is around it, and for what is no length. */
function length(tag: string, name: string): number | undefined {
  const [, number, unit] = /^\s*([\d.]+)([a-z]*)\s*$/i.exec(attribute(tag, name) ?? '') ?? [];
  const scale = unit === undefined ? undefined : units[unit.toLowerCase()];
  return scale === undefined ? undefined : Number(number) * scale;
}
