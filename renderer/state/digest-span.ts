import { localDate } from '../../shared/note/date.ts';

export type DigestSpan = 'this-week' | 'last-week' | 'this-month' | 'last-month';

/** First and last day of a span, as `YYYY-MM-DD`. Weeks begin on Monday. */
export function digestDates(span: DigestSpan, today: Date): { from: string; to: string } {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const back = span.startsWith('last') ? 1 : 0;
  const [first, last] = span.endsWith('month')
    ? [new Date(year, month - back, 1), new Date(year, month - back + 1, 0)]
    : [0, 6].map((offset) => new Date(year, month, day - ((today.getDay() + 6) % 7) - 7 * back + offset));
  return { from: localDate(first as Date), to: localDate(last as Date) };
}

/** How a span is named in the title of a note: `2025-08`, or `2025-08-04 – 2025-08-10`. */
export function digestName(span: DigestSpan, { from, to }: { from: string; to: string }): string {
  return span.endsWith('month') ? from.slice(0, 7) : `${from} – ${to}`;
}
