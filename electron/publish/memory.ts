import { type Stats, statSync } from 'node:fs';
import { hashBytes } from '../disk/atomic-write.ts';

/**
 * What plans found out and the next ones need not: a plan with it is the plan without it, only sooner. What was read of a
 * file counts while its size and times are the same; what was made of a note, while all that was asked for it has the
 * same answers.
 */
export interface Memory {
  /** What one part of publishing keeps here, by its name; made when first asked for. */
  slot<T>(name: string, make: () => T): T;
  /** A memory of its own for one target; empty again where its key is another one. */
  scope(name: string, key: string): Memory;
}

export function createMemory(): Memory {
  const slots = new Map<string, unknown>();
  const scopes = new Map<string, { key: string; memory: Memory }>();
  return {
    slot<T>(name: string, make: () => T): T {
      if (!slots.has(name)) slots.set(name, make());
      return slots.get(name) as T;
    },
    scope(name, key) {
      const known = scopes.get(name);
      if (known?.key === key) return known.memory;
      const memory = createMemory();
      scopes.set(name, { key, memory });
      return memory;
    },
  };
}

/** Something that was read of a file, and how the file was then. */
interface Seen<T> {
  stamp: string;
  value: T;
}

/** What was made of a note: it is good while its key is the same and each question has the answer that it had. */
export interface Made<T> {
  key: string;
  /** Key of the world in which that was so last. */
  world: string;
  /** Questions in order, three strings each: what was asked, of what, and the answer in JSON. */
  trace: readonly string[];
  value: T;
}

/** Times on disk move on in ticks: a file that changed just before it was read may change once more unseen. */
const tick = 50;

/** What was read of files, by path, each read again where the file may be another by now. */
export interface ReadOnce<T> {
  get(path: string, stat: { size: number; modified: number; more?: string }, read: () => T): T;
  /** Drop what is not in `there`. */
  keepOnly(there: { has(path: string): boolean }): void;
}

export function createReadOnce<T>(): ReadOnce<T> {
  const known = new Map<string, Seen<T>>();
  return {
    get(path, { size, modified, more = '' }, read) {
      const stamp = `${size} ${modified} ${more}`;
      const there = known.get(path);
      if (there?.stamp === stamp) return there.value;
      const settled = modified < Date.now() - tick;
      const value = read();
      if (settled) known.set(path, { stamp, value });
      else known.delete(path);
      return value;
    },
    keepOnly(there) {
      for (const path of known.keys()) if (!there.has(path)) known.delete(path);
    },
  };
}

/** Hash of a file, undefined where there is none. `read` is asked only where the file is not known as it is. */
export function fileHash(
  memory: Memory | undefined,
  file: string,
  read: () => Uint8Array | undefined,
): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return hashed(read());
  if (!memory) return hashed(read());
  const files = memory.slot('files', createReadOnce<string | undefined>);
  return files.get(file, fileStamp(stats), () => hashed(read()));
}

const hashed = (data: Uint8Array | undefined) => (data ? hashBytes(data) : undefined);

/** What of a file tells that it is as it was. */
export const fileStamp = ({ size, mtimeMs, ctimeMs, ino }: Stats) => ({
  size,
  modified: Math.max(mtimeMs, ctimeMs),
  more: `${mtimeMs} ${ino}`,
});
