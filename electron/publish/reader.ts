import { AppError } from '../../shared/contract/errors.ts';
import { readDate } from '../../shared/hugo/dates.ts';
import { privateLooking } from '../../shared/hugo/offers.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import type { NoteSource } from '../../shared/hugo/transform/context.ts';
import { propertyOf } from '../../shared/hugo/transform/front-matter.ts';
import { openNote } from '../../shared/hugo/transform/note.ts';
import type { Visibility } from '../../shared/hugo/visibility.ts';
import { equalTargets, type LinkTarget, linkKey, resolveLink } from '../../shared/link/resolve.ts';
import type { FrontMatter, LinkFact, NoteFacts, Property } from '../../shared/note/facts.ts';
import { holdsBlankLines } from '../../shared/note/pieces.ts';
import { scanFacts, type UncountedFacts } from '../../shared/note/scan/scan-note.ts';
import { stem } from '../../shared/text/path.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { type AttachmentReader, createAttachmentReader } from './attachment-reader.ts';
import { createReadOnce } from './memory.ts';
import type { NoteText, PublishSource } from './source.ts';

/** A note as it is read for one page. */
export interface ReadNote extends NoteSource {
  /** It begins with a byte order mark, which is no part of `text`. */
  marked: boolean;
  /** Hash of its bytes. */
  hash: string;
}

/** What choosing, placing and linking need of a note: small, so that those of all notes can be kept. */
export interface NoteHead extends Visibility {
  hash: string;
  title: string;
  /** Names of its tags. */
  tags: string[];
  frontMatter?: HeadFrontMatter;
  /** Its links, those in the text and those in front matter, in JSON: few ask for more than those with a fragment. */
  links: string;
  /** Those of its text with a fragment. */
  fragments: HeadLink[];
  /** Headings that may begin a private section, by what they say. */
  privateLooking?: string[];
}

/** The links in the text of a note. */
export function linksOf({ links }: NoteHead): HeadLink[] {
  return (JSON.parse(links) as HeadLink[][])[0] ?? [];
}

export interface HeadFrontMatter {
  properties: Pick<Property, 'name' | 'value'>[];
  /** It cannot be read; and whether a line of it looks like a date. */
  problem?: { dated: boolean };
}

export type HeadLink = Pick<LinkFact, 'kind' | 'embed' | 'path' | 'fragment'>;

/** Reads the vault for one plan: each note once, where it is not known as it is. */
export interface VaultReader extends AttachmentReader {
  /** Undefined where the bytes are not UTF-8. */
  head(path: string): NoteHead | undefined;
  /** A note as it is on disk. */
  text(path: string): NoteText | undefined;
  /** The whole note, to be made into a page; undefined where the bytes are not UTF-8. `text` stands for them. */
  note(path: string, text?: string): ReadNote | undefined;
  /** As the note, or this text of it, is now; nothing is kept of it. */
  headNow(path: string, text?: string): NoteHead | undefined;
  /** Let go of one whole note, or of all; they are read again where they are asked for. */
  release(path?: string): void;
  exists(path: string): boolean;
  /** The file that a link leads to. */
  resolve(source: string, link: LinkTarget): string | undefined;
  /** Files that a link names equally well; see `equalTargets`. */
  equals(source: string, link: LinkTarget): readonly string[];
  /** The same where all files of the vault have the same paths. */
  names(): string;
  notePaths: readonly string[];
  attachmentPaths: ReadonlySet<string>;
}

/** So many characters of notes are held at once: they are read to be chosen, and again to be made into pages. */
const mostOpen = 1_500_000;

/** @param metadata what becomes of what pictures say of themselves */
export function createReader(
  source: PublishSource,
  metadata: Target['image_metadata'] = 'keep',
): VaultReader {
  const { memory } = source;
  const stats = new Map([...source.notes()].map((note) => [note.path, note]));
  const notePaths = [...stats.keys()].sort();
  const attachmentPaths = new Set(source.attachments());
  const open = new Map<string, ReadNote | undefined>();
  const heads = new Map<string, NoteHead | undefined>();
  const openText = source.opener();
  let held = 0;
  let byKey: Map<string, string[]> | undefined;
  const candidates = (key: string) => {
    byKey ??= Map.groupBy([...notePaths, ...attachmentPaths], linkKey);
    return byKey.get(key) ?? [];
  };
  let names: string | undefined;
  const known = memory && createReadOnce<NoteHead | undefined>(memory.table('heads'));
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
    ...createAttachmentReader(source, metadata),
    notePaths,
    attachmentPaths,
    names() {
      names ??= hashBytes(Buffer.from([...notePaths, '', ...attachmentPaths].join('\n'))).slice(0, 20);
      return names;
    },
    exists: (path) => stats.has(path),
    head,
    note,
    text: openText,
    headNow(path, text) {
      const now = text === undefined ? readNote(openText(path), path) : note(path, text);
      return headOf(now);
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
  return Object.assign(openNote(path, text, pageFacts(scanFacts(text, stem(path)))), { marked, hash });
}

/** Without what no page asks for, which is most of it. */
function pageFacts(facts: UncountedFacts): NoteFacts {
  const blocks = facts.blocks.filter((block) => block.id !== undefined || holdsBlankLines(block));
  return { ...facts, blocks, prose: [], tasks: [], words: 0, characters: 0 };
}

function headOf(note: ReadNote | undefined): NoteHead | undefined {
  if (!note) return undefined;
  const { facts, hash, text } = note;
  const { frontMatter: front } = facts;
  const inText = facts.links.filter(({ block }) => block >= 0).map(linkOf);
  const inFront = facts.links.filter(({ block }) => block < 0).map(linkOf);
  const offered = privateLooking(facts.headings);
  const properties = front?.properties.map(({ name, value }) => ({ name, value })) ?? [];
  const problem = front?.problem ? { problem: { dated: looksDated(front, text) } } : {};
  return {
    hash,
    title: facts.title,
    tags: facts.tags.map(({ name }) => name),
    ...visibilityIn(front),
    ...(front ? { frontMatter: { properties, ...problem } } : {}),
    links: JSON.stringify([inText, inFront]),
    fragments: inText.filter(({ fragment }) => fragment),
    ...(offered.length > 0 ? { privateLooking: offered } : {}),
  };
}

const linkOf = ({ kind, embed, path, fragment }: LinkFact): HeadLink => ({ kind, embed, path, fragment });

/** In front matter that cannot be read, a line that looks like a date counts: its error is to be told. */
function looksDated({ inner }: FrontMatter, text: string): boolean {
  const { from, to } = inner.to > inner.from ? inner : { from: 0, to: 2000 };
  return /^\s*["']?date["']?\s*[:=]/im.test(text.slice(from, to));
}

/** When the page of a note is there for readers. */
function visibilityIn(front: FrontMatter | undefined): Visibility {
  const time = (...names: string[]) => {
    for (const name of names) {
      const value = propertyOf(front, name);
      if (typeof value === 'string') return readDate(value);
    }
    return undefined;
  };
  const draft = propertyOf(front, 'draft');
  return {
    draft: draft === true || draft === 'true',
    starts: time('publishdate', 'pubdate', 'published', 'date'),
    expires: time('expirydate', 'unpublishdate'),
    ...(isUnrendered(front) ? { unrendered: true } : {}),
  };
}

/** What Hugo has other pages take from, but makes no page of. */
function isUnrendered(front: FrontMatter | undefined): boolean {
  const build = propertyOf(front, 'build') ?? propertyOf(front, '_build');
  const entries = typeof build === 'object' && build !== null ? Object.entries(build) : [];
  const render = entries.find(([key]) => key.toLowerCase() === 'render')?.[1];
  return propertyOf(front, 'headless') === true || ['never', 'link', 'false'].includes(String(render));
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
