import { toErrorFrame } from '../../../shared/contract/errors.ts';
import { errorWords } from '../../../shared/words/error-words.ts';
import type { Language } from '../../../shared/words/message.ts';
import { createTell } from '../../../shared/words/table.ts';
import { readArguments } from './arguments.ts';
import { type ExitCode, exitCodeOf, UsageError } from './exit-code.ts';
import { underline } from './layout.ts';
import { createSay } from './messages.ts';
import { createPaint, type Output } from './paint.ts';

interface Reporting {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  stdout: Output;
  stderr: Output;
  language: Language;
}

/** Say what went wrong: to scripts as JSON on standard output, to people on standard error. */
export function report(error: unknown, { argv, env, stdout, stderr, language }: Reporting): ExitCode {
  const { code, message, data } = toErrorFrame(error);
  if (argv.includes('--json')) {
    stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
    return exitCodeOf(error);
  }
  const place = code === 'invalid-query' ? pointAt(argv, data) : [];
  const lines = [createPaint(stderr, env).bad(`commonplace: ${wordsOf(error, language)}`), ...place];
  // What nobody foresaw is for those who mend it.
  if (code === 'internal' && error instanceof Error && error.stack) lines.push(error.stack);
  stderr.write(lines.map((line) => `${line}\n`).join(''));
  return exitCodeOf(error);
}

/** What went wrong, in the person's language; English is how it was thrown. */
function wordsOf(error: unknown, language: Language): string {
  if (error instanceof UsageError) return createSay(language)(error.key, error.values);
  return language === 'en' ? toErrorFrame(error).message : errorWords(error, createTell(language));
}

/** The query with a mark under the place that it is refused for. */
function pointAt(argv: readonly string[], { from, to }: Record<string, unknown>): string[] {
  if (typeof from !== 'number' || typeof to !== 'number') return [];
  return underline(readArguments(argv).words.join(' '), from, to);
}
