export type Language = 'en' | 'zh-CN';

/** A text with `{name}` gaps; where a count `n` changes the words, one text for one and one for others. */
export type Message = string | { one: string; other: string };
export type MessageParams = Record<string, string | number>;

// Each takes most of a millisecond to make.
const numbers = { en: new Intl.NumberFormat('en'), 'zh-CN': new Intl.NumberFormat('zh-CN') };
const plurals = { en: new Intl.PluralRules('en'), 'zh-CN': new Intl.PluralRules('zh-CN') };

/** A number as the language writes it. */
export function formatNumber(value: number, language: Language): string {
  return numbers[language].format(value);
}

/** Fill the gaps of a message. Numbers are written as the language writes them. */
export function fillMessage(message: Message, params: MessageParams, language: Language): string {
  const text = typeof message === 'string' ? message : pluralForm(message, params, language);
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = params[name];
    if (value === undefined) return gap;
    return typeof value === 'number' ? formatNumber(value, language) : value;
  });
}

function pluralForm(message: { one: string; other: string }, params: MessageParams, language: Language) {
  const count = Number(params.n ?? 0);
  return plurals[language].select(count) === 'one' ? message.one : message.other;
}

/** The language to speak: the chosen one, else the first of the system's that we have, else English. */
export function pickLanguage(chosen: Language | 'system', system: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of system) {
    const lower = tag.toLowerCase();
    if (lower.startsWith('zh')) return 'zh-CN';
    if (lower.startsWith('en')) return 'en';
  }
  return 'en';
}
