import { AppError } from '../contract/errors.ts';
import type { PropertyType, PropertyValue } from './facts.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:[Zz]| ?[+-]\d{2}:?\d{2})?$/;

/** The type of a value; a string is a date only where it is an ISO 8601 date that exists. */
export function typeOf(value: PropertyValue): PropertyType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'checkbox';
  return dateType(value) ?? 'text';
}

export function dateType(text: string): 'date' | 'datetime' | undefined {
  const date = DATE.exec(text);
  if (date) return exists(date) ? 'date' : undefined;
  const time = DATETIME.exec(text);
  return time && exists(time) ? 'datetime' : undefined;
}

function exists(match: RegExpExecArray): boolean {
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 60) return false;
  return isDay(year ?? 0, month ?? 0, day ?? 0);
}

/** Whether a calendar has this day; `month` counts from 1. */
export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && day >= 1;
}

/** Make a value of the type that was asked for out of what was given; refuses what cannot be one. */
export function coerce(value: PropertyValue, type: PropertyType | undefined): PropertyValue {
  if (type === undefined || typeOf(value) === type) return value;
  const result = converted(value, type);
  if (result === undefined) {
    throw new AppError('invalid-params', `${JSON.stringify(value)} is no ${type}`, { type });
  }
  return result;
}

function converted(value: PropertyValue, type: PropertyType): PropertyValue | undefined {
  if (type === 'null') return null;
  if (type === 'list') return toList(value);
  if (type === 'object' || typeof value === 'object') return undefined;
  if (type === 'text') return String(value);
  if (type === 'checkbox') return value === 'true' ? true : value === 'false' ? false : undefined;
  if (type === 'number') return toNumber(value);
  return undefined;
}

function toList(value: PropertyValue): PropertyValue[] {
  if (value === null) return [];
  if (typeof value !== 'string') return [value];
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function toNumber(value: string | number | boolean): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Lists and objects inside one another; what is deeper is an attack on whoever walks it by recursion. */
const DEPTH = 100;

/**
 * A value as JSON has it: what other formats have beyond that becomes text, shared parts become copies.
 * Throws RangeError where it is nested too deeply.
 */
export function toPropertyValue(value: unknown, depth = 0): PropertyValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : infinite(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (depth > DEPTH) throw new RangeError('Nested too deeply');
  if (Array.isArray(value)) return value.map((inner) => toPropertyValue(inner, depth + 1));
  if (typeof value !== 'object' || value instanceof Date) return String(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, toPropertyValue(inner, depth + 1)] as const,
  );
  return Object.fromEntries(entries);
}

function infinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
