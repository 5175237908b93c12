import { stem } from '../text/path.ts';
import type { NoteFacts } from './facts.ts';
import { isDay } from './property-type.ts';

const IN_TEXT = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const IN_NAME =
  /(?<!\d)(\d{4})(?:([-_.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?!\d)/g;

/**
 * The day a note is of, as `YYYY-MM-DD`: the day in its front matter's `date` as it stands there, else a date in its
 * file name (`2025-08-06`, `20250806`, `2025年8月6日`), else the local day of `mtimeMs`.
 */
export function noteDate(facts: Pick<NoteFacts, 'frontMatter'>, path: string, mtimeMs: number): string {
  return propertyDate(facts) ?? nameDate(stem(path)) ?? localDate(new Date(mtimeMs));
}

function propertyDate({ frontMatter }: Pick<NoteFacts, 'frontMatter'>): string | undefined {
  const value = frontMatter?.properties.find((one) => one.name.toLowerCase() === 'date')?.value;
  const [, year, month, day] = (typeof value === 'string' && IN_TEXT.exec(value)) || [];
  return dateOf(year, month, day);
}

function nameDate(name: string): string | undefined {
  for (const match of name.matchAll(IN_NAME)) {
    const [, year, , month, day, hanMonth, hanDay, plainMonth, plainDay] = match;
    const date = dateOf(year, month ?? hanMonth ?? plainMonth, day ?? hanDay ?? plainDay);
    if (date) return date;
  }
  return undefined;
}

function dateOf(year?: string, month?: string, day?: string): string | undefined {
  if (!year || !month || !day || !isDay(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The day (`YYYY-MM-DD`) that it is here. */
export function localDate(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
