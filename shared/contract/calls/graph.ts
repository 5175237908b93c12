/** The graph: notes, and what joins them. */
import * as v from 'valibot';
import { count, counts, limit, path, text, texts } from '../shapes.ts';

export const graphCalls = {
  /**
   * Notes and what joins them, to be drawn: of the whole vault, or of what lies around one note. `link`: links, and
   * mentions that are no links where wanted. `topic`: notes that are linked or mentioned in the same blocks, by the
   * number of these blocks. The same vault gives the same answer, nodes in the order of their paths.
   */
  'graph.read': {
    params: v.object({
      by: v.picklist(['link', 'topic']),
      mentions: v.optional(v.boolean()),
      center: v.optional(path),
      /** Steps away from the centre; 1 where not given. */
      depth: v.optional(v.pipe(count, v.integer(), v.minValue(1), v.maxValue(3))),
      /** Follow links from the centre, links to it, or both. */
      direction: v.optional(v.picklist(['both', 'out', 'in'])),
      /** Only notes that this finds, and the centre. */
      query: v.optional(text),
      /** A note is of the first group whose query finds it; an empty query finds none. */
      groups: v.optional(v.pipe(v.array(text), v.maxLength(20))),
      /** These four count by links alone. */
      tags: v.optional(v.boolean()),
      unresolved: v.optional(v.boolean()),
      attachments: v.optional(v.boolean()),
      /** Nodes that nothing joins; true where not given. */
      orphans: v.optional(v.boolean()),
      /** Nodes at most, those with most neighbours (around a note, the nearest) first; 20,000 where not given. */
      limit,
    }),
    result: v.object({
      /** As columns, a place for each node. */
      nodes: v.object({
        /** Path of a file; `#tag`; `[[name]]` of what links name and is not there. */
        keys: texts,
        names: texts,
        /** 0 note, 1 attachment, 2 not there, 3 tag. */
        kinds: counts,
        /** Place of its group, or -1. */
        groups: counts,
      }),
      /** Threes of numbers: from which node, to which, how often. A pair may stand there in both directions. */
      edges: counts,
      /** Place of the centre among the nodes, or -1. */
      center: count,
      /** Nodes that did not fit. */
      left: count,
    }),
  },
} as const;
