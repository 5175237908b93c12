import type { Property, PropertyType, PropertyValue } from '../../../shared/note/facts.ts';

/** `2025-08-06T00:05:12+08:00` in the parts that a person reads. */
export interface DateParts {
  /** `2025-08-06`, with a time `2025-08-06 00:05`. */
  main: string;
  /** `+08:00`, `UTC`, or ''. */
  zone: string;
}

const dateForm =
  /^(\d{4}-\d{2}-\d{2})(?:([Tt ])(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/** How a date is shown; undefined where the text is no date. Seconds are kept in the file, and not shown. */
export function dateParts(value: string): DateParts | undefined {
  const found = dateForm.exec(value.trim());
  if (!found) return undefined;
  const [, day = '', , time, , zone = ''] = found;
  return { main: time ? `${day} ${time}` : day, zone: /^z$/i.test(zone) ? 'UTC' : zone };
}

/**
 * What to write for the text that a person typed over `previous`: with its separator, and its zone and seconds
 * where the person named none. Undefined where it is no date.
 */
export function dateFromInput(input: string, previous: string): string | undefined {
  const typed = dateForm.exec(plainDate(input.trim()));
  if (!typed) return undefined;
  const [, day = '', , time, seconds, zone] = typed;
  if (!isDay(day) || (time !== undefined && !isTime(time))) return undefined;
  if (time === undefined) return day;
  const old = dateForm.exec(previous.trim());
  const sameTime = old?.[3] === time;
  const rest = seconds ?? (sameTime ? (old?.[4] ?? '') : old?.[4] ? ':00' : '');
  return `${day}${old?.[2] ?? 'T'}${time}${rest}${zone ?? old?.[5] ?? ''}`;
}

/** `2025/8/6`, `2025年8月6日` and `UTC` as `2025-08-06` and `Z`. */
function plainDate(input: string): string {
  const day = (_all: string, y: string, m: string, d: string) =>
    `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return input.replace(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/, day).replace(/\s*UTC$/i, 'Z');
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function isTime(time: string): boolean {
  const [hour = 99, minute = 99] = time.split(':').map(Number);
  return hour < 24 && minute < 60;
}

/** A number as typed; undefined where it is none. */
export function numberFromInput(input: string): number | undefined {
  const text = input.trim();
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** The entries of a list that can be shown as chips; undefined for one that holds other things. */
export function listChips(value: PropertyValue): string[] | undefined {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (!Array.isArray(value)) return undefined;
  const plain = value.every((entry) => typeof entry === 'string' || typeof entry === 'number');
  return plain ? value.map(String) : undefined;
}

/** A title that is a text is shown above the table of properties. */
export function isTitle({ name, type }: Property): boolean {
  return name.toLowerCase() === 'title' && type === 'text';
}

/** The type that a new property most likely wants, by its name. */
export function likelyType(name: string): PropertyType {
  const key = name.toLowerCase();
  if (/^(?:tags?|alias(?:es)?|categor(?:y|ies)|keywords|series|cssclasses)$/.test(key)) return 'list';
  if (/^(?:draft|publish|published|pinned|toc|done)$/.test(key)) return 'checkbox';
  if (/^(?:date|lastmod|created|updated|modified|publishdate|expirydate)$/.test(key)) return 'datetime';
  if (/^(?:weight|order|rating|priority)$/.test(key)) return 'number';
  return 'text';
}

/** What a new property of a type begins with. `now` is local. */
export function firstValue(type: PropertyType, now: Date): PropertyValue {
  if (type === 'list') return [];
  if (type === 'checkbox') return false;
  if (type === 'number') return 0;
  if (type === 'datetime') return localDateTime(now);
  if (type === 'date') return localDateTime(now).slice(0, 10);
  return '';
}

/** Types that a person can choose for a property. */
export const choosableTypes = ['text', 'list', 'number', 'checkbox', 'date', 'datetime'] as const;

/**
 * A value as one of another type, as much of it as can be kept; undefined where nothing of it can, and the property
 * would have to begin anew.
 */
export function valueAs(value: PropertyValue, type: PropertyType): PropertyValue | undefined {
  const chips = listChips(value);
  const text = chips?.join(', ') ?? (typeof value === 'object' ? '' : String(value));
  if (type === 'list') return Array.isArray(value) ? value : text === '' ? [] : splitList(text);
  if (type === 'text') return typeof value === 'object' && value !== null && !chips ? undefined : text;
  if (type === 'number') return numberFromInput(text);
  if (type === 'checkbox')
    return /^(?:true|yes|1|是)$/i.test(text) || (/^(?:false|no|0|否)$/i.test(text) ? false : undefined);
  const date = dateFromInput(text, '');
  if (type === 'date') return date?.slice(0, 10);
  return date && (date.length > 10 ? date : `${date}T00:00:00`);
}

function splitList(text: string): string[] {
  return text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function localDateTime(now: Date): string {
  const pad = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  const offset = -now.getTimezoneOffset();
  const day = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const time = `${pad(now.getHours())}:${pad(now.getMinutes())}:${pad(now.getSeconds())}`;
  return `${day}T${time}${offset < 0 ? '-' : '+'}${pad(offset / 60)}:${pad(offset % 60)}`;
}

/** An object or a list as JSON; undefined where it is none. */
export function structuredFromInput(draft: string): PropertyValue | undefined {
  try {
    const value: unknown = JSON.parse(draft);
    return typeof value === 'object' && value !== null ? (value as PropertyValue) : undefined;
  } catch {
    return undefined;
  }
}
