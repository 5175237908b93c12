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
  /** The quick switcher; `#` in the query asks for headings, of all notes or of those named before it; an empty query gives the notes changed last. */
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
        /** Of a heading. */
        line: v.optional(count),
      }),
    ),
  },
  /** What a replacement in the whole vault would change; nothing is changed yet. */
  'replace.plan': {
    params: v.object({ query: text, replacement: text, preserveCase: v.optional(v.boolean()) }),
    result: v.object({
      notes: v.array(
        v.object({
          path,
          title: text,
          /** Of the text that the places are in. */
          hash: text,
          places: v.array(
            v.object({
              from: count,
              to: count,
              line: count,
              /** Around it in its line. */
              before: text,
              found: text,
              insert: text,
              after: text,
            }),
          ),
        }),
      ),
      places: count,
      /** There are more than one change takes. */
      more: v.boolean(),
    }),
  },
  /** Replace chosen places of a plan as one change, which `file.undo` takes back; `conflict` where a note is another by now. */
  'replace.apply': {
    params: v.object({
      query: text,
      replacement: text,
      preserveCase: v.optional(v.boolean()),
      notes: v.array(v.object({ path, hash: text, from: v.array(count) })),
    }),
    result: v.object({ notes: count, places: count }),
  },
} as const;
