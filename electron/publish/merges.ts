import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeText } from '../../shared/text/merge.ts';
import { readBase } from './bases.ts';
import { bytesOf, type MergedPage, type Output } from './compare.ts';
import type { Manifest } from './manifest.ts';

/** Pages that both sides changed, brought together. Those that changed the same words, or have no common start, are left out. */
export async function mergePages(
  root: string,
  paths: readonly string[],
  outputs: readonly Output[],
  manifest: Manifest,
): Promise<Map<string, MergedPage>> {
  const merged = new Map<string, MergedPage>();
  for (const path of paths) {
    const output = outputs.find((each) => each.path === path);
    const ours = output && bytesOf(output);
    const page = ours && (await mergePage(root, path, ours, manifest));
    if (page) merged.set(path, page);
  }
  return merged;
}

/** Undefined where the two cannot be brought together without a person. */
export async function mergePage(
  root: string,
  path: string,
  ours: Uint8Array,
  manifest: Manifest,
): Promise<MergedPage | undefined> {
  const owned = manifest.files.get(path);
  const base = owned && (await readBase(root, path, owned.outputHash));
  if (!base) return undefined;
  const text = (data: Uint8Array) => Buffer.from(data).toString('utf8');
  const { text: both, conflicts } = mergeText(text(base), text(ours), text(readFileSync(join(root, path))));
  return conflicts.length > 0 ? undefined : { data: Buffer.from(both, 'utf8'), base: ours };
}
