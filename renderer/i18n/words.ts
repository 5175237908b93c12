import { createContext, useContext } from 'react';
import { toErrorFrame } from '../../shared/contract/errors.ts';
import { localDate } from '../../shared/note/date.ts';
import { monthTitle, nearDate, shortDate } from './dates.ts';
import { en } from './en.ts';
import { frontMatterFault } from './front-matter-fault.ts';
import { fillMessage, formatNumber, type Language, type MessageParams } from './message.ts';
import type { MessageKey } from './messages.ts';
import { zhCN } from './zh-cn.ts';

/** Everything that is said to a person, in one language. */
export interface Words {
  language: Language;
  /** What is said is said of a folder of plain Markdown, not of a blog. */
  plain?: boolean;
  t(key: MessageKey, params?: MessageParams): string;
  /** What to say of something thrown. */
  error(error: unknown): string;
  date(date: string): string;
  /** Day and month, where the year is plain from what stands around. */
  day(date: string): string;
  nearDate(date: string): string;
  month(month: string): string;
  number(value: number): string;
}

const tables = { en, 'zh-CN': zhCN };

export function createWords(language: Language, now: () => Date = () => new Date()): Words {
  const t = (key: MessageKey, params: MessageParams = {}) =>
    fillMessage(tables[language][key], params, language);
  const today = () => localDate(now());
  return {
    language,
    t,
    error(error) {
      const { code, message, data } = toErrorFrame(error);
      if (code === 'invalid-query') return t('error.invalid-query', { message: faultOf(t, message, data) });
      if (code === 'invalid-name') return nameError(t, message, data);
      const key = `error.${code}` as const;
      const said = code === 'invalid-front-matter' ? frontMatterFault(message, t) : message;
      if (typeof data.path === 'string' && data.path !== '')
        return t(key, { message: said, path: data.path });
      // Words that name a path say nothing without one.
      const text = t(key, { message: said });
      return text.includes('{path}') ? said : text;
    },
    date: (date) => shortDate(date, language, today()),
    day: (date) => shortDate(date, language, date),
    nearDate: (date) => nearDate(date, language, today()),
    month: (month) => monthTitle(month, language),
    number: (value) => formatNumber(value, language),
  };
}

export const WordsContext = createContext<Words | undefined>(undefined);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords outside of WordsContext');
  return words;
}

const nameFaults = ['empty', 'dot', 'control', 'character', 'ending', 'reserved', 'long'] as const;

/** What is wrong with a query. */
export function faultOf(t: Words['t'], message: string, { fault, gaps }: Record<string, unknown>): string {
  const key = `query.${String(fault)}`;
  return key in en ? t(key as MessageKey, gaps as MessageParams) : message;
}

/** A name that was refused: why, and one like it that would do. */
function nameError(t: Words['t'], message: string, data: Record<string, unknown>): string {
  const why = nameFaults.find((each) => each === data.why);
  const [name, bad, offer] = [data.name, data.bad, data.offer].map((each) =>
    typeof each === 'string' ? each : '',
  );
  if (!why || (offer === '' && why !== 'empty')) return t('error.invalid-name', { message });
  return t(`name.${why}`, { name: name ?? '', bad: bad ?? '', offer: offer ?? '' });
}
