import type { Span } from '../note/facts.ts';
import { queryFault } from './faults.ts';

/** Runs `run` where it can be stopped, and throws `AppError` when it had to be. */
export type Guard = <T>(run: () => T) => T;

const longLine = 4000;
const hitLimit = 100_000;

/**
 * Check a pattern and choose its flags: `u` (so that `\p{Script=Han}` works and a character is one) where the
 * pattern allows it, `i` unless the case counts. Calls `fail` with what the engine says where it is no regular expression.
 */
export function compileRegex(
  source: string,
  matchCase: boolean,
  fail: (message: string) => never,
): { source: string; flags: string } {
  const flags = matchCase ? 'gm' : 'gim';
  for (const candidate of [`${flags}u`, flags]) {
    try {
      new RegExp(source, candidate);
      return { source, flags: candidate };
    } catch (error) {
      if (candidate === flags) return fail(error instanceof Error ? error.message : '');
    }
  }
  return fail('');
}

/**
 * Where a pattern matches in `text`, line by line. A pattern that could take exponential time goes through `guard`,
 * and so does one with several unbounded repeats on a long line; without a guard these are refused.
 * Throws `invalid-query` at `place` (in the query) for a refused pattern, and whatever the guard throws.
 */
export function findRegex(regex: RegExp, text: string, place: Span, guard: Guard | undefined): Span[] {
  const run = () => findInLines(regex, text);
  if (!canRunAway(regex.source, text)) return run();
  if (guard) return guard(run);
  throw queryFault('endless', place);
}

function findInLines(regex: RegExp, text: string): Span[] {
  const hits: Span[] = [];
  for (let start = 0; start <= text.length && hits.length < hitLimit; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
    for (const match of line.matchAll(regex)) {
      hits.push({ from: start + match.index, to: start + match.index + match[0].length });
    }
    start = end + 1;
  }
  return hits;
}

function canRunAway(source: string, text: string): boolean {
  const { nested, repeats } = repetition(source);
  return nested || (repeats > 1 && longestLine(text) > longLine);
}

function longestLine(text: string): number {
  let longest = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return longest;
}

/**
 * How a pattern repeats: `repeats` unbounded quantifiers, and whether one of them repeats a group that itself holds
 * a quantifier or alternatives, or the pattern refers back to a group. Only such patterns can take exponential time.
 */
export function repetition(source: string): { nested: boolean; repeats: number } {
  const open: boolean[] = [];
  let closed = false;
  let repeats = 0;
  const tokens =
    /\\(?:[1-9]|k<|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||[*+?]|\{\d+(,?)(\d*)\}|[\s\S]/g;
  for (const match of source.matchAll(tokens)) {
    const token = match[0];
    const endless = token === '*' || token === '+' || (match[1] === ',' && !match[2]);
    const repeated = endless || (token.startsWith('{') && /\d/.test(token));
    if (/^\\(?:[1-9]|k<)/.test(token)) return { nested: true, repeats };
    if (repeated && closed) return { nested: true, repeats };
    if (endless) repeats++;
    const varies = repeated || token === '?' || token === '|';
    closed = token === ')' && (open.pop() ?? false);
    if (token.startsWith('(')) open.push(false);
    else if ((varies || closed) && open.length) open[open.length - 1] = true;
  }
  return { nested: false, repeats };
}
