/** Dates are `YYYY-MM-DD`, months `YYYY-MM`; `today` is one of the former. */

/** "Aug 7" or "8月7日"; with the year where it is another than today's. */
export function shortDate(date: string, language: string, today: string): string {
  const value = asUtc(date);
  if (!value) return date;
  const year = date.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  return format(value, language, { year, month: language === 'en' ? 'short' : 'long', day: 'numeric' });
}

/** "Today", "Yesterday", else the short date. */
export function nearDate(date: string, language: string, today: string): string {
  const value = asUtc(date);
  const now = asUtc(today);
  if (!value || !now) return date;
  const days = Math.round((value.getTime() - now.getTime()) / 86_400_000);
  if (days !== 0 && days !== -1) return shortDate(date, language, today);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

/** "August 2025" or "2025年8月". */
export function monthTitle(month: string, language: string): string {
  const value = asUtc(`${month}-01`);
  return value ? format(value, language, { year: 'numeric', month: 'long' }) : month;
}

/** Date and time of a moment in milliseconds, in local time. */
export function momentText(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** Time of day of a moment in milliseconds, in local time. */
export function clockText(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(time);
}

function asUtc(date: string): Date | undefined {
  const value = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(value.getTime()) ? undefined : value;
}

function format(value: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(value);
}
