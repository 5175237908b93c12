import type { NoteFacts } from '../../note/facts.ts';
import { noteParser } from '../../note/grammar.ts';
import { unixLines } from '../goldmark.ts';
import type { NoteSource } from './context.ts';

/** A note with its syntax tree. `text` is without a byte order mark, as the text of which the facts were read. */
export function openNote(path: string, text: string, facts: NoteFacts): NoteSource {
  return { path, text, facts, tree: noteParser.parse(unixLines(text)) };
}
