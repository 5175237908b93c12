import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { monthTitle, nearDate, shortDate } from '../../../../renderer/i18n/dates.ts';
import { en } from '../../../../renderer/i18n/en.ts';
import { createWords } from '../../../../renderer/i18n/words.ts';
import { zhCN } from '../../../../renderer/i18n/zh-cn.ts';
import { AppError, errorCodes } from '../../../../shared/contract/errors.ts';
import { fillMessage, type Message, pickLanguage } from '../../../../shared/words/message.ts';

const forms = (message: Message) => (typeof message === 'string' ? [message] : [message.one, message.other]);
const gaps = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('both tables', () => {
  test('have the same keys', () => {
    expect(Object.keys(zhCN).sort()).toEqual(Object.keys(en).sort());
  });

  test.each(Object.keys(en) as (keyof typeof en)[])('%s has the same gaps in both', (key) => {
    for (const text of [...forms(en[key]), ...forms(zhCN[key])]) {
      const wanted = gaps(forms(en[key]).at(-1) ?? '');
      expect(gaps(text).every((gap) => wanted.includes(gap))).toBe(true);
    }
    expect(gaps(forms(zhCN[key]).join())).toEqual(gaps(forms(en[key]).join()));
  });

  test('are made of parts that have no key in common: the later would stand in the place of the earlier', async () => {
    const folder = join(import.meta.dirname, '../../../..');
    const parts = globSync(['renderer/i18n/*-en.ts', 'shared/words/*-en.ts'], { cwd: folder });
    expect(parts.length).toBeGreaterThan(10);
    const keys: string[] = [];
    for (const part of parts) {
      const [table] = Object.values((await import(join(folder, part))) as Record<string, object>);
      keys.push(...Object.keys(table ?? {}));
    }
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test.each([en, zhCN])('no two commands are called the same', (table) => {
    const titles = Object.entries(table).flatMap(([key, title]) =>
      /^(?:command|table)\./.test(key) ? forms(title) : [],
    );
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  test('Chinese has no letter-spaced or half-width punctuation between Han', () => {
    const wrong = Object.entries(zhCN).filter(([, message]) =>
      forms(message).some((text) => /\p{sc=Han}[,;!?]\p{sc=Han}|！/u.test(text)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('filling', () => {
  test.each<[Message, Record<string, string | number>, string]>([
    ['{a} and {b}', { a: 'x', b: 2 }, 'x and 2'],
    ['{a} {missing}', { a: 1 }, '1 {missing}'],
    [{ one: '{n} note', other: '{n} notes' }, { n: 1 }, '1 note'],
    [{ one: '{n} note', other: '{n} notes' }, { n: 0 }, '0 notes'],
    [{ one: '{n} note', other: '{n} notes' }, { n: 1594 }, '1,594 notes'],
  ])('%j with %j', (message, params, expected) => {
    expect(fillMessage(message, params, 'en')).toBe(expected);
  });
});

test.each([
  ['system', ['zh-CN'], 'zh-CN'],
  ['system', ['zh-TW', 'en'], 'zh-CN'],
  ['system', ['fr', 'en-GB'], 'en'],
  ['system', ['de', 'zh'], 'zh-CN'],
  ['system', ['ja'], 'en'],
  ['system', [], 'en'],
  ['en', ['zh-CN'], 'en'],
] as const)('%s on a system of %j is %s', (chosen, system, expected) => {
  expect(pickLanguage(chosen, system)).toBe(expected);
});

describe('dates', () => {
  const today = '2025-08-08';
  test.each([
    ['2025-08-07', 'en', 'Aug 7'],
    ['2025-08-07', 'zh-CN', '8月7日'],
    ['2024-12-31', 'en', 'Dec 31, 2024'],
    ['2024-12-31', 'zh-CN', '2024年12月31日'],
    ['odd', 'en', 'odd'],
  ])('%s in %s is %s', (date, language, expected) => {
    expect(shortDate(date, language, today)).toBe(expected);
  });

  test.each([
    ['2025-08-08', 'en', 'Today'],
    ['2025-08-07', 'en', 'Yesterday'],
    ['2025-08-07', 'zh-CN', '昨天'],
    ['2025-08-06', 'zh-CN', '8月6日'],
    ['2025-08-09', 'en', 'Aug 9'],
  ])('%s near in %s is %s', (date, language, expected) => {
    expect(nearDate(date, language, today)).toBe(expected);
  });

  test('months', () => {
    expect(monthTitle('2025-08', 'en')).toBe('August 2025');
    expect(monthTitle('2025-08', 'zh-CN')).toBe('2025年8月');
  });
});

describe('errors', () => {
  const words = createWords('zh-CN');

  test.each(errorCodes)('%s has words in both languages', (code) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const text = createWords(language).error(new AppError(code, 'why', { path: 'a.md' }));
      expect(text.length).toBeGreaterThan(3);
      expect(text).not.toMatch(/[{}]/);
    }
  });

  test('words that name a path give way to the message where there is none', () => {
    expect(words.error(new AppError('not-found', 'The template is gone'))).toBe('The template is gone');
    expect(words.error(new AppError('not-found', 'x', { path: 'a.md' }))).toBe('找不到 a.md。');
  });

  test('a bug is told of as one', () => {
    expect(words.error(new Error('boom'))).toBe('出错了：boom');
  });
});
