import { expect, test } from 'vitest';
import { imageSize } from '../../../electron/vault/image-size.ts';
import { png } from '../../fixtures/media.ts';

const text = (source: string) => new TextEncoder().encode(source);
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)),
  );
const zeros = (length: number) => new Array<number>(length).fill(0);
const frame = [0xff, 0xc0, 0, 17, 8, 1, 0x2c, 2, 0x58, 3, ...zeros(9)];
/** Exif data with one field: the orientation. */
const exif = (orientation: number) =>
  bytes(
    [0xff, 0xe1, 0, 34],
    'Exif\0\0MM',
    [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1],
    [0, orientation, ...zeros(6)],
  );
const ispe = (width: number, height: number) =>
  bytes([0, 0, 0, 20], 'ispe', zeros(4), [0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255]);
const avif = (...boxes: Uint8Array[]) =>
  bytes([0, 0, 0, 20], 'ftypavif', zeros(4), 'mif1', ...boxes.map((box) => [...box]), zeros(20));

test.each<[string, Uint8Array, [number, number] | undefined]>([
  ['PNG', png(640, 360), [640, 360]],
  ['GIF', bytes('GIF89a', [0x2c, 1, 200, 0], zeros(4)), [300, 200]],
  ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0], frame), [600, 300]],
  ['JPEG with fill bytes', bytes([0xff, 0xd8, 0xff, 0xff], frame), [600, 300]],
  ['JPEG of a camera held upright', bytes([0xff, 0xd8], [...exif(6)], frame), [300, 600]],
  ['JPEG of a camera upside down', bytes([0xff, 0xd8], [...exif(3)], frame), [600, 300]],
  ['JPEG that is cut', bytes([0xff, 0xd8, 0xff, 0xe0, 9, 0], zeros(20)), undefined],
  ['WebP', bytes('RIFF', zeros(4), 'WEBPVP8 ', zeros(10), [0x2c, 1, 200, 0]), [300, 200]],
  [
    'WebP without loss',
    bytes('RIFF', zeros(4), 'WEBPVP8L', zeros(4), [0x2f, 0x2b, 0xc1, 0x31, 0]),
    [300, 200],
  ],
  [
    'WebP with more in it',
    bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [0x2b, 1, 0, 199, 0, 0]),
    [300, 200],
  ],
  ['AVIF with a thumbnail', avif(ispe(40, 30), ispe(400, 300)), [400, 300]],
  ['AVIF that is turned', avif(ispe(400, 300), bytes([0, 0, 0, 9], 'irot', [1])), [300, 400]],
  ['HEIC', bytes([0, 0, 0, 16], 'ftypheic', zeros(8)), undefined],
  ['SVG with a size', text('<?xml version="1.0"?>\n<svg width="20" height=\'30.6px\'/>'), [20, 31]],
  ['SVG in other units', text('<svg width="2in" height="1cm">'), [192, 38]],
  ['SVG with one side', text('<svg height="80" viewBox="0 0 100 50">'), [160, 80]],
  ['SVG with a ratio', text('<svg a=">" viewBox="0 0 100 300">'), [50, 150]],
  ['SVG that is wide', text('<svg viewBox="0,0,900,100" width="100%">'), [300, 33]],
  ['SVG without any', text('<svg xmlns="http://www.w3.org/2000/svg">'), [300, 150]],
  ['something else', text('This is no image at all.'), undefined],
  ['nothing', new Uint8Array(), undefined],
])('%s', (_name, head, size) => {
  const [width, height] = size ?? [];
  expect(imageSize(head)).toEqual(size && { width, height });
});
