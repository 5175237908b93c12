import type { Diagnostic, PlanEntry } from '../../../shared/contract/api.ts';
import { basename, dirname, stem } from '../../../shared/text/path.ts';
import { en } from '../../i18n/en.ts';
import { frontMatterFault } from '../../i18n/front-matter-fault.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import type { Words } from '../../i18n/words.ts';
import { readFinding, readFix, readReason } from '../../state/plan-reason.ts';

/** The words for a target: of a folder of plain Markdown what is otherwise said of a blog. */
export function wordsFor(format: 'hugo' | 'commonmark', words: Words): Words {
  if (format === 'hugo') return words;
  const t: Words['t'] = (key, params) => {
    const plain = `plain.${key}`;
    return words.t(isKey(plain) ? plain : key, params);
  };
  return { ...words, t, plain: true };
}

/** What a page is called in a list: its file, or its folder where it is the page of that. */
export function entryName({ source, path }: Partial<Pick<PlanEntry, 'source' | 'path'>>): string {
  const file = source ?? path ?? '';
  const name = stem(file);
  return /^_?index$/.test(name) ? basename(dirname(file)) || name : name;
}

/** What to say of a diagnostic: our words for its message, else the message itself. */
export function diagnosticWords({ code, message }: Diagnostic, words: Words): string {
  // What Hugo says is not ours to read, but for the one thing that we say of it.
  if (code === 'HUGO-BUILD' && !message.startsWith('Hugo puts '))
    return words.t('finding.build', { message });
  if (code === 'FRONT-MATTER-INVALID')
    return words.t('finding.front-matter', { message: frontMatterFault(message, words.t) });
  const finding = readFinding(message);
  if (!finding) return message;
  const { why = '', ...params } = finding.params;
  return words.t(finding.key, { ...params, why: reasonWords(String(why), words) });
}

/** What the fix of a diagnostic does, for its button. */
export function fixWords(title: string, words: Words): string {
  const fix = readFix(title);
  return fix ? words.t(fix.key, fix.params) : words.t('publish.fix');
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
