import { expect, test } from 'vitest';
import { type DigestSpan, digestDates, digestName } from '../../../../renderer/state/digest-span.ts';

test.each<[DigestSpan, string, string, string, string]>([
  ['this-week', '2025-08-06', '2025-08-04', '2025-08-10', '2025-08-04 – 2025-08-10'],
  ['this-week', '2025-08-10', '2025-08-04', '2025-08-10', '2025-08-04 – 2025-08-10'],
  ['this-week', '2025-08-11', '2025-08-11', '2025-08-17', '2025-08-11 – 2025-08-17'],
  ['last-week', '2025-01-01', '2024-12-23', '2024-12-29', '2024-12-23 – 2024-12-29'],
  ['this-month', '2024-02-10', '2024-02-01', '2024-02-29', '2024-02'],
  ['last-month', '2025-01-31', '2024-12-01', '2024-12-31', '2024-12'],
])('%s seen on %s', (span, today, from, to, name) => {
  const dates = digestDates(span, new Date(`${today}T12:00:00`));
  expect(dates).toEqual({ from, to });
  expect(digestName(span, dates)).toBe(name);
});
