import { mergeText } from '../../../shared/text/merge.ts';
import type { RecoveryCopy } from './recovery-copy.ts';

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

export interface Recovered {
  text: string;
  conflicts: number;
}

/** What a note should hold where windows that are gone have left texts of it. */
export function recovered(disk: Base, copies: readonly Omit<RecoveryCopy, 'time' | 'owner'>[]): Recovered {
  let all: Recovered = { text: disk.text, conflicts: 0 };
  for (const copy of copies) {
    const base = copy.hash === disk.hash ? disk.text : copy.base;
    const { text, conflicts } = reconcile(base, copy.text, all.text);
    all = { text, conflicts: all.conflicts + conflicts };
  }
  return all;
}
