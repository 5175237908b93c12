import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Result } from '../../../shared/contract/api.ts';
import { editorHost } from '../host.ts';
import { isVerbatim, typedBefore } from './where.ts';

/** `:` where no word or number stands before it, then two letters or a Han character; `：` begins none after text. */
const opening = /(?:^|[\s，。！？；（）])(?:^：|:)((?:[a-z0-9_+-]{2}|\p{sc=Han})[\p{L}\p{N}_+-]*)$/u;

/** Emoji by their names; the character itself is put in. */
export async function completeEmoji(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos } = context;
  const host = state.facet(editorHost);
  const query = typedBefore(state, pos, opening);
  if (!host || query === undefined || isVerbatim(state, pos)) return null;
  const language = host.t('editor.language') === 'zh-CN' ? 'zh-CN' : 'en';
  const found = await host.client
    .call('complete.emoji', { query, language })
    .catch((): Result<'complete.emoji'> => []);
  if (found.length === 0) return null;
  const options = found.map(({ emoji, name, code }) => ({
    label: `${emoji} ${name}`,
    detail: `:${code}:`,
    type: 'emoji',
    apply: emoji,
  }));
  return { from: pos - query.length - 1, filter: false, options };
}
