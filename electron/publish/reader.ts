import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { NoteSource } from '../../shared/hugo/transform/context.ts';
import { openNote } from '../../shared/hugo/transform/note.ts';
import { equalTargets, type LinkTarget, linkKey, resolveLink } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { stem } from '../../shared/text/path.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { createReadOnce, fileHash } from './memory.ts';
import type { NoteText, PublishSource } from './source.ts';

/** A note as it is read for one page. */
export interface ReadNote extends NoteSource {
  /** It begins with a byte order mark, which is no part of `text`. */
  marked: boolean;
  /** Hash of its bytes. */
  hash: string;
}

/** What choosing, placing and linking need of a note: small, so that those of all notes can be kept. */
export interface NoteHead extends Pick<NoteFacts, 'title' | 'frontMatter' | 'links'> {
  hash: string;
  /** Names of its tags. */
  tags: string[];
}

/** Reads the vault for one plan: each note once, where it is not known as it is. */
export interface VaultReader {
  /** Undefined where the bytes are not UTF-8. */
  head(path: string): NoteHead | undefined;
  /** The whole note, to be made into a page; undefined where the bytes are not UTF-8. `text` stands for them. */
  note(path: string, text?: string): ReadNote | undefined;
  /** As the note, or this text of it, is now; nothing is kept of it. */
  headNow(path: string, text?: string): NoteHead | undefined;
  attachmentHash(path: string): string;
  attachment(path: string): Uint8Array;
  /** Bytes of an attachment; 0 where it is gone. */
  attachmentSize(path: string): number;
  /** Let go of one whole note, or of all; they are read again where they are asked for. */
  release(path?: string): void;
  exists(path: string): boolean;
  /** The file that a link leads to. */
  resolve(source: string, link: LinkTarget): string | undefined;
  /** Files that a link names equally well; see `equalTargets`. */
  equals(source: string, link: LinkTarget): readonly string[];
  notePaths: readonly string[];
  attachmentPaths: ReadonlySet<string>;
}

/** So many characters of notes are held at once: they are read to be chosen, and again to be made into pages. */
const mostOpen = 24_000_000;

export function createReader(source: PublishSource): VaultReader {
  const { memory } = source;
  const stats = new Map([...source.notes()].map((note) => [note.path, note]));
  const notePaths = [...stats.keys()].sort();
  const attachmentPaths = new Set(source.attachments());
  const open = new Map<string, ReadNote | undefined>();
  const heads = new Map<string, NoteHead | undefined>();
  const openText = source.opener();
  let held = 0;
  const sizes = new Map<string, number>();
  const byKey = Map.groupBy([...notePaths, ...attachmentPaths], linkKey);
  const candidates = (key: string) => byKey.get(key) ?? [];
  const known = memory?.slot('heads', createReadOnce<NoteHead | undefined>);
  known?.keepOnly(stats);

  function note(path: string, text?: string): ReadNote | undefined {
    if (text !== undefined) return readNote({ text, bom: false, hash: hashBytes(Buffer.from(text)) }, path);
    if (open.has(path)) return open.get(path);
    const read = readNote(openText(path), path);
    open.set(path, read);
    held += read?.text.length ?? 0;
    for (const [first, oldest] of open) {
      if (held <= mostOpen || open.size === 1) break;
      open.delete(first);
      held -= oldest?.text.length ?? 0;
    }
    return read;
  }

  function head(path: string): NoteHead | undefined {
    if (heads.has(path)) return heads.get(path);
    const stat = stats.get(path);
    const read = () => headOf(note(path));
    const found = stat && known ? known.get(path, stat, read) : read();
    heads.set(path, found);
    return found;
  }

  return {
    notePaths,
    attachmentPaths,
    exists: (path) => stats.has(path),
    head,
    note,
    headNow(path, text) {
      const now = text === undefined ? readNote(openText(path), path) : note(path, text);
      return headOf(now);
    },
    attachment: (path) => source.read(path),
    attachmentHash: (path) =>
      fileHash(memory, join(source.vaultDir, path), () => source.read(path)) ?? hashBytes(source.read(path)),
    attachmentSize(path) {
      const size =
        sizes.get(path) ?? statSync(join(source.vaultDir, path), { throwIfNoEntry: false })?.size ?? 0;
      sizes.set(path, size);
      return size;
    },
    release(path) {
      for (const each of path === undefined ? [...open.keys()] : [path]) {
        held -= open.get(each)?.text.length ?? 0;
        open.delete(each);
      }
    },
    resolve: (path, link) => resolveLink(link, path, candidates),
    equals: (path, link) => equalTargets(link, path, candidates),
  };
}

function readNote(read: NoteText | undefined, path: string): ReadNote | undefined {
  if (!read) return undefined;
  const { text, bom: marked, hash } = read;
  return Object.assign(openNote(path, text, pageFacts(scanNote(text, stem(path)))), { marked, hash });
}

/** Without what no page asks for, which is most of it. */
function pageFacts(facts: NoteFacts): NoteFacts {
  return { ...facts, blocks: facts.blocks.filter(({ id }) => id !== undefined), prose: [], tasks: [] };
}

/** A copy to the last string: a part of the text would hold all of it in memory. */
function headOf(note: ReadNote | undefined): NoteHead | undefined {
  if (!note) return undefined;
  const { title, frontMatter, links, tags } = note.facts;
  const head: NoteHead = { hash: note.hash, title, frontMatter, links, tags: tags.map(({ name }) => name) };
  return JSON.parse(JSON.stringify(head)) as NoteHead;
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
