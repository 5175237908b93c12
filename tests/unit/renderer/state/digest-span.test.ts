import { expect, test } from 'vitest';
import {
  type DigestSpan,
  digestDates,
  digestName,
  spanAround,
} from '../../../../renderer/state/digest-span.ts';

const noon = (day: string) => new Date(`${day}T12:00:00`);
const week = (back: number): DigestSpan => ({ unit: 'week', back });
const month = (back: number): DigestSpan => ({ unit: 'month', back });

test.each<[DigestSpan, string, string, string, string]>([
  [week(0), '2025-08-06', '2025-08-04', '2025-08-10', '2025-08-04 – 2025-08-10'],
  [week(0), '2025-08-10', '2025-08-04', '2025-08-10', '2025-08-04 – 2025-08-10'],
  [week(0), '2025-08-11', '2025-08-11', '2025-08-17', '2025-08-11 – 2025-08-17'],
  [week(1), '2025-01-01', '2024-12-23', '2024-12-29', '2024-12-23 – 2024-12-29'],
  [week(60), '2025-08-06', '2024-06-10', '2024-06-16', '2024-06-10 – 2024-06-16'],
  [month(0), '2024-02-10', '2024-02-01', '2024-02-29', '2024-02'],
  [month(1), '2025-01-31', '2024-12-01', '2024-12-31', '2024-12'],
  [month(14), '2025-03-31', '2024-01-01', '2024-01-31', '2024-01'],
])('%j seen on %s', (span, today, from, to, name) => {
  const dates = digestDates(span, noon(today));
  expect(dates).toEqual({ from, to });
  expect(digestName(span, dates)).toBe(name);
  for (const day of [from, to]) expect(spanAround(span.unit, noon(day), noon(today))).toEqual(span);
});

test('a day that is still to come is of the present week or month', () => {
  expect(spanAround('week', noon('2026-01-01'), noon('2025-08-06'))).toEqual(week(0));
  expect(spanAround('month', noon('2026-01-01'), noon('2025-08-06'))).toEqual(month(0));
});
