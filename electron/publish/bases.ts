import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { hashBytes } from '../disk/atomic-write.ts';
import { committedFile } from './git.ts';
import { stateFolder, stateName } from './lock.ts';
import type { Manifest } from './manifest.ts';

/**
 * Pages as they were last written, so that an edit made in the blog can be told from ours and merged. They lie in the
 * blog's state folder, which git ignores, by hash: a convenience, made again by each publish.
 */
const folderOf = (root: string) => join(root, stateName, 'base');

/**
 * Keep the pages of a manifest that are in the blog as they were written; drop those that it no longer names.
 * @param others pages of it that no file of the blog holds
 */
export function keepBases(root: string, manifest: Manifest, others: readonly Uint8Array[] = []): void {
  const folder = join(stateFolder(root), 'base');
  mkdirSync(folder, { recursive: true });
  const there = new Set(readdirSync(folder));
  const wanted = new Set<string>();
  const byHash = new Map(others.map((data) => [hashBytes(data), data]));
  for (const [path, { kind, outputHash }] of manifest.files) {
    if (kind !== 'note') continue;
    wanted.add(outputHash);
    if (there.has(outputHash)) continue;
    const file = join(root, path);
    const data = byHash.get(outputHash) ?? (existsSync(file) ? readFileSync(file) : undefined);
    if (data && hashBytes(data) === outputHash) writeFileSync(join(folder, outputHash), deflateRawSync(data));
  }
  for (const name of there) if (!wanted.has(name)) rmSync(join(folder, name), { force: true });
}

/** The page that has this hash: as it was kept, else as it was committed last; undefined where neither is there. */
export async function readBase(root: string, path: string, hash: string): Promise<Uint8Array | undefined> {
  const kept = join(folderOf(root), hash);
  const data = existsSync(kept) ? inflated(readFileSync(kept)) : await committedFile(root, path);
  return data && hashBytes(data) === hash ? data : undefined;
}

function inflated(data: Uint8Array): Uint8Array | undefined {
  try {
    return inflateRawSync(data);
  } catch {
    return undefined;
  }
}
