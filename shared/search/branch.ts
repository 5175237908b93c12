import type { LeafContext, Reader } from './reader.ts';
import type { Branch } from './syntax.ts';

export interface BranchOptions<L> {
  /** The bracket that ends it; undefined: the end of the query. The reader is left behind it. */
  close?: ')' | ']';
  /** Offset of the opening bracket, for the message where the closing one is missing. */
  open?: number;
  context?: LeafContext;
  /** Last word over what stands side by side. */
  joinAnd?: (nodes: Branch<L>[]) => Branch<L>[];
}

/** Reads one leaf of a language of terms; `group` reads what is in parentheses. */
export type ReadLeaf<L> = (reader: Reader, context: LeafContext) => Branch<L>;

const maxDepth = 60;
const defaultContext: LeafContext = { matchCase: false, within: undefined, close: undefined, depth: 0 };

/** `a b` (and), `OR`, `-` and `( )` over the leaves that `leaf` reads. Throws `invalid-query`. */
export function readBranches<L>(
  reader: Reader,
  leaf: ReadLeaf<L>,
  options: BranchOptions<L> = {},
): Branch<L> {
  const outer = options.context ?? defaultContext;
  const context = { ...outer, close: options.close === ']' ? ']' : outer.close, depth: outer.depth + 1 };
  if (context.depth > maxDepth) {
    reader.fail('too-deep', options.open ?? reader.position, reader.position + 1);
  }
  const alternatives: Branch<L>[] = [];
  for (;;) {
    alternatives.push(readAnd(reader, leaf, options, context));
    if (reader.skipSpace().at('OR')) reader.position += 2;
    else break;
  }
  close(reader, options);
  const [only] = alternatives;
  return alternatives.length === 1 && only !== undefined ? only : { kind: 'or', nodes: alternatives };
}

function readAnd<L>(
  reader: Reader,
  leaf: ReadLeaf<L>,
  options: BranchOptions<L>,
  context: LeafContext,
): Branch<L> {
  const nodes: Branch<L>[] = [];
  while (!reader.skipSpace().atEnd && !reader.at(')') && !(context.close && reader.at(context.close))) {
    if (isOr(reader, nodes.length)) break;
    nodes.push(readUnary(reader, leaf, options, context));
  }
  if (nodes.length === 0) failEmpty(reader, options);
  const joined = options.joinAnd ? options.joinAnd(nodes) : nodes;
  const [only] = joined;
  return joined.length === 1 && only !== undefined ? only : { kind: 'and', nodes: joined };
}

/** A query of nothing but the two letters looks for them. */
const isOr = (reader: Reader, before: number) =>
  reader.atOperatorOr() && !(before === 0 && reader.text.trim() === 'OR');

function readUnary<L>(
  reader: Reader,
  leaf: ReadLeaf<L>,
  options: BranchOptions<L>,
  context: LeafContext,
): Branch<L> {
  // `--dry-run`, `->` and a lone `-` are text; people look for them.
  if (/-[^\s\->)\]]/y.test(reader.ahead(2))) {
    const from = reader.position++;
    if (context.depth > maxDepth) reader.fail('too-deep', from, reader.position);
    return { kind: 'not', node: readUnary(reader, leaf, options, { ...context, depth: context.depth + 1 }) };
  }
  if (!reader.at('(')) return leaf(reader, context);
  const open = reader.position++;
  return readBranches(reader, leaf, { close: ')', open, context, joinAnd: options.joinAnd });
}

function failEmpty<L>(reader: Reader, { close, open }: BranchOptions<L>): never {
  const here = reader.position;
  if (reader.atOperatorOr()) return reader.fail('before-or', here, here + 2);
  if (/OR\s*$/.test(reader.text.slice(0, here))) {
    const from = reader.text.lastIndexOf('OR', here);
    return reader.fail('after-or', from, from + 2);
  }
  if (reader.atEnd && close) return failUnclosed(reader, open ?? here, close);
  if (close && open !== undefined) return reader.fail('brackets', open, here + 1);
  return reader.fail('unexpected', here, here + 1, { sign: reader.ahead(1) });
}

function close<L>(reader: Reader, options: BranchOptions<L>): void {
  const here = reader.skipSpace().position;
  if (options.close && reader.at(options.close)) reader.position++;
  else if (options.close && reader.atEnd) failUnclosed(reader, options.open ?? here, options.close);
  else if (!reader.atEnd) reader.fail('unexpected', here, here + 1, { sign: reader.ahead(1) });
}

function failUnclosed(reader: Reader, open: number, bracket: string): never {
  return reader.fail('open', open, open + 1, { sign: bracket });
}
