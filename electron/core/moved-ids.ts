import { fragmentParts } from '../../shared/link/resolve.ts';
import type { Block, Span } from '../../shared/note/facts.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { blockIdAt } from './block-rename.ts';

export interface MovedIds {
  /** Give the blocks other ids; offsets in the note that they are taken from. */
  edits: TextEdit[];
  /** The fragment by which a block is found now; undefined where it is the old one. */
  fragment(old: string): string | undefined;
}

/**
 * Other ids for those blocks of a part whose ids the other note has already: there the first one would be found.
 * @param blocks those of `text`, the note that the part is taken from
 * @param there those of the other note
 */
export function moveIds(
  text: string,
  { from, to }: Span,
  blocks: readonly Block[],
  there: readonly Block[],
): MovedIds {
  const taken = new Set([...blocks, ...there].flatMap(({ id }) => id?.toLowerCase() ?? []));
  const clashes = new Set(there.flatMap(({ id }) => id?.toLowerCase() ?? []));
  const fresh = new Map<string, string>();
  const edits = blocks.flatMap(({ id, span }): TextEdit[] => {
    const key = id?.toLowerCase();
    if (id === undefined || key === undefined || !clashes.has(key) || fresh.has(key)) return [];
    if (span.from < from || span.from >= to) return [];
    let count = 2;
    while (taken.has(`${key}-${count}`)) count++;
    const at = blockIdAt(text, span.from, id, `${id}-${count}`);
    if (at === undefined || at >= to) return [];
    fresh.set(key, `${id}-${count}`);
    taken.add(`${key}-${count}`);
    return [{ from: at, to: at + id.length, insert: `${id}-${count}` }];
  });
  return {
    edits,
    fragment(old) {
      const last = fragmentParts(old).at(-1);
      const id = last?.startsWith('^') ? fresh.get(last.slice(1).toLowerCase()) : undefined;
      return id === undefined ? undefined : `^${id}`;
    },
  };
}
