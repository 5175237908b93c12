import { AppError } from '../../shared/contract/errors.ts';
import { rememberForms, termsOf } from '../../shared/link/topics.ts';
import { noteDate } from '../../shared/note/date.ts';
import type { Span } from '../../shared/note/facts.ts';
import { scanFacts } from '../../shared/note/scan/scan-note.ts';
import { indexTokens, tokensOfParts } from '../../shared/text/tokens.ts';
import type { FileStat } from '../index/folders.ts';
import type { Mention } from '../index/name-set.ts';
import { type NoteRows, noteRows } from '../index/note-rows.ts';
import { blockSpans, packAscending, unpackSpans } from '../index/pack.ts';
import { partCuts } from '../index/parts.ts';
import { packTerms } from '../index/terms.ts';
import type { TextRow, TextRows } from '../index/text-rows.ts';
import type { NoteTokens } from '../index/words.ts';
import type { NoteReader } from '../vault/note-reader.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';

/** What a note speaks of. `terms` undefined: they were not asked for. */
export interface Spoken {
  mentions: Mention[];
  /** Packed, as the index keeps them. */
  terms: string | undefined;
}

/**
 * What is to be made of one note, and what came of it. Nothing of it is written: so it can be done in another thread.
 * `away`: the file is not there at this moment, or not waiting.
 */
export interface Jobs {
  facts: {
    /** As its row says when the job is made. */
    job: { id: number; path: string; name: string; hash: string | null; size: number };
    result:
      | { id: number; stat: FileStat; rows?: NoteRows; unread?: { hash: string; problem: string } }
      | Away;
  };
  text: {
    job: { id: number };
    /** `hash` undefined: nothing can be read of it but its name. */
    result: { id: number; hash: string | undefined; tokens: NoteTokens; spoken: Spoken } | Away;
  };
  spoken: {
    job: { id: number; path: string; prose: Uint8Array; terms: boolean };
    result: { id: number; hash: string | undefined; spoken: Spoken } | Away;
  };
}

export type JobKind = keyof Jobs;
export type Job<K extends JobKind> = Jobs[K]['job'];
export type Result<K extends JobKind> = Jobs[K]['result'];

interface Away {
  id: number;
  away: true;
}

const silent: Spoken = { mentions: [], terms: '' };

/** What says that a file is not there at this moment, and nothing of what is in it. */
const awayCodes = new Set(['vault-lost', 'not-found', 'busy', 'invalid-path']);

export interface NoteWorkOptions {
  vault: Vault;
  reader: NoteReader;
  /** Names of others in a text. */
  find: (self: number, text: string, prose: readonly Span[]) => Mention[];
  /** What the index knows of files whose full text is to be made. */
  rows: TextRows;
}

/** From jobs to their results, one for each: reads files, and writes nothing. */
export function createNoteWork({ vault, reader, find, rows }: NoteWorkOptions) {
  const keyOf = rememberForms();

  /** The note, or the code of what keeps it from being read as text. */
  function read(path: string): NoteFile | string {
    try {
      const file = reader.read(path);
      return file.readOnly ?? file;
    } catch (error) {
      if (error instanceof AppError) return error.code;
      // A bad sector, a share that fails: this file cannot be read, and the others can.
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (code && syscall) return code;
      throw error;
    }
  }

  function facts({ id, path, name, hash }: Job<'facts'>): Result<'facts'> {
    const file = read(path);
    if (typeof file === 'string') return unreadable(id, path, file);
    const { size, modified, created, ino } = file;
    const stat = { size, modified, created, ino };
    if (file.hash === hash) return { id, stat };
    try {
      const found = scanFacts(file.text, name);
      return { id, stat, rows: noteRows(name, found, file.hash, noteDate(found, path, modified)) };
    } catch (error) {
      // One note that the parser has no stack for must not keep the others out.
      if (!(error instanceof RangeError)) throw error;
      return { id, stat, unread: { hash: file.hash, problem: JSON.stringify({ code: 'too-deep' }) } };
    }
  }

  function unreadable(id: number, path: string, code: string): Result<'facts'> {
    const stat = awayCodes.has(code) ? undefined : vault.stat(path);
    if (!stat || stat === 'folder') return { id, away: true };
    return { id, stat, unread: { hash: '', problem: JSON.stringify({ code }) } };
  }

  function speech(id: number, text: string, prose: Uint8Array, terms: boolean): Spoken {
    const spans = unpackSpans(prose);
    return {
      mentions: find(id, text, spans),
      terms: terms ? packTerms(termsOf(text, spans, keyOf)) : undefined,
    };
  }

  function texts(jobs: readonly Job<'text'>[]): Result<'text'>[] {
    const waiting = new Map(rows(jobs.map(({ id }) => id)).map((row) => [row.id, row]));
    return jobs.map(({ id }) => {
      const row = waiting.get(id);
      return row ? text(row) : { id, away: true };
    });
  }

  function text({ id, path, note, hash, names, headings, tags, prose, blocks }: TextRow): Result<'text'> {
    const file = note === 1 ? read(path) : undefined;
    if (typeof file === 'string' && awayCodes.has(file)) return { id, away: true };
    const readable = typeof file === 'object' ? file : undefined;
    const body = readable?.text ?? '';
    const cuts = readable?.hash === hash ? partCuts(body, blockSpans(blocks)) : [];
    const { tokens: words, starts } = tokensOfParts(body, cuts);
    const tokens: NoteTokens = {
      name: indexTokens(names.join('\n')),
      heading: indexTokens(headings.join('\n')),
      tag: indexTokens(tags.join('\n')),
      body: words,
      parts: starts && packAscending(starts),
    };
    const spoken = readable ? speech(id, readable.text, prose, true) : silent;
    return { id, hash: readable?.hash, tokens, spoken };
  }

  function spoken({ id, path, prose, terms }: Job<'spoken'>): Result<'spoken'> {
    const file = read(path);
    if (typeof file === 'string') {
      if (awayCodes.has(file)) return { id, away: true };
      return { id, hash: undefined, spoken: terms ? silent : { ...silent, terms: undefined } };
    }
    return { id, hash: file.hash, spoken: speech(id, file.text, prose, terms) };
  }

  return {
    facts: (jobs: readonly Job<'facts'>[]) => jobs.map(facts),
    text: texts,
    spoken: (jobs: readonly Job<'spoken'>[]) => jobs.map(spoken),
    read,
  };
}

export type NoteWork = { [K in JobKind]: (jobs: readonly Job<K>[]) => Result<K>[] };
