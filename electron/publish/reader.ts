import { AppError } from '../../shared/contract/errors.ts';
import type { NoteSource } from '../../shared/hugo/transform/context.ts';
import { openNote } from '../../shared/hugo/transform/note.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { PublishSource } from './source.ts';

/** A note as it is read for one plan. */
export interface ReadNote extends NoteSource {
  /** It begins with a byte order mark, which is no part of `text`. */
  marked: boolean;
  /** Hash of its bytes. */
  hash: string;
}

/** Reads each file of the vault once, while a plan is made. */
export interface VaultReader {
  /** Undefined where the bytes are not UTF-8. */
  note(path: string): ReadNote | undefined;
  facts(path: string): NoteFacts;
  attachment(path: string): { data: Uint8Array; hash: string };
  exists(path: string): boolean;
  notePaths: readonly string[];
  attachmentPaths: ReadonlySet<string>;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

export function createReader(source: PublishSource): VaultReader {
  const notes = new Map<string, ReadNote | undefined>();
  const facts = new Map<string, NoteFacts>();
  const attachments = new Map<string, { data: Uint8Array; hash: string }>();
  const notePaths = [...source.notes()].map((note) => note.path).sort();
  const known = new Set(notePaths);
  const factsOf = (path: string) => remembered(facts, path, () => source.facts(path));
  return {
    notePaths,
    attachmentPaths: new Set(source.attachments()),
    exists: (path) => known.has(path),
    facts: factsOf,
    note: (path) => remembered(notes, path, () => readNote(source.read(path), path, () => factsOf(path))),
    attachment: (path) =>
      remembered(attachments, path, () => {
        const data = source.read(path);
        return { data, hash: hashBytes(data) };
      }),
  };
}

function readNote(bytes: Uint8Array, path: string, facts: () => NoteFacts): ReadNote | undefined {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return undefined;
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { ...openNote(path, text, facts()), marked, hash: hashBytes(bytes) };
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  const there = map.get(key);
  if (there !== undefined || map.has(key)) return there as T;
  const made = make();
  map.set(key, made);
  return made;
}

/** Let others run now and then during a long loop, and stop where the caller has gone. */
export function createPause(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (signal?.aborted) throw new AppError('cancelled', 'The call was cancelled');
    if (performance.now() - last < 8) return;
    await new Promise((resume) => setImmediate(resume));
    last = performance.now();
  };
}
