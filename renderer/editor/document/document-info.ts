import type { Events, Result } from '../../../shared/contract/api.ts';
import { AppError, type ErrorFrame } from '../../../shared/contract/errors.ts';

export type DocumentStatus =
  | 'loading'
  | 'saved'
  | 'dirty'
  | 'saving'
  /** Saving was refused again and again because the file keeps changing. */
  | 'conflict'
  | 'offline'
  | 'read-only'
  | 'error'
  /** The file is gone; the text is kept. */
  | 'missing';

export interface DocumentInfo {
  path: string;
  status: DocumentStatus;
  /** Why the last reading or saving failed. */
  error: ErrorFrame | undefined;
  readOnly: Result<'note.read'>['readOnly'];
}

/** What happened to a document without the person's doing. */
export type DocumentNotice =
  | { kind: 'reloaded' }
  | { kind: 'merged'; conflicts: number }
  | { kind: 'recovered'; conflicts: number }
  | { kind: 'moved'; from: string };

/** How a document stands after its last reading or saving failed. */
export function failureStatus({ code }: ErrorFrame): DocumentStatus {
  if (code === 'disconnected' || code === 'vault-lost') return 'offline';
  return code === 'conflict' ? 'conflict' : 'error';
}

export function isCode(error: unknown, code: AppError['code']): error is AppError {
  return error instanceof AppError && error.code === code;
}

/** Where a file went when it, or a folder above it, moved. */
export function movedPath(path: string, moved: Events['vault.changed']['moved']): string | undefined {
  for (const { from, to } of moved) {
    if (path === from) return to;
    if (path.startsWith(`${from}/`)) return to + path.slice(from.length);
  }
  return undefined;
}
