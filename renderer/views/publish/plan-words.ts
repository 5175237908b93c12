import type { Diagnostic } from '../../../shared/contract/api.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import type { Words } from '../../i18n/words.ts';
import { readReason } from '../../state/plan-reason.ts';

/** The words for a target: of a folder of plain Markdown what is otherwise said of a blog. */
export function wordsFor(format: 'hugo' | 'commonmark', words: Words): Words {
  if (format === 'hugo') return words;
  const t: Words['t'] = (key, params) => {
    const plain = `plain.${key}`;
    return words.t(isKey(plain) ? plain : key, params);
  };
  return { ...words, t, plain: true };
}

/** What to say of a diagnostic: our words for its code in the person's language, else the message it came with. */
export function diagnosticWords(diagnostic: Diagnostic, words: Words): string {
  const key = `diagnostic.${diagnostic.code}`;
  const own = words.language !== 'en' || (words.plain && isKey(`plain.${key}`));
  return own && isKey(key) ? words.t(key) : diagnostic.message;
}

/** The reason of an entry of the plan, in the person's language where it is one that we know. */
export function reasonWords(reason: string, words: Words): string {
  const parts = readReason(reason);
  if (!parts) return reason;
  const texts = parts.map(({ key, params }) => {
    const { name } = params;
    // A reason may hold another one.
    const inner = typeof name === 'string' && key === 'reason.unselected' ? reasonWords(name, words) : name;
    return words.t(key, inner === undefined ? params : { ...params, name: inner });
  });
  return texts.join(words.t('publish.reason-join'));
}

/** The reason of an edit, from the name of its rule. */
export function ruleWords(rule: string, words: Words): string {
  const key = `rule.${rule}`;
  return isKey(key) ? words.t(key) : rule;
}

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
