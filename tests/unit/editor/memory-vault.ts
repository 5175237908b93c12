import type { Events, Method, Params, Result } from '../../../shared/contract/api.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Client } from '../../../shared/contract/rpc.ts';

export type Answers = { [M in Method]?: (params: Params<M>) => Result<M> | Promise<Result<M>> };

/** A vault in memory behind a client, with a log of what was asked. */
export class MemoryVault {
  readonly files = new Map<string, string>();
  readonly log: { method: Method; params: unknown }[] = [];
  /** Thrown by the next calls of a method, one each. */
  readonly failures: { method: Method; error: AppError }[] = [];
  readonly answers: Answers;
  private readonly listeners = new Set<(change: Events['vault.changed']) => void>();
  private revision = 0;

  constructor(files: Record<string, string> = {}, answers: Answers = {}) {
    for (const [path, text] of Object.entries(files)) this.files.set(path, text);
    this.answers = answers;
  }

  readonly client: Client = {
    call: async (method, params) => {
      this.log.push({ method, params });
      const index = this.failures.findIndex((failure) => failure.method === method);
      if (index >= 0) throw this.failures.splice(index, 1)[0]?.error;
      return (await this.answer(method, params)) as never;
    },
    on: (_name, listener) => {
      const known = listener as (change: Events['vault.changed']) => void;
      this.listeners.add(known);
      return () => this.listeners.delete(known);
    },
    onClose() {},
    close() {},
  };

  calls(method: Method): number {
    return this.log.filter((call) => call.method === method).length;
  }

  fail(method: Method, code: AppError['code'], times = 1): void {
    for (let index = 0; index < times; index++) {
      this.failures.push({ method, error: new AppError(code, `made to fail with ${code}`) });
    }
  }

  /** Something else writes a file; `here`, because a person asked for it. */
  change(path: string, text: string | undefined, here = false): void {
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    this.emit([path], [], ++this.revision, here);
  }

  move(from: string, to: string): void {
    for (const [path, text] of [...this.files]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.files.delete(path);
      this.files.set(to + path.slice(from.length), text);
    }
    this.emit([], [{ from, to }]);
  }

  emit(
    paths: string[] | null,
    moved: Events['vault.changed']['moved'] = [],
    revision = ++this.revision,
    here = false,
  ): void {
    for (const listener of [...this.listeners]) listener({ revision, paths, moved, here });
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  private answer(method: Method, params: unknown): unknown {
    const known = this.answers[method] as ((params: unknown) => unknown) | undefined;
    if (known) return known(params);
    if (method === 'note.read') return this.read((params as Params<'note.read'>).path);
    if (method === 'note.write') return this.write(params as Params<'note.write'>);
    if (method === 'note.create') return this.create(params as Params<'note.create'>);
    throw new AppError('unsupported', method);
  }

  private read(path: string): Result<'note.read'> {
    const text = this.files.get(path);
    if (text === undefined) throw new AppError('not-found', path);
    return { path, text, hash: hashOf(text), readOnly: null, modified: 0 };
  }

  private write({ path, text, base }: Params<'note.write'>): Result<'note.write'> {
    const found = this.read(path);
    if (found.hash !== base) {
      throw new AppError('conflict', path, { text: found.text, hash: found.hash });
    }
    this.files.set(path, text);
    const revision = ++this.revision;
    setTimeout(() => this.emit([path], [], revision), 5);
    return { path, hash: hashOf(text), revision };
  }

  private create({ path = '', text = '' }: Params<'note.create'>): Result<'note.create'> {
    if (this.files.has(path)) throw new AppError('exists', path);
    this.files.set(path, text);
    return { path, created: true };
  }
}

function hashOf(text: string): string {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${hash}:${text.length}`;
}

/** A `Storage` in memory; `room` is how many characters of values it holds. */
export function memoryStorage(room = Number.POSITIVE_INFINITY): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}
