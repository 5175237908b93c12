import { AppError } from '../contract/errors.ts';

/** What can be wrong with a query, in English; windows say it in the person's language by the same keys. */
export const queryFaults = {
  empty: 'The query is empty',
  'too-long': 'The query is longer than {most} characters',
  'too-deep': 'The query is nested too deeply',
  'before-or': 'Nothing stands before OR',
  'after-or': 'Nothing stands after OR',
  brackets: 'Nothing stands in these brackets',
  unexpected: 'Unexpected {sign}',
  open: 'No {sign} closes this',
  quote: 'No quotation mark closes this',
  after: 'Nothing stands after {operator}',
  inside: '{operator} cannot stand inside {within}',
  tag: 'tag: needs the name of a tag',
  note: '{operator} needs the name of a note',
  date: '{operator} needs a date such as 2025-08-01, 2025-08 or last-week',
  alone: '{operator} stands alone',
  nothing: 'This holds no character that can be found',
  slash: 'No / closes this regular expression',
  regex: 'Bad regular expression: {why}',
  'regex-group': 'Bad regular expression: a bracket ( is not closed',
  'regex-close': 'Bad regular expression: a bracket ) closes nothing',
  'regex-class': 'Bad regular expression: a bracket [ is not closed',
  'regex-repeat': 'Bad regular expression: there is nothing to repeat',
  'regex-range': 'Bad regular expression: a range is the wrong way round',
  'regex-escape': 'Bad regular expression: there is no such sign after \\',
  endless: 'This regular expression could run without end',
  slow: 'The regular expression took too long on a note and was stopped',
  'replace-one': 'One text at a time can be replaced: put a phrase in quotation marks',
  'replace-none': 'Nothing in this query is a text that can be replaced',
} as const;

export type QueryFault = keyof typeof queryFaults;
/** What fills the gaps of a fault. */
export type FaultGaps = Record<string, string | number>;

/** @param place offsets into the query; none where it is the whole of it */
export function queryFault(
  fault: QueryFault,
  place: { from: number; to: number } | undefined,
  gaps: FaultGaps = {},
): AppError {
  const message = queryFaults[fault].replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
  return new AppError('invalid-query', message, { ...place, fault, gaps });
}

/**
 * A query in three: what stands before the place that is wrong, that place, and the rest.
 * @param data of the error; one without a place is wrong at the end
 */
export function cutAtFault(query: string, data: { from?: unknown; to?: unknown }): [string, string, string] {
  const offset = (value: unknown) =>
    typeof value === 'number' ? Math.max(0, Math.min(query.length, value)) : query.length;
  const from = offset(data.from);
  const to = Math.max(from, offset(data.to));
  return [query.slice(0, from), query.slice(from, to), query.slice(to)];
}

/** What V8 says of an expression, as far as people meet it. */
const said: readonly [pattern: RegExp, fault: QueryFault][] = [
  [/^Unterminated group/, 'regex-group'],
  [/^Unmatched '\)'/, 'regex-close'],
  [/^Unterminated character class/, 'regex-class'],
  [/^Nothing to repeat/, 'regex-repeat'],
  [/out of order/, 'regex-range'],
  [/^(?:\\ at end of pattern|Invalid escape|Invalid.*escape)/, 'regex-escape'],
];

/** The fault for what the engine says of an expression, with its words where there are none of ours. */
export function regexFault(message: string): { fault: QueryFault; gaps: FaultGaps } {
  const why = message.replace(/^.*:\s*/s, '');
  const fault = said.find(([pattern]) => pattern.test(why))?.[1] ?? 'regex';
  return { fault, gaps: fault === 'regex' ? { why } : {} };
}
