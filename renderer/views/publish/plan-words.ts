import type { PlanEntry } from '../../../shared/contract/api.ts';
import { basename, dirname, stem } from '../../../shared/text/path.ts';
import { en } from '../../i18n/en.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import type { Words } from '../../i18n/words.ts';

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

/** The reason of an edit, from the name of its rule. */
export function ruleWords(rule: string, words: Words): string {
  const key = `rule.${rule}`;
  return isKey(key) ? words.t(key) : rule;
}

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
