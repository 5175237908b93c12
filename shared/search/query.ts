import { readBranches } from './branch.ts';
import { queryFault } from './faults.ts';
import { readLeaf } from './leaf.ts';
import { Reader } from './reader.ts';
import type { Query, QueryNode, Term } from './syntax.ts';

export type { Query } from './syntax.ts';

const maxLength = 10_000;

/**
 * Read a query in the language of SEARCH.md.
 * Throws `invalid-query` with `{from, to}`, UTF-16 offsets into `text`, and what is wrong (see `queryFaults`).
 */
export function parseQuery(text: string): Query {
  if (text.length > maxLength) {
    throw queryFault('too-long', { from: maxLength, to: text.length }, { most: maxLength });
  }
  const reader = new Reader(text);
  reader.skipSpace();
  if (reader.atEnd) reader.fail('empty', 0, text.length);
  return { text, root: readBranches(reader, readLeaf, { joinAnd: gatherCode }) };
}

/** `lang:` takes the text that stands beside it: what follows up to the next `lang:`, and for the first also what precedes. */
function gatherCode(nodes: QueryNode[]): QueryNode[] {
  if (!nodes.some((node) => node.kind === 'code')) return nodes;
  const rest: QueryNode[] = [];
  const groups: { lang: string; texts: QueryNode[] }[] = [];
  const before: QueryNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'code' && !node.node) groups.push({ lang: node.lang, texts: [] });
    else if (!isTextual(node)) rest.push(node);
    else (groups.at(-1)?.texts ?? before).push(node);
  }
  groups[0]?.texts.unshift(...before);
  for (const { lang, texts } of groups) {
    const [only] = texts;
    const node = texts.length > 1 ? { kind: 'and' as const, nodes: texts } : only;
    rest.push({ kind: 'code', lang, node });
  }
  return rest;
}

/** Whether a node asks of text alone, so that it can be asked of a part of a note. */
function isTextual(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isTextual);
  if (node.kind === 'not') return isTextual(node.node);
  return node.kind === 'term' || node.kind === 'regex';
}

/** The terms that a hit must or may hold, in the order of the query; what must not be there is left out. */
export function positiveTerms({ root }: Query): Term[] {
  const found: Term[] = [];
  const visit = (node: QueryNode | undefined): void => {
    if (node?.kind === 'term' && node.text !== '') found.push(node);
    else if (node?.kind === 'and' || node?.kind === 'or') node.nodes.forEach(visit);
    else if (node?.kind === 'field' || node?.kind === 'code') visit(node.node);
  };
  visit(root);
  return found.sort((a, b) => a.span.from - b.span.from);
}
