/** Everything that a person can meet as a refusal. A bug is a plain `Error` and crosses as `internal`. */
export const errorCodes = [
  'not-found',
  'exists',
  'conflict',
  'read-only',
  'invalid-path',
  'invalid-name',
  'invalid-query',
  'invalid-params',
  'invalid-front-matter',
  'not-utf8',
  'too-large',
  'no-space',
  'no-access',
  'vault-lost',
  'busy',
  'blocked',
  'hugo-missing',
  'hugo-failed',
  'unsupported',
  'disconnected',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A refusal with a code that survives a process boundary.
 * `message` is one English sentence for logs and the command line; views show their own words for `code`.
 * `data` is plain JSON: the path, the position, the text found on disk.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, data: Record<string, unknown> = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}

/** An error as it crosses a port. */
export interface ErrorFrame {
  code: ErrorCode;
  message: string;
  data: Record<string, unknown>;
}

/** Turn whatever was thrown into what may cross; the stack of a bug stays on its own side. */
export function toErrorFrame(error: unknown): ErrorFrame {
  if (error instanceof AppError) return { code: error.code, message: error.message, data: error.data };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, data: {} };
}

/** The error that a caller sees for a frame that came back. */
export function fromErrorFrame(frame: ErrorFrame): AppError {
  return new AppError(frame.code, frame.message, frame.data);
}
