import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '../../shared/contract/errors.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { Memory } from './memory.ts';

/** In the root of the blog, committed with it. */
export const manifestName = '.commonplace-publish.json';

const entry = v.object({
  kind: v.picklist(['note', 'attachment']),
  /** Path in the vault. */
  source: v.string(),
  /** Hashes of the file in the vault and of the file in the blog as they were written. */
  sourceHash: v.string(),
  outputHash: v.string(),
  url: v.nullable(v.string()),
  /**
   * For a note: the notes and attachments whose address, anchors or text stand in it; those that stay at home by a hash
   * of their path, for it is not for the readers of the blog's repository either.
   */
  dependencies: v.optional(v.array(v.string()), () => []),
  /** For an attachment: the notes that it goes with. */
  owners: v.optional(v.array(v.string()), () => []),
  /** The blog's own text stays: hashes of what the note would have made, and of the page that was kept instead. */
  kept: v.optional(v.object({ output: v.string(), blog: v.string() })),
  /** Asked for by path, not by the settings: it stays published although they do not select it. */
  byHand: v.optional(v.boolean(), false),
});

const manifest = v.object({
  version: v.literal(1),
  /** By path in the blog, with `/`. */
  files: v.record(v.string(), entry),
  /** Section that notes at the vault's root go to: chosen once, for what we publish would change the choice. */
  section: v.optional(v.string()),
  /**
   * Notes taken off the blog by hand: no export selects them until they are asked for by path. By a hash of the path, for
   * what was taken off is not for the readers of the repository; older manifests have the paths.
   */
  withheld: v.optional(v.array(v.string()), () => []),
});

export type ManifestEntry = v.InferOutput<typeof entry>;

/** What of a blog is ours. */
export interface Manifest {
  files: ReadonlyMap<string, ManifestEntry>;
  withheld: ReadonlySet<string>;
  section: string | undefined;
}

/** What stands in a manifest for the path of a file that stays at home. */
export const hiddenPath = (path: string) => `#${hashBytes(Buffer.from(path)).slice(0, 16)}`;

/** Whether a note was taken off the blog by hand. */
export const isWithheld = ({ withheld }: Pick<Manifest, 'withheld'>, path: string): boolean =>
  withheld.size > 0 && withheld.has(hiddenPath(path));

export const emptyManifest: Manifest = { files: new Map(), withheld: new Set(), section: undefined };

/**
 * @throws AppError `invalid-params` where the file is there but cannot be read as a manifest: guessing what is ours
 *   could overwrite what is not
 */
export function readManifest(root: string, memory?: Memory): Manifest {
  const file = join(root, manifestName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyManifest;
    throw error;
  }
  const last = memory?.slot('manifests', () => new Map<string, { text: string; manifest: Manifest }>());
  const known = last?.get(root);
  if (known?.text === text) return known.manifest;
  const checked = v.safeParse(manifest, parseJson(text));
  if (!checked.success) {
    throw new AppError(
      'invalid-params',
      `${file} is broken (a merge conflict?): mend it or restore it from git`,
      {
        path: file,
      },
    );
  }
  const { files, withheld, section } = checked.output;
  const held = withheld.map((each) => (each.startsWith('#') ? each : hiddenPath(each)));
  const read = { files: new Map(Object.entries(files)), withheld: new Set(held), section };
  last?.set(root, { text, manifest: read });
  return read;
}

/** The text of a manifest: sorted, one fact a line, so that git can merge it. */
export function formatManifest({ files, withheld, section }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, each]) => [path, tidy(each)]);
  const data = { version: 1, section, files: Object.fromEntries(sorted), withheld: [...withheld].sort() };
  return `${JSON.stringify(data, null, 1)}\n`;
}

function tidy(each: ManifestEntry): Partial<ManifestEntry> {
  const { dependencies, owners, byHand, ...always } = each;
  const more = {
    ...(dependencies.length > 0 ? { dependencies } : {}),
    ...(owners.length > 0 ? { owners } : {}),
  };
  return { ...always, ...more, ...(byHand ? { byHand } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
