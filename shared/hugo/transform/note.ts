import type { Tree } from '@lezer/common';
import type { NoteFacts, Span } from '../../note/facts.ts';
import { noteParser } from '../../note/grammar.ts';
import { onlyStretches } from '../../note/pieces.ts';
import { unixLines } from '../goldmark.ts';
import type { NoteSource } from './context.ts';

/**
 * A note with its syntax tree, which is made when it is asked for, and not held longer than it is used: it is many
 * times as large as the text. `text` is without a byte order mark, as the
 * text of which the facts were read.
 */
export function openNote(path: string, text: string, facts: NoteFacts): NoteSource {
  let held: WeakRef<Tree> | undefined;
  return {
    path,
    text,
    facts,
    get tree() {
      const tree = held?.deref() ?? noteParser.parse(unixLines(text));
      if (held?.deref() !== tree) held = new WeakRef(tree);
      return tree;
    },
  };
}

/** The syntax tree of a note as if it held nothing but these stretches, each where it is. */
export const parseStretches = (text: string, stretches: readonly Span[]): Tree =>
  noteParser.parse(unixLines(onlyStretches(text, stretches)));
