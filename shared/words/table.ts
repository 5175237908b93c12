import { errorEnglish } from './error-en.ts';
import { errorChinese } from './error-zh-cn.ts';
import { findingEnglish } from './finding-en.ts';
import { findingChinese } from './finding-zh-cn.ts';
import { frontMatterEnglish } from './front-matter-en.ts';
import { frontMatterChinese } from './front-matter-zh-cn.ts';
import { fillMessage, type Language, type Message, type MessageParams } from './message.ts';
import { problemEnglish } from './problem-en.ts';
import { problemChinese } from './problem-zh-cn.ts';
import { queryEnglish } from './query-en.ts';
import { queryChinese } from './query-zh-cn.ts';

/** What the core has to say to a person, whichever host they sit at, in English. */
export const english = {
  ...errorEnglish,
  ...findingEnglish,
  ...frontMatterEnglish,
  ...problemEnglish,
  ...queryEnglish,
};

export type WordKey = keyof typeof english;

/** The same in Simplified Chinese. */
export const chinese: Record<WordKey, Message> = {
  ...errorChinese,
  ...findingChinese,
  ...frontMatterChinese,
  ...problemChinese,
  ...queryChinese,
};

/** Gives the words for a key, in one language. */
export type Tell = (key: WordKey, params?: MessageParams) => string;

const tables = { en: english, 'zh-CN': chinese };

export const createTell =
  (language: Language): Tell =>
  (key, params = {}) =>
    fillMessage(tables[language][key], params, language);
