/** Text that moves from note to note, with the links to it. */
import * as v from 'valibot';
import { change, count, path, text } from '../shapes.ts';

/** A place in a saved note. */
const at = v.object({ line: count, column: count });

export const composeCalls = {
  /**
   * Move a part of a note into another one, new or at the end of one that is there, and leave a link, an embed or
   * nothing. Links to headings and blocks in it follow. One undo.
   */
  'note.extract': {
    params: v.object({
      path,
      from: at,
      to: at,
      /** Of the other note. */
      target: path,
      leave: v.picklist(['link', 'embed', 'nothing']),
      dryRun: v.optional(v.boolean()),
    }),
    result: change,
  },
  /**
   * Send a paragraph (a list item with its children, a table, a section) to the note of a topic: under one of its
   * headings, made where it is not there, or to its end. A note that is not there is made. One undo.
   */
  'block.send': {
    params: v.object({
      path,
      /** A line of it. */
      line: count,
      /** What stands on that line: where it does not, it is a `conflict`. */
      text: v.optional(text),
      /** The other note. */
      target: path,
      heading: v.optional(text),
      /** `embed`: it stays, and the other note shows it. */
      what: v.picklist(['move', 'copy', 'embed']),
      /** Of what is moved; `link` where not given. It leads to the very block, which gets an id. */
      leave: v.optional(v.picklist(['link', 'embed', 'nothing'])),
      dryRun: v.optional(v.boolean()),
    }),
    result: change,
  },
  /** Every section under a heading of this level becomes a note of its own, with a link in its place. */
  'note.split': {
    params: v.object({
      path,
      level: v.pipe(count, v.minValue(1), v.maxValue(6)),
      dryRun: v.optional(v.boolean()),
    }),
    result: change,
  },
  /** Put a note at the end of another one, let its links follow, and put it into the trash. */
  'note.merge': {
    params: v.object({ path, target: path, dryRun: v.optional(v.boolean()) }),
    result: change,
  },
  /** Give a block another id; every link to it follows. */
  'block.rename': {
    params: v.object({ path, id: text, to: text, dryRun: v.optional(v.boolean()) }),
    result: change,
  },
} as const;
