/** Search, the quick switcher, completion. */
import * as v from 'valibot';
import { count, hit, limit, path, range, text } from '../shapes.ts';

export const searchCalls = {
  'search.query': {
    params: v.object({
      query: text,
      limit,
      sort: v.optional(v.picklist(['relevance', 'name', 'modified', 'created'])),
      /** Lines shown of each note; 5 where not given. */
      lines: limit,
    }),
    result: v.object({
      /** Of the exact hits. */
      total: count,
      ms: v.number(),
      hits: v.array(hit),
      /** Found by pinyin, or in the other form of the characters: not counted. */
      similar: v.array(hit),
      /** Only where nothing was found: queries that may have been meant. */
      suggestions: v.optional(v.array(text)),
    }),
  },
  /** The quick switcher; an empty query gives the notes opened or changed last. */
  'switch.query': {
    params: v.object({ query: text, limit }),
    result: v.array(
      v.object({
        path,
        name: text,
        title: text,
        score: v.number(),
        via: v.picklist(['name', 'title', 'alias', 'heading', 'pinyin']),
        /** The text that matched (an alias, a heading), and where. */
        matched: text,
        ranges: v.array(range),
      }),
    ),
  },
} as const;
