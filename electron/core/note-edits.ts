import type { Change } from '../../shared/contract/api.ts';
import { applyEdits, type TextEdit } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import type { NoteFile } from '../vault/vault.ts';
import type { Pace } from './pace.ts';

/** Edits of one note, planned against the file as it is. */
export interface NoteEdits {
  path: string;
  file: NoteFile;
  edits: TextEdit[];
}

/** Each changed line once, before and after. */
export function describeEdits({ path, file, edits }: NoteEdits): Change['edits'] {
  const lines = new LineIndex(file.text);
  const byLine = Map.groupBy(edits, (edit) => lines.line(edit.from));
  return [...byLine].map(([line, own]) => {
    const from = lines.start(line);
    const to = Math.max(lines.end(line), ...own.map((edit) => edit.to));
    const before = file.text.slice(from, to);
    const local = own.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
    return { path, line, before, after: applyEdits(before, local) };
  });
}

/** The same of very many notes, with other calls let in between. */
export async function describeAll(edits: readonly NoteEdits[], pace: Pace): Promise<Change['edits']> {
  const described: Change['edits'] = [];
  for (const [index, one] of edits.entries()) {
    described.push(...describeEdits(one));
    await pace.rest(index, edits.length);
  }
  return described;
}
