import { localDate } from '../../shared/note/date.ts';

/** A week or a month, by how many of them it lies behind the one that today is in. */
export interface DigestSpan {
  unit: 'week' | 'month';
  back: number;
}

/** First and last day of a span, as `YYYY-MM-DD`. Weeks begin on Monday. */
export function digestDates({ unit, back }: DigestSpan, today: Date): { from: string; to: string } {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const [first, last] =
    unit === 'month'
      ? [new Date(year, month - back, 1), new Date(year, month - back + 1, 0)]
      : [0, 6].map((offset) => new Date(year, month, day - weekday(today) - 7 * back + offset));
  return { from: localDate(first as Date), to: localDate(last as Date) };
}

/** The week or month that holds a day; the present one where the day is still to come. */
export function spanAround(unit: DigestSpan['unit'], date: Date, today: Date): DigestSpan {
  const months = (today.getFullYear() - date.getFullYear()) * 12 + today.getMonth() - date.getMonth();
  const weeks = Math.round((monday(today) - monday(date)) / (7 * 86_400_000));
  return { unit, back: Math.max(0, unit === 'month' ? months : weeks) };
}

/** How a span is named in the title of a note: `2025-08`, or `2025-08-04 – 2025-08-10`. */
export function digestName({ unit }: DigestSpan, { from, to }: { from: string; to: string }): string {
  return unit === 'month' ? from.slice(0, 7) : `${from} – ${to}`;
}

/** Days since Monday. */
const weekday = (date: Date) => (date.getDay() + 6) % 7;

/** Of its week, apart from the hours that clocks are put on and back. */
const monday = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() - weekday(date));
