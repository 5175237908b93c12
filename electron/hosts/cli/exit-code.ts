import { AppError, type ErrorCode, toErrorFrame } from '../../../shared/contract/errors.ts';
import { createSay, type MessageKey, type MessageValues } from './messages.ts';

/** 0 done; 1 done, with problems found; 2 wrong usage; 3 the vault cannot be read or written. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The command line itself is wrong: an unknown command, an option without its value. */
export class UsageError extends AppError {
  readonly key: MessageKey;
  readonly values: MessageValues;

  constructor(key: MessageKey, values: MessageValues = {}, code: ErrorCode = 'invalid-params') {
    super(code, createSay('en')(key, values));
    this.key = key;
    this.values = values;
  }
}

/** A vault or an index that cannot be opened: exit 3, whatever the reason. */
export class OpeningError extends AppError {
  static from(error: unknown): OpeningError {
    const { code, message, data } = toErrorFrame(error);
    return new OpeningError(code, message, data);
  }
}

const usage: readonly ErrorCode[] = [
  'not-found',
  'exists',
  'invalid-path',
  'invalid-name',
  'invalid-query',
  'invalid-params',
  'unsupported',
];
const problems: readonly ErrorCode[] = ['blocked', 'invalid-front-matter', 'hugo-missing', 'hugo-failed'];

/** The exit code of a failure. */
export function exitCodeOf(error: unknown): ExitCode {
  const { code } = toErrorFrame(error);
  if (error instanceof OpeningError) return 3;
  if (usage.includes(code)) return 2;
  return problems.includes(code) ? 1 : 3;
}
