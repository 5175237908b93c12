import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWalk, type Walk } from '../../../electron/core/walking.ts';
import { type FolderScan, walkVault } from '../../../electron/vault/walk.ts';
import { tempFolder } from '../../fixtures/temp.ts';

async function all(walk: Walk): Promise<FolderScan[]> {
  const scans: FolderScan[] = [];
  while (!walk.done()) {
    const scan = walk.next();
    if (scan) scans.push(scan);
    else await walk.more();
    // The other thread gets its turn.
    if (scans.length % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  walk.stop();
  return scans;
}

const plain = (scans: Iterable<FolderScan>) =>
  [...scans].map((scan) => ({ ...scan, stats: [...scan.stats] })).sort((a, b) => (a.path < b.path ? -1 : 1));

function manyFolders(): string {
  const files: Record<string, string> = {};
  for (let year = 0; year < 12; year++) {
    for (let month = 0; month < 12; month++) files[`年${year}/${month}/k3s ${month}.md`] = '容器';
  }
  const dir = tempFolder(files);
  mkdirSync(join(dir, 'empty/below'), { recursive: true });
  writeFileSync(join(dir, '年1/picture.png'), '');
  symlinkSync(join(dir, '年1'), join(dir, 'link'));
  return dir;
}

test('two threads find what one does', async () => {
  const dir = manyFolders();
  const walk = startWalk(dir, 0);
  const first = [walk.next(), walk.next()].flatMap((scan) => scan ?? []);
  // The other thread is there by then, and takes its part.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(plain([...first, ...(await all(walk))])).toEqual(plain(walkVault(dir)));
});

test('one thread finds it too', async () => {
  const dir = manyFolders();
  expect(plain(await all(startWalk(dir, Number.POSITIVE_INFINITY)))).toEqual(plain(walkVault(dir)));
});

test('a folder that goes while it is walked is left out, and a root that is gone is told', async () => {
  const dir = manyFolders();
  const walk = startWalk(dir, 0);
  walk.next();
  rmSync(join(dir, '年3'), { recursive: true });
  const paths = (await all(walk)).map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith('年3'))).toEqual([]);
  expect(paths).toContain('年4/11');
  rmSync(dir, { recursive: true });
  expect(() => startWalk(dir).next()).toThrow(`${dir} is not there`);
});
