import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';

const codes: Record<string, ErrorCode> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  EISDIR: 'invalid-path',
  ENAMETOOLONG: 'invalid-name',
  EINVAL: 'invalid-path',
  ELOOP: 'invalid-path',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EROFS: 'no-access',
  EBUSY: 'busy',
};

const sentences: Partial<Record<ErrorCode, string>> = {
  'not-found': 'is not there',
  exists: 'is there already',
  'invalid-path': 'is no path that can be used here',
  'invalid-name': 'has a name that this disk cannot hold',
  'no-space': 'could not be written: the disk is full',
  'no-access': 'may not be read or written by this user',
  busy: 'is in use by another program',
};

/** Turn an error of `node:fs` about `path` into a coded one; anything else comes back as it is. */
export function diskError(error: unknown, path: string): unknown {
  const errno = (error as NodeJS.ErrnoException | undefined)?.code;
  const code = errno === undefined ? undefined : codes[errno];
  if (code === undefined) return error;
  return new AppError(code, `${path} ${sentences[code] ?? 'could not be used'}`, { path, errno });
}

/** Run one disk operation on `path`; its failure is a coded error. */
export function onDisk<T>(path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw diskError(error, path);
  }
}
