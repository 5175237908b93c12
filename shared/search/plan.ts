import { fold } from '../text/fold.ts';
import { ftsPhrase, runs } from '../text/tokens.ts';
import type { Query, QueryNode, Term } from './syntax.ts';

/** What can be asked of the index before any file is read. Each is a superset of the hits; the matcher decides. */
export interface Prefilter {
  /** Folded; the folded path of every hit holds each of them. */
  paths: string[];
  /** Folded, without `#`; every hit has each of them, or one below it. */
  tags: string[];
}

/**
 * The FTS5 expression that finds a superset of the hits, over columns that hold names, titles, aliases, tags and the
 * whole text. Undefined: it cannot be narrowed that way, and every file is to be looked at.
 */
export function ftsPlan(query: Query): string | undefined {
  return plan(query.root);
}

function plan(node: QueryNode): string | undefined {
  switch (node.kind) {
    case 'and':
      return join(
        node.nodes.map(plan).filter((part) => part !== undefined),
        ' AND ',
      );
    case 'or': {
      const parts = node.nodes.map(plan);
      const known = parts.filter((part) => part !== undefined);
      return known.length === parts.length ? join(known, ' OR ') : undefined;
    }
    case 'term':
      return planTerm(node);
    case 'field':
      return node.field === 'file' || node.field === 'path' ? undefined : plan(node.node);
    case 'code': {
      const parts = [ftsPhrase(node.lang), node.node && plan(node.node)];
      return join(
        parts.filter((part) => part !== undefined),
        ' AND ',
      );
    }
    case 'tag':
      return ftsPhrase(node.tag);
    default:
      return undefined;
  }
}

function planTerm({ text, inside }: Term): string | undefined {
  if (!inside) return ftsPhrase(text);
  // The first word may be the end of a longer one, which the index cannot find; what follows it is whole.
  const folded = fold(text);
  const [first] = runs(folded);
  if (!first || first.cjk) return ftsPhrase(text);
  return ftsPhrase(folded.slice(first.to));
}

function join(parts: readonly string[], operator: string): string | undefined {
  if (parts.length < 2) return parts[0];
  return `(${parts.join(operator)})`;
}

/** What the query says of path and tags for every hit. */
export function prefilter(query: Query): Prefilter {
  const filter: Prefilter = { paths: [], tags: [] };
  const nodes = query.root.kind === 'and' ? query.root.nodes : [query.root];
  for (const node of nodes) {
    if (node.kind === 'tag') filter.tags.push(fold(node.tag));
    if (node.kind !== 'field') continue;
    const { field, node: inner } = node;
    if ((field === 'file' || field === 'path') && inner.kind === 'term') filter.paths.push(fold(inner.text));
  }
  return filter;
}
