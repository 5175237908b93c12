import { toErrorFrame } from '../../../shared/contract/errors.ts';
import { readArguments } from './arguments.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { underline } from './layout.ts';
import { createPaint, type Output } from './paint.ts';

interface Reporting {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  stdout: Output;
  stderr: Output;
}

/** Say what went wrong: to scripts as JSON on standard output, to people on standard error. */
export function report(error: unknown, { argv, env, stdout, stderr }: Reporting): ExitCode {
  const { code, message, data } = toErrorFrame(error);
  if (argv.includes('--json')) {
    stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
    return exitCodeOf(error);
  }
  const place = code === 'invalid-query' ? pointAt(argv, data) : [];
  const lines = [createPaint(stderr, env).bad(`commonplace: ${message}`), ...place];
  // What nobody foresaw is for those who mend it.
  if (code === 'internal' && error instanceof Error && error.stack) lines.push(error.stack);
  stderr.write(lines.map((line) => `${line}\n`).join(''));
  return exitCodeOf(error);
}

/** The query with a mark under the place that it is refused for. */
function pointAt(argv: readonly string[], { from, to }: Record<string, unknown>): string[] {
  if (typeof from !== 'number' || typeof to !== 'number') return [];
  return underline(readArguments(argv).words.join(' '), from, to);
}
