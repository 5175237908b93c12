import { mergeText } from '../../../shared/text/merge.ts';

/** A text as it stood on disk. */
export interface Base {
  text: string;
  hash: string;
}

export interface Reconciled {
  text: string;
  /** Both sides had changes. */
  merged: boolean;
  /** Places where both sides changed the same words: both are kept. */
  conflicts: number;
}

/**
 * What the document should hold once the disk holds something else than it began from.
 * Without a `base` (its text was not kept), differing texts are both kept whole.
 */
export function reconcile(base: string | undefined, ours: string, theirs: string): Reconciled {
  if (ours === theirs || base === theirs) return { text: ours, merged: false, conflicts: 0 };
  if (base === ours) return { text: theirs, merged: false, conflicts: 0 };
  const { text, conflicts } = mergeText(base ?? '', ours, theirs);
  return { text, merged: true, conflicts: conflicts.length };
}

/** Whether a text found on disk could be one that another program has begun to write: what we know, without its end. */
export function isCut(found: string, known: string | undefined): boolean {
  return known !== undefined && found.length < known.length && known.startsWith(found);
}
