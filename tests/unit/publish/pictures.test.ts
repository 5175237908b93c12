import { deflateSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { saysWhere, withoutMetadata } from '../../../electron/publish/picture-data.ts';
import { readPicture } from '../../../electron/publish/picture-parts.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { sharedPicture } from '../../../electron/publish/shared-picture.ts';
import { exif, heic, jpeg, jpegSegment, png, pngChunk, webp, xmp } from '../../fixtures/pictures.ts';
import { createWorld } from './world.ts';

const placed = exif({ place: true });
const profile = (data: Buffer) =>
  `Raw profile type exif\0\n${'exif'}\n  ${data.length}\n${data.toString('hex')}\n`;
const zipped = (name: string, text: string) =>
  pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), deflateSync(Buffer.from(text, 'latin1'))]),
  );
const itxt = (packed: boolean) => {
  const head = Buffer.from(`XML:com.adobe.xmp\0${packed ? '\x01' : '\0'}\0\0\0`, 'latin1');
  return pngChunk('iTXt', Buffer.concat([head, packed ? deflateSync(Buffer.from(xmp)) : Buffer.from(xmp)]));
};

describe('where a picture was taken', () => {
  test.each<[string, Buffer]>([
    ['Exif of a JPEG', jpeg({ exif: placed })],
    ['Exif the other way round', jpeg({ exif: exif({ place: true, little: true }) })],
    ['XMP of a JPEG', jpeg({ xmp })],
    ['a second picture behind a JPEG', jpeg({ behind: jpeg({ exif: placed }) })],
    ['a JPEG without an end', jpeg({ exif: placed }).subarray(0, -2)],
    ['Exif of a PNG', png({ exif: placed })],
    ['XMP of a PNG', png({ more: [itxt(false)] })],
    ['XMP of a PNG, packed', png({ more: [itxt(true)] })],
    ['a profile of a PNG', png({ more: [pngChunk('tEXt', profile(placed))] })],
    [
      'a profile of a PNG, packed',
      png({ more: [zipped('Raw profile type exif', profile(placed).split('\0')[1] ?? '')] }),
    ],
    ['Exif of a WebP', webp({ exif: placed })],
    ['XMP of a WebP', webp({ xmp })],
    ['Exif of a HEIC', heic({ exif: placed })],
  ])('is found in %s', (_name, file) => {
    expect(saysWhere(file)).toBe(true);
  });

  test.each<[string, Buffer]>([
    ['a bare JPEG', jpeg()],
    ['Exif without a place', jpeg({ exif: exif() })],
    ['a place of a camera that found none', jpeg({ exif: withoutFix(placed) })],
    ['a bare PNG', png()],
    ['a text of a PNG', png({ more: [pngChunk('tEXt', 'Software\0x'), zipped('Comment', 'x')] })],
    ['a bare WebP', webp()],
    ['a bare HEIC', heic()],
    ['an empty file', Buffer.alloc(0)],
    ['another file', Buffer.from('GIF89a')],
    ['Exif that ends early', jpeg({ exif: placed.subarray(0, 90) })],
  ])('is not seen in %s', (_name, file) => {
    expect(saysWhere(file)).toBe(false);
  });
});

function withoutFix(data: Buffer): Buffer {
  const copy = Buffer.from(data);
  for (let at = 120; at < 168; at += 8) copy.writeUInt32BE(0, at + 4);
  return copy;
}

const copyright = jpegSegment(0xed, Buffer.from('Photoshop 3.0\0CAMERA'));
const said = {
  jpeg: jpeg({ exif: placed, xmp, more: copyright, behind: Buffer.from('CAMERA') }),
  png: png({ exif: placed, more: [pngChunk('tEXt', 'Author\0CAMERA'), itxt(true), zipped('x', 'CAMERA')] }),
  webp: webp({ exif: placed, xmp }),
};
const bare = { jpeg: jpeg(), png: png(), webp: webp() };
const kinds = ['jpeg', 'png', 'webp'] as const;

describe('a picture without what it says of itself', () => {
  test.each(kinds)('%s: is the one that never said it', (kind) => {
    const stripped = withoutMetadata(said[kind]);
    expect(stripped && Buffer.from(stripped).equals(bare[kind])).toBe(true);
  });

  test.each(kinds)('%s: stays as it is where it says nothing', (kind) => {
    expect(withoutMetadata(bare[kind])).toBe(bare[kind]);
    const stripped = withoutMetadata(said[kind]) as Uint8Array;
    expect(withoutMetadata(stripped)).toBe(stripped);
  });

  test.each([
    ['jpeg', jpeg({ exif: exif({ place: true, turned: 6 }) })],
    ['png', png({ exif: exif({ place: true, turned: 6 }) })],
    ['webp', webp({ exif: exif({ place: true, turned: 6, little: true }) })],
  ])('%s: is turned as it was', (kind, file) => {
    const stripped = Buffer.from(withoutMetadata(file) as Uint8Array);
    expect(saysWhere(stripped)).toBe(false);
    expect(stripped.includes('CAMERA')).toBe(false);
    const parts = readPicture(stripped)?.parts ?? [];
    const part = parts.find(({ name }) => ['APP1', 'eXIf', 'EXIF'].includes(name));
    expect(part?.data.toString('hex')).toMatch(/4d4d002a000000080001011200030000000100060000000000{0,2}/);
    if (kind === 'webp') expect(parts[0]?.data[0]).toBe(0x28);
  });

  test.each([
    ['a HEIC', heic({ exif: placed })],
    ['a JPEG without an end', jpeg({ exif: placed }).subarray(0, -2)],
    ['a JPEG that is broken', Buffer.concat([jpeg().subarray(0, 20), Buffer.from('x'.repeat(50))])],
    ['a PNG cut off', png({ exif: placed }).subarray(0, 60)],
  ])('%s is left alone', (_name, file) => {
    expect(withoutMetadata(file)).toBeUndefined();
  });
});

const note = (body: string) => `+++\ndate = 2025-01-01\n+++\n${body}`;
const photo = jpeg({ exif: placed });
const notes = {
  'a.md': note('甲\n\n![](p/场.jpg) ![[p/场.jpg]]\n\n<img src="p/场.jpg">\n'),
  'b.md': note('![[a]]\n'),
  'c.md': note('%%![[p/私.jpg]]%% ![[p/净.png]]\n\n## 生活\n\n![](p/私.jpg) <img src="p/私.jpg">\n'),
  'p/场.jpg': photo,
  'p/私.jpg': jpeg({ exif: exif({ place: true, turned: 3 }) }),
  'p/净.png': png(),
  'p/机.heic': heic({ exif: placed }),
  'd.md': note('[[p/机.heic]]\n'),
};
const target = (blog: string, more = '') =>
  `[[target]]\nname = "blog"\nroot = ${JSON.stringify(blog)}\nhugo = "none"\n${more}private = { headings = ["生活"] }\n`;

test('notes that publish where a picture was taken are told of, each picture once', async () => {
  const world = createWorld(notes);
  world.settings = target(world.blog);
  const { diagnostics, applied } = await createPublisher(world.source).apply({});
  expect(applied).toBe(true);
  const told = diagnostics.map(({ path, line, code, severity, message }) => [
    path,
    line,
    code,
    severity,
    message,
  ]);
  expect(told.filter(([, , code]) => code === 'IMAGE-PLACE')).toEqual([
    ['a.md', 6, 'IMAGE-PLACE', 'warning', 'p/场.jpg says where it was taken'],
    ['b.md', 1, 'IMAGE-PLACE', 'warning', 'p/场.jpg says where it was taken'],
    ['d.md', 4, 'IMAGE-PLACE', 'warning', 'p/机.heic says where it was taken'],
  ]);
  world.dispose();
});

test('pictures are published without what they say of themselves, where a target wants that', async () => {
  const world = createWorld(notes);
  world.settings = target(world.blog, 'image_metadata = "strip"\n');
  const publisher = createPublisher(world.source);
  const { diagnostics, applied } = await publisher.apply({});
  expect(applied).toBe(true);
  expect(diagnostics.filter(({ code }) => code === 'IMAGE-PLACE').map(({ message }) => message)).toEqual([
    'p/机.heic says where it was taken, and that cannot be taken out of it',
  ]);
  const published = world.blogFiles().filter((path) => /\.(jpg|png)$/.test(path) && /\/(?:场|净)/.test(path));
  expect(published.length).toBeGreaterThan(1);
  for (const path of published) {
    const expected = path.endsWith('png') ? png() : jpeg();
    expect(world.readBlog(path)).toBe(expected.toString('utf8'));
  }
  expect((await publisher.plan({})).plan.every(({ action }) => /^(?:unchanged|skip)$/.test(action))).toBe(
    true,
  );
  expect(world.source.read('p/场.jpg')).toEqual(photo);
  world.dispose();
});

test('a picture that was published as it is is published anew once the target wants it bare, and back', async () => {
  const world = createWorld({ 'a.md': notes['a.md'], 'p/场.jpg': photo });
  const actions = async () =>
    (await createPublisher(world.source).apply({})).plan.map(({ action, source }) => `${action} ${source}`);
  world.settings = target(world.blog);
  await actions();
  world.settings = target(world.blog, 'image_metadata = "strip"\n');
  expect(await actions()).toContain('update p/场.jpg');
  world.settings = target(world.blog, 'image_metadata = "keep"\n');
  expect(await actions()).toContain('update p/场.jpg');
  const { diagnostics } = await createPublisher(world.source).plan({});
  expect(diagnostics.map(({ code }) => code)).toEqual(['RAW-HTML']);
  world.dispose();
});

describe('a picture in a note that is handed on as one file', () => {
  const photo = jpeg({ exif: placed });
  const shared = (metadata: string) => {
    const world = createWorld({
      'p.jpg': photo,
      'bare.jpg': jpeg(),
      'p.heic': heic({ exif: placed }),
      'a.md': 'x',
    });
    onTestFinished(world.dispose);
    world.settings = `[[target]]\nname = "x"\nroot = "../b"\n${metadata}`;
    return (path: string) => sharedPicture(world.source, path);
  };

  test('comes without what it says of itself, where any target has it so', () => {
    const picture = shared('image_metadata = "strip"');
    expect(picture('p.jpg')).toEqual({ data: jpeg().toString('base64'), place: false });
    expect(picture('bare.jpg')).toEqual({ data: null, place: false });
    expect(picture('p.heic')).toEqual({ data: null, place: true });
    expect(picture('a.md')).toEqual({ data: null, place: false });
  });

  test('is told of where it says where it was taken', () => {
    expect(shared('')('p.jpg')).toEqual({ data: null, place: true });
  });
});
