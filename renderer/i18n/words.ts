import { createContext, useContext } from 'react';
import { localDate } from '../../shared/note/date.ts';
import { errorWords } from '../../shared/words/error-words.ts';
import { fillMessage, formatNumber, type Language, type MessageParams } from '../../shared/words/message.ts';
import { monthTitle, nearDate, shortDate } from './dates.ts';
import { en } from './en.ts';
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
    error: (error) => errorWords(error, t),
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
