import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { png } from '../../fixtures/media.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';

const files = {
  'a.md':
    '![[图.png|200]] ![x](图/宽%20图.png#t) ![[图.png]] [[图.png]] ![[没有.png]] ![[坏.png]] ![远](https://x.y/a.png)\n',
  '图.png': png(40, 20),
  '图/宽 图.png': png(300, 10),
  '坏.png': 'no picture',
};

test('of the images that a note shows the sizes come with its text, where they are asked for', async () => {
  const { call, dir } = await openCore(tempFolder(files));
  expect((await call('note.read', { path: 'a.md' })).images).toBeUndefined();
  // A busy machine may come to none in the time that a note can wait for them.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  const { images } = await call('note.read', { path: 'a.md', images: true });
  vi.restoreAllMocks();
  const small = { kind: 'wiki', name: '图.png', width: 40, height: 20 };
  expect(images).toEqual([small, { kind: 'markdown', name: '图/宽 图.png', width: 300, height: 10 }, small]);
  const resolve = async (target: string) =>
    (await call('link.resolve', { source: 'a.md', target, kind: 'wiki' })).size;
  expect(await resolve('图.png')).toEqual({ width: 40, height: 20 });
  expect(await resolve('坏.png')).toBeUndefined();
  expect(await resolve('a')).toBeUndefined();
  putFiles(dir, { '图.png': png(41, 21) });
  utimesSync(join(dir, '图.png'), 1, 1);
  await call('index.update', {});
  expect(await resolve('图.png')).toEqual({ width: 41, height: 21 });
});
