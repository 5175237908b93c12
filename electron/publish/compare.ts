import type { PlanEntry } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { unifiedDiff } from '../../shared/text/diff.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { FileStep } from './apply.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';

/** A file as it is to stand in the blog. */
export interface Output {
  /** Path in the blog, with `/`. */
  path: string;
  /** Its bytes, made or read once more; undefined where the note is gone by now. */
  data(): Uint8Array | undefined;
  outputHash: string;
  entry: ManifestEntry;
}

/** A page of the blog with the note's changes put into it, and the note's own page, from which the next merge begins. */
export interface MergedPage {
  data: Uint8Array;
  base: Uint8Array;
}

/** A file of ours that nothing asks for any more. */
export interface GoneFile {
  path: string;
  reason: string;
}

export interface Comparison {
  entries: PlanEntry[];
  steps: FileStep[];
  manifest: Manifest;
}

export interface CompareOptions {
  manifest: Manifest;
  outputs: readonly Output[];
  gone: readonly GoneFile[];
  /** Delete those; without it they are only named. */
  prune: boolean;
  maxDelete: number;
  diff: boolean;
  /** Pages of the blog that a person decided about: written over (the trash keeps them), or left for good. */
  overwrite: ReadonlySet<string>;
  keep: ReadonlySet<string>;
  /** Pages that both sides changed, brought together as a person asked for. */
  merged: ReadonlyMap<string, MergedPage>;
  /** Nothing is to be applied: errors stand in the plan. */
  blocked: ReadonlySet<string>;
  /** Hash of a file in the blog; undefined where there is none. */
  hash(path: string): string | undefined;
  /** Text of a file in the blog, for diffs. */
  read(path: string): string | undefined;
}

/** Compare what should be in the blog with what is there and with what we once wrote. */
export function compareOutputs(options: CompareOptions): Comparison {
  const files = new Map(options.manifest.files);
  const result: Comparison = { entries: [], steps: [], manifest: { ...options.manifest, files } };
  const moved = new Set<string>();
  for (const output of options.outputs) {
    const old = movedFrom(output, options, moved);
    if (old !== undefined) moved.add(old);
    compareOne(output, old, options, result, files);
  }
  deleteGone(options, moved, result, files);
  result.entries.sort(byPath);
  return result;
}

/** Its bytes are made when they are asked for: most plans are only looked at. */
function writeStep(output: Output, before: string | undefined): FileStep {
  return {
    path: output.path,
    before,
    get data() {
      return bytesOf(output);
    },
  };
}

/** The bytes that the plan was made for: what was written into the vault since asks for another plan. */
export function bytesOf(output: Output): Uint8Array {
  const data = output.data();
  if (data && hashBytes(data) === output.outputHash) return data;
  const path = output.entry.source;
  throw new AppError('conflict', `${path} changed while it was being published`, { path });
}

function byPath(a: PlanEntry, b: PlanEntry): number {
  const left = a.path ?? a.source ?? '';
  const right = b.path ?? b.source ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The file of ours that an output takes the place of: of the same note, or of one with the same bytes that is no more. */
function movedFrom(
  output: Output,
  { manifest, gone }: CompareOptions,
  taken: ReadonlySet<string>,
): string | undefined {
  if (manifest.files.has(output.path)) return undefined;
  const candidates = gone.filter(({ path }) => {
    const entry = manifest.files.get(path);
    // A page that was kept is the blog's own: it does not go where the note goes.
    return !taken.has(path) && entry?.kind === output.entry.kind && !entry.kept;
  });
  const same = (test: (entry: ManifestEntry) => boolean) =>
    candidates.find(({ path }) => {
      const entry = manifest.files.get(path);
      return entry !== undefined && test(entry);
    })?.path;
  return (
    same((entry) => entry.source === output.entry.source) ??
    same((entry) => entry.sourceHash === output.entry.sourceHash)
  );
}

function compareOne(
  output: Output,
  old: string | undefined,
  options: CompareOptions,
  result: Comparison,
  files: Map<string, ManifestEntry>,
): void {
  const { manifest, blocked } = options;
  const disk = options.hash(output.path);
  const owned = manifest.files.get(output.path);
  const base = { path: output.path, source: output.entry.source, url: output.entry.url };
  if (blocked.has(output.entry.source)) {
    result.entries.push({ ...base, action: 'blocked', reason: 'an error stands in its way' });
    return;
  }
  if (disk === output.outputHash) {
    result.entries.push({ ...base, action: 'unchanged' });
    files.set(output.path, output.entry);
    return;
  }
  if (disk !== undefined && (keepsBlog(output, disk, owned) || options.keep.has(output.path))) {
    const kept = { output: output.outputHash, blog: disk };
    result.entries.push({ ...base, action: 'unchanged', reason: 'it stays as the blog has it' });
    files.set(output.path, { ...output.entry, outputHash: owned?.outputHash ?? disk, kept });
    return;
  }
  const merged = options.merged.get(output.path);
  if (merged && disk !== undefined) {
    const kept = { output: output.outputHash, blog: hashBytes(merged.data) };
    const reason = 'with what was changed in the blog';
    result.entries.push({ ...base, action: 'update', reason });
    result.steps.push({ path: output.path, data: merged.data, before: disk });
    files.set(output.path, { ...output.entry, kept });
    return;
  }
  const edited = editedReason(disk, owned, output);
  if (edited && !options.overwrite.has(output.path)) {
    result.entries.push({ ...base, ...edited, ...withDiff(output, options) });
    return;
  }
  const oldDisk = old === undefined ? undefined : options.hash(old);
  if (old !== undefined && oldDisk !== undefined && oldDisk !== manifest.files.get(old)?.outputHash) {
    const reason = `it moved, and ${old} was edited in the blog`;
    result.entries.push({ ...base, action: 'conflict', reason });
    return;
  }
  const action = old !== undefined ? 'rename' : disk === undefined ? 'create' : 'update';
  const reason = old !== undefined ? { reason: `from ${old}` } : {};
  result.entries.push({ ...base, action, ...reason, ...withDiff(output, options, old) });
  result.steps.push(writeStep(output, disk));
  files.set(output.path, output.entry);
  if (old === undefined) return;
  files.delete(old);
  if (oldDisk !== undefined) result.steps.push({ path: old, data: undefined, before: oldDisk });
}

/** The person decided so, and neither side has changed since. */
function keepsBlog(output: Output, disk: string, owned: ManifestEntry | undefined): boolean {
  return owned?.kept?.output === output.outputHash && owned.kept.blog === disk;
}

/** Why a file in the blog must not be written over. */
function editedReason(
  disk: string | undefined,
  owned: ManifestEntry | undefined,
  output: Output,
): { action: 'blog-edited' | 'conflict'; reason: string } | undefined {
  if (!owned) {
    return disk === undefined
      ? undefined
      : { action: 'conflict', reason: 'the blog has another file of this name' };
  }
  if (disk === owned.outputHash && !owned.kept) return undefined;
  if (disk === undefined) {
    return {
      action: 'blog-edited',
      reason: 'it was deleted in the blog: unpublish it here, or put it back there',
    };
  }
  if (output.outputHash === owned.outputHash)
    return { action: 'blog-edited', reason: 'it was edited in the blog' };
  return { action: 'conflict', reason: 'it was edited in the blog and in the vault' };
}

function deleteGone(
  options: CompareOptions,
  moved: ReadonlySet<string>,
  result: Comparison,
  files: Map<string, ManifestEntry>,
): void {
  const { manifest, gone, prune, maxDelete } = options;
  const there: { path: string; reason: string; disk: string; entry: ManifestEntry }[] = [];
  for (const { path, reason } of gone) {
    const entry = manifest.files.get(path);
    if (moved.has(path) || !entry) continue;
    const disk = options.hash(path);
    // One that is to be kept is the blog's own from now on.
    if (disk === undefined || options.keep.has(path)) files.delete(path);
    else if ((disk === entry.outputHash && !entry.kept) || options.overwrite.has(path))
      there.push({ path, reason, disk, entry });
    else {
      const why = `${reason}, but it was edited in the blog: it stays`;
      result.entries.push({ action: 'blog-edited', path, source: entry.source, url: entry.url, reason: why });
    }
  }
  const tooMany = prune && there.length > maxDelete;
  for (const { path, reason, disk, entry } of there) {
    const base = { path, source: entry.source, url: entry.url };
    if (tooMany) {
      const why = `${reason}; ${there.length} files would be deleted, and limits.max_delete is ${maxDelete}`;
      result.entries.push({ ...base, action: 'blocked', reason: why });
      continue;
    }
    const why = prune ? reason : `${reason}; it stays until the export is told to prune`;
    result.entries.push({ ...base, action: 'delete', reason: why, ...removalDiff(path, options) });
    if (!prune) continue;
    result.steps.push({ path, data: undefined, before: disk });
    files.delete(path);
  }
}

function withDiff(output: Output, options: CompareOptions, old?: string): { diff?: string } {
  if (!options.diff || output.entry.kind === 'attachment') return {};
  const before = options.read(old ?? output.path) ?? '';
  return { diff: unifiedDiff(output.path, before, Buffer.from(bytesOf(output)).toString('utf8')) };
}

function removalDiff(path: string, options: CompareOptions): { diff?: string } {
  const text = options.diff && path.endsWith('.md') ? options.read(path) : undefined;
  return text === undefined ? {} : { diff: unifiedDiff(path, text, '') };
}
