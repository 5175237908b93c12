import { applyEdits, type TextEdit } from '../text/edit.ts';
import type { Block } from './facts.ts';
import { scanNote } from './scan/scan-note.ts';

/** An id of six letters and digits for a text: the same for the same text, another for most others. */
export function blockIdFor(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36).padStart(6, '0').slice(-6);
}

/** The same, as an id that no block of these has yet. */
export function freeBlockId(text: string, blocks: readonly Block[]): string {
  const taken = new Set(blocks.map(({ id }) => id?.toLowerCase()));
  for (let salt = ''; ; salt += ' ') {
    const id = blockIdFor(text + salt);
    if (!taken.has(id)) return id;
  }
}

/**
 * The edit that gives a block an id: at its end, or for a table, a fence or other such block on a line below it.
 * Undefined where a second look shows that the block would not have it, as inside a footnote.
 */
export function blockIdEdit(
  text: string,
  blocks: readonly Block[],
  index: number,
  id: string,
): TextEdit | undefined {
  const block = blocks[index];
  if (!block || block.kind === 'heading' || block.id !== undefined) return undefined;
  const inside = /^(?:paragraph|list-item|quote)$/.test(block.kind);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const at = inside ? block.span.to : endOfWhole(blocks, index);
  const after = /^(?:$|\r?\n[ \t]*(?:\r?\n|$))/.test(text.slice(at)) ? '' : newline;
  const insert = inside ? ` ^${id}` : `${newline}${newline}^${id}${after}`;
  const edit = { from: at, to: at, insert };
  const named = scanNote(applyEdits(text, [edit]), '').blocks.find((one) => one.id === id);
  return named?.span.from === block.span.from ? edit : undefined;
}

/** A table is one thing, its rows are blocks. */
function endOfWhole(blocks: readonly Block[], index: number): number {
  let last = index;
  while (blocks[last]?.kind === 'table-row' && blocks[last + 1]?.kind === 'table-row') last++;
  return blocks[last]?.span.to ?? 0;
}
