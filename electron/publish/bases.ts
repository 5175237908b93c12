import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { hashBytes } from '../disk/atomic-write.ts';
import { type KeptRows, openKeptRows, type RowChange } from '../disk/kept-rows.ts';
import { committedFile } from './git.ts';
import { stateFolder, stateName } from './lock.ts';
import type { Manifest } from './manifest.ts';

/**
 * Pages as they were last written, so that an edit made in the blog can be told from ours and merged. They lie in the
 * blog's state folder, which git ignores, by hash: a convenience, made again by each publish. All in one file, for a
 * blog has thousands of them.
 */
const fileOf = (root: string) => join(root, stateName, 'bases.sqlite');

const table = 'pages';

function withRows<T>(root: string, work: (rows: KeptRows) => T): T {
  const rows = openKeptRows(fileOf(root), 'bases 1');
  try {
    return work(rows);
  } finally {
    rows.close();
  }
}

/**
 * Keep the pages of a manifest that are in the blog as they were written; drop those that it no longer names.
 * @param others pages of it that no file of the blog holds
 */
export function keepBases(root: string, manifest: Manifest, others: readonly Uint8Array[] = []): void {
  const folder = join(stateFolder(root), 'base');
  const isKept = withRows(root, (rows) => {
    const there = new Set(rows.sums(table).map(([name]) => name));
    const byHash = new Map(others.map((data) => [hashBytes(data), data]));
    const wanted = new Set<string>();
    const changes: RowChange[] = [];
    // In the order of the rows: any other would write every part of the file again and again.
    const byName = [...manifest.files].sort(([, a], [, b]) => (a.outputHash < b.outputHash ? -1 : 1));
    for (const [path, { kind, outputHash }] of byName) {
      if (kind !== 'note') continue;
      wanted.add(outputHash);
      if (there.has(outputHash)) continue;
      const file = join(root, path);
      const page = byHash.get(outputHash) ?? (existsSync(file) ? readFileSync(file) : undefined);
      const data = page && hashBytes(page) === outputHash ? page : inFile(folder, outputHash);
      if (!data) continue;
      changes.push({ table, name: outputHash, text: Buffer.from(data).toString('utf8') });
      if (changes.length === 500) rows.write(changes.splice(0));
    }
    const gone = [...there].filter((name) => !wanted.has(name));
    rows.write([...changes, ...gone.map((name) => ({ table, name, text: undefined }))]);
    const kept = new Set(rows.sums(table).map(([name]) => name));
    return [...wanted].every((name) => kept.has(name) || !existsSync(join(folder, name)));
  });
  // Where a disk is full, the rows are not written: the files are all that there is then.
  if (isKept) rmSync(folder, { recursive: true, force: true });
}

/** Each lay in a file of its own once, packed: of a page that was edited in the blog since, that is all there is. */
function inFile(folder: string, hash: string): Uint8Array | undefined {
  try {
    const data = inflateRawSync(readFileSync(join(folder, hash)));
    return hashBytes(data) === hash ? data : undefined;
  } catch {
    // It is not there, or not what was written.
    return undefined;
  }
}

/** The page that has this hash: as it was kept, else as it was committed last; undefined where neither is there. */
export async function readBase(root: string, path: string, hash: string): Promise<Uint8Array | undefined> {
  const kept = existsSync(fileOf(root)) ? withRows(root, (rows) => rows.get(table, hash)) : undefined;
  const data = kept
    ? Buffer.from(kept.text, 'utf8')
    : (inFile(join(root, stateName, 'base'), hash) ?? (await committedFile(root, path)));
  return data && hashBytes(data) === hash ? data : undefined;
}
