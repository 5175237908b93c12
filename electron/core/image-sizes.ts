import type { Params, Result } from '../../shared/contract/api.ts';
import type { Store } from '../index/store.ts';
import { type ImageSize, imageSize, measurable } from '../vault/image-size.ts';
import type { Vault } from '../vault/vault.ts';

/** Bytes that say the size of most images, and of those whose camera wrote much about them before it. */
const heads = [16 * 1024, 512 * 1024];
/** So many sizes are remembered. */
const limit = 5_000;
/** So long (ms) the images of one note are measured while its text is waited for. */
const share = 10;

/** Sizes of the vault's images, each read from the head of its file once. */
export function createImageSizes(vault: Vault, { files, links }: Store) {
  const known = new Map<string, { stamp: string; size: ImageSize | undefined }>();

  function measure(path: string, length: number): ImageSize | undefined {
    try {
      for (const head of heads) {
        const found = imageSize(vault.readHead(path, head));
        if (found || length <= head) return found;
      }
    } catch {
      // It is gone, or may not be read: the page shows that in its place.
    }
    return undefined;
  }

  /** Undefined for what is no image, or none that says its size. */
  function of(path: string): ImageSize | undefined {
    const row = measurable.test(path) ? files.get(path) : undefined;
    if (!row) return undefined;
    const stamp = `${row.size} ${row.modified}`;
    const before = known.get(path);
    if (before?.stamp === stamp) return before.size;
    if (known.size >= limit) known.clear();
    const size = measure(path, row.size);
    known.set(path, { stamp, size });
    return size;
  }

  return {
    of,
    /** Of the images that a note shows, as its text was when it was last taken in. */
    in({ path }: Pick<Params<'note.read'>, 'path'>): NonNullable<Result<'note.read'>['images']> {
      const row = files.get(path);
      if (!row) return [];
      const until = performance.now() + share;
      const shown = links.embedded(row.id, ({ path }) => measurable.test(path));
      return shown.flatMap(({ kind, path: name, to }) => {
        const size = to === null || performance.now() > until ? undefined : of(to);
        return size ? [{ kind, name, ...size }] : [];
      });
    },
  };
}

export type ImageSizes = ReturnType<typeof createImageSizes>;
