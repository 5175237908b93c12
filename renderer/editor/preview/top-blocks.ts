import type { ChangeDesc } from '@codemirror/state';
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';

/** The tree before a change and after it, and what changed; no `changes` where only more was parsed. */
export interface TreeChange {
  before: Tree;
  after: Tree;
  changes: ChangeDesc | undefined;
}

/**
 * Blocks at the top of the tree that are not what they were: those near a change, up to the first that the parser took
 * over as it was, and those that were parsed only now. What it costs goes by the change, not by the note.
 */
export function changedBlocks(change: TreeChange): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const { before, after, changes } = change;
  let done = -1;
  const walk = (from: number, to: number) => {
    for (let node = startAt(change, from); node; node = node.nextSibling) {
      if (node.from < done) continue;
      const old = node.from > to && wasThere(node, change);
      if (old && node.from > to) return;
      if (!old) found.push(node);
      done = node.to;
    }
  };
  changes?.iterChangedRanges((_fromA, _toA, fromB, toB) => walk(fromB, toB));
  const parsed = changes ? changes.mapPos(Math.min(before.length, changes.length)) : before.length;
  // A parse that was cut off within the last block may have given that block its full length already.
  if (after.length >= parsed) walkNew(parsed, change, found, done);
  return found;
}

/** What was parsed beyond the end of what had been: all of it, but for what is there already. */
function walkNew(parsed: number, change: TreeChange, found: SyntaxNode[], done: number): void {
  for (let node = startAt(change, parsed); node; node = node.nextSibling) {
    if (node.from >= done && !wasThere(node, change)) found.push(node);
  }
}

/**
 * The block before the one at `pos`, since a change can join the two, or one before that: the parser makes some of what
 * comes before a change anew as well, and a formula that ends there can begin above.
 */
function startAt(change: TreeChange, pos: number): SyntaxNode | null {
  const { topNode } = change.after;
  let at = topNode.childBefore(pos + 1) ?? topNode.firstChild;
  at = at?.prevSibling ?? at;
  while (at?.prevSibling && !wasThere(at, change)) at = at.prevSibling;
  return at;
}

/** Whether the parser took over a block with all that is in it. */
function wasThere(node: SyntaxNode, { before, changes }: TreeChange): boolean {
  const pos = changes ? changes.invertedDesc.mapPos(node.from, 1) : node.from;
  const old = before.topNode.childAfter(pos);
  return old !== null && old.from === pos && old.tree !== null && old.tree === node.tree;
}

/** A block with all lines that it stands on. */
export function linesOf(
  doc: { lineAt(pos: number): { from: number; to: number } },
  { from, to }: Span,
): Span {
  return { from: doc.lineAt(from).from, to: doc.lineAt(to).to };
}
