import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../shared/hugo/settings.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { createReadOnce, fileHash, fileStamp } from './memory.ts';
import { isPicture, saysWhere, withoutMetadata } from './picture-data.ts';
import type { PublishSource } from './source.ts';

/** The attachments of a vault as one target publishes them. */
export interface AttachmentReader {
  /** Of an attachment as it is published. */
  attachmentHash(path: string): string;
  /** As it is published: a picture without what it says of itself, where the target wants that. */
  attachment(path: string): Uint8Array;
  /** What readers get with an attachment that they may not be meant to: a script that runs, the place of a picture. */
  carries(path: string): 'script' | 'place' | undefined;
  /** Bytes of an attachment; 0 where it is gone. */
  attachmentSize(path: string): number;
}

const runsScript = /<script[\s>]|\son\w+\s*=|javascript:/i;

/** @param metadata what becomes of what pictures say of themselves; `keep` looks at none */
export function createAttachmentReader(
  source: PublishSource,
  metadata: Target['image_metadata'],
): AttachmentReader {
  const { memory } = source;
  const fileOf = (path: string) => join(source.vaultDir, path);
  const sizes = new Map<string, number>();

  function attachment(path: string): Uint8Array {
    const bytes = source.read(path);
    return metadata === 'strip' && isPicture(path) ? (withoutMetadata(bytes) ?? bytes) : bytes;
  }

  /** What is read of a file, once while the file is as it is. */
  function remembered<T>(table: string, path: string, read: () => T): T {
    const stats = statSync(fileOf(path), { throwIfNoEntry: false });
    if (!memory || !stats) return read();
    const known = memory.slot(table, () => createReadOnce<T>(memory.table(table)));
    return known.get(path, fileStamp(stats), read);
  }

  return {
    attachment,
    attachmentHash(path) {
      const hash = () => hashBytes(attachment(path));
      if (metadata === 'strip' && isPicture(path)) return remembered('stripped', path, hash);
      return fileHash(memory, fileOf(path), () => source.read(path)) ?? hash();
    },
    carries(path) {
      if (/\.svg$/i.test(path)) {
        const runs = () => runsScript.test(Buffer.from(source.read(path)).toString('utf8'));
        return remembered('scripts', path, runs) ? 'script' : undefined;
      }
      if (metadata === 'keep' || !isPicture(path)) return undefined;
      const places = () => saysWhere(attachment(path));
      const table = metadata === 'strip' ? 'places that stay' : 'places';
      return remembered(table, path, places) ? 'place' : undefined;
    },
    attachmentSize(path) {
      const size = sizes.get(path) ?? statSync(fileOf(path), { throwIfNoEntry: false })?.size ?? 0;
      sizes.set(path, size);
      return size;
    },
  };
}
