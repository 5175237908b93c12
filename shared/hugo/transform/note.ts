import type { Tree } from '@lezer/common';
import type { NoteFacts } from '../../note/facts.ts';
import { noteParser } from '../../note/grammar.ts';
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
