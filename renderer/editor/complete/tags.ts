import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Result } from '../../../shared/contract/api.ts';
import { editorHost } from '../host.ts';
import { openTagAt } from './where.ts';

/** Suggestions for the tag that is being typed; null where there is none. */
export async function completeTag(context: CompletionContext): Promise<CompletionResult | null> {
  const host = context.state.facet(editorHost);
  const open = openTagAt(context.state, context.pos);
  if (!host || !open || (open.query === '' && !context.explicit)) return null;
  const tags = await host.client
    .call('complete.tag', { query: open.query })
    .catch((): Result<'complete.tag'> => []);
  const options = tags.map(({ tag, notes }) => ({
    label: tag,
    detail: host.t('editor.completeTag', { n: notes }),
    type: 'tag',
  }));
  return options.length > 0 ? { from: open.from, filter: false, options } : null;
}
