import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { hashBytes } from '../../../electron/disk/atomic-write.ts';
import { keepBases, readBase } from '../../../electron/publish/bases.ts';
import type { Manifest } from '../../../electron/publish/manifest.ts';
import { tempFolder } from '../../fixtures/temp.ts';

let full = false;
vi.mock('../../../electron/disk/kept-rows.ts', async (load) => {
  const real = await load<typeof import('../../../electron/disk/kept-rows.ts')>();
  const openKeptRows: typeof real.openKeptRows = (file, stamp) => {
    const rows = real.openKeptRows(file, stamp);
    return full ? { ...rows, write: () => {} } : rows;
  };
  return { ...real, openKeptRows };
});

test('pages that were kept in files of their own stay there until they are in the rows', async () => {
  const written = Buffer.from('as it was published\n');
  const outputHash = hashBytes(written);
  const root = tempFolder({ 'content/a.md': 'as somebody changed it in the blog\n' });
  const folder = join(root, '.commonplace-publish/base');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, outputHash), deflateRawSync(written));
  const manifest = {
    files: new Map([['content/a.md', { kind: 'note', outputHash }]]),
  } as unknown as Manifest;
  const kept = () => readBase(root, 'content/a.md', outputHash);

  full = true;
  keepBases(root, manifest);
  full = false;
  expect(await kept()).toEqual(written);

  keepBases(root, manifest);
  expect(existsSync(folder)).toBe(false);
  expect(await kept()).toEqual(written);
});
