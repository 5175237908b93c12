/** The index and its checks. */
import * as v from 'valibot';
import { count, nothing, problem, text } from '../shapes.ts';

export const indexCalls = {
  /** In plain words of `language`; without one in English, with what the parser of front matter says. */
  'check.run': {
    params: v.object({ language: v.optional(v.picklist(['en', 'zh-CN'])) }),
    result: v.object({ errors: v.array(problem), warnings: v.array(problem) }),
  },
  /**
   * Compare the index with one made anew. `compared`: what is said of a file in one respect (its links, its tags, its
   * words), each counted; `index` and `fresh`: the facts that only one of them has.
   */
  'check.index': {
    params: nothing,
    result: v.object({
      compared: count,
      different: count,
      /** The first of them. */
      differences: v.array(v.object({ path: text, kind: text, index: v.array(text), fresh: v.array(text) })),
      ms: v.number(),
    }),
  },
  'index.update': {
    params: v.object({ rebuild: v.optional(v.boolean()) }),
    result: v.object({
      notes: count,
      attachments: count,
      bytes: count,
      added: count,
      changed: count,
      removed: count,
      ms: v.number(),
    }),
  },
} as const;
