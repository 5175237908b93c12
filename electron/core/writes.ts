import { applyEdits } from '../../shared/text/edit.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { FileChange } from '../disk/file-change.ts';
import type { NoteFile } from '../vault/vault.ts';
import type { NoteEdits } from './note-edits.ts';

type Write = FileChange['writes'][number];

/** One file that a change writes, whole. */
export interface Written {
  path: string;
  before: string;
  after: string;
  /** Of what stood there before. */
  hash: string;
}

export function planWrite({ path, file, edits }: NoteEdits): Written {
  const before = withMark(file, file.text);
  return { path, before, after: withMark(file, applyEdits(file.text, edits)), hash: hashOf(before) };
}

export const stepOf = ({ path, hash, after }: Written): Write => ({ path, before: hash, text: after });

export function step(path: string, before: string, after: string): Write {
  return { path, before: hashOf(before), text: after };
}

/** As it stands on the disk. */
export const withMark = ({ bom }: NoteFile, text: string) => (bom ? `\uFEFF${text}` : text);
const hashOf = (text: string) => hashBytes(Buffer.from(text));
