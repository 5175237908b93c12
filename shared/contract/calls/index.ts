/** The index and its checks. */
import * as v from 'valibot';
import { count, nothing, problem } from '../shapes.ts';

export const indexCalls = {
  'check.run': {
    params: nothing,
    result: v.object({ errors: v.array(problem), warnings: v.array(problem) }),
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
