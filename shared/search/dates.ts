import { localDate } from '../note/date.ts';
import type { Reader } from './reader.ts';
import type { DateTest } from './syntax.ts';

const dayMs = 86_400_000;
const words = /^(today|yesterday|(this|last)-(week|month|year)|last-(\d{1,4})-days)$/;

/** The operand of `created:`, `modified:`, `date:`: `2025-08`, `>2025-08-01`, `last-week`. */
export function readDateTest(reader: Reader, field: DateTest['field']): DateTest {
  const from = reader.skipSpace().position;
  const written = reader.at('"') ? reader.takeQuoted() : reader.takeWord(undefined);
  const [, op = '', rest = ''] = /^(>=|<=|>|<|=)?\s*(.*)$/s.exec(written) ?? [];
  const value = rest.trim().toLowerCase().replace(/\s+/g, '-');
  if (!isDateValue(value)) {
    reader.fail('date', from, reader.position, { operator: `${field}:` });
  }
  return { kind: 'date', field, op: (op || '=') as DateTest['op'], value };
}

const isDateValue = (value: string) => words.test(value) || calendarDays(value) !== undefined;

/** First and last day of a year, a month or a day as written; undefined where the calendar has no such. */
export function calendarDays(value: string): { first: string; last: string } | undefined {
  const [, year, month, day] = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(value) ?? [];
  if (!year) return undefined;
  const first = utc(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const valid =
    !month || (first.getUTCMonth() === Number(month) - 1 && first.getUTCDate() === Number(day ?? 1));
  if (!valid) return undefined;
  if (day) return { first: iso(first), last: iso(first) };
  const next = month ? utc(Number(year), Number(month), 1) : utc(Number(year) + 1, 0, 1);
  return { first: iso(first), last: iso(new Date(next.getTime() - dayMs)) };
}

/**
 * First and last day of what a date in a query means, seen from `today` (`YYYY-MM-DD`).
 * Weeks begin on Monday; `last-week` is the whole week before this one, `last-30-days` ends today.
 */
export function dateRange(value: string, today: string): { first: string; last: string } {
  const calendar = calendarDays(value);
  if (calendar) return calendar;
  const [, word, which, unit, days] = words.exec(value) ?? [];
  const now = new Date(`${today}T00:00:00Z`);
  const shift = (count: number) => iso(new Date(now.getTime() + count * dayMs));
  if (days) return { first: shift(1 - Number(days)), last: today };
  if (word === 'today') return { first: today, last: today };
  if (word === 'yesterday') return { first: shift(-1), last: shift(-1) };
  const back = which === 'last' ? 1 : 0;
  if (unit === 'week') {
    const monday = -((now.getUTCDay() + 6) % 7) - 7 * back;
    return { first: shift(monday), last: shift(monday + 6) };
  }
  const start = utc(now.getUTCFullYear(), unit === 'month' ? now.getUTCMonth() - back : 0, 1);
  if (unit === 'year') start.setUTCFullYear(start.getUTCFullYear() - back);
  const name = iso(start).slice(0, unit === 'month' ? 7 : 4);
  return calendarDays(name) ?? { first: today, last: today };
}

/** Whether a day passes a test, seen from `today`. Days compare as text. */
export function dateMatches(day: string, test: Pick<DateTest, 'op' | 'value'>, today: string): boolean {
  const { first, last } = dateRange(test.value, today);
  if (test.op === '<') return day < first;
  if (test.op === '>') return day > last;
  if (test.op === '<=') return day <= last;
  if (test.op === '>=') return day >= first;
  return day >= first && day <= last;
}

/** The day of a time in milliseconds, by the clock of this machine. */
export function localDay(time: number): string {
  return localDate(new Date(time));
}

const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));
const iso = (date: Date) => date.toISOString().slice(0, 10);
