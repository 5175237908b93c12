import {
  createNameTrie,
  isMentionable,
  type NameMatch,
  type Names,
  type NameTrie,
} from '../../shared/link/mentions.ts';
import type { Span } from '../../shared/note/facts.ts';
import type { Db } from './database.ts';

export interface Mention {
  from: number;
  to: number;
  target: number;
  name: string;
  weak: boolean;
}

/** A name that this many notes share names none of them. */
const sharedLimit = 8;
/** The names of so many files are read at once: some milliseconds of work. */
const filesAtOnce = 1000;
/** Names of Hugo's section files: every folder has one, and none is a topic. */
const sectionFiles = new Set(['_index', 'index']);

/** Whether mentions of this name are looked for. */
export const isName = (text: string) => isMentionable(text) && !sectionFiles.has(text.toLowerCase());

/** The names of all notes, to be found in texts: read from the table when first needed. */
export function createNameSet(db: Db) {
  const namesOf = db.prepare<[number, number], { file: number; text: string }>(
    `SELECT names.file, names.text FROM names JOIN files ON files.id = names.file
     WHERE files.note = 1 AND names.file > ? AND names.file <= ?`,
  );
  const largest = db.prepare<[], number>('SELECT coalesce(max(file), 0) FROM names').pluck();
  let trie: NameTrie<number> | undefined;
  /** Grows with each change of the names, so that a set that was begun before is not taken for whole. */
  let changes = 0;

  function* make(): Generator<void> {
    const begun = changes;
    const made = createNameTrie<number>();
    const last = largest.get() as number;
    for (let from = 0; from < last; from += filesAtOnce) {
      for (const { file, text } of namesOf.all(from, from + filesAtOnce))
        if (isName(text)) made.add(text, file);
      yield;
      if (trie || changes !== begun) return;
    }
    trie = made;
  }

  function names(): NameTrie<number> {
    if (!trie) for (const _ of make());
    return trie as NameTrie<number>;
  }

  function ofOthers(self: number, text: string, matches: readonly NameMatch<number>[]): Mention[] {
    const found: Mention[] = [];
    for (const { from, to, targets, weak } of matches) {
      if (targets.length > sharedLimit || targets.includes(self)) continue;
      const name = text.slice(from, to);
      for (const target of targets) found.push({ from, to, target, name, weak });
    }
    return found;
  }

  return {
    /** Mentions of others in the plain text of a note. */
    find: (self: number, text: string, spans: readonly Span[]): Mention[] =>
      ofOthers(self, text, names().find(text, spans)),
    /** Those of one other note, which has these names. */
    findOf(target: number, of: Names, self: number, text: string, spans: readonly Span[]): Mention[] {
      const found = ofOthers(self, text, names().findNear(of, text, spans));
      return found.filter((mention) => mention.target === target);
    },
    /** Make the set a little at a time, before it is first needed. */
    make,
    add(text: string, file: number): void {
      changes++;
      if (isName(text)) trie?.add(text, file);
    },
    remove(text: string, file: number): void {
      changes++;
      trie?.remove(text, file);
    },
    /** The table is another by now. */
    forget(): void {
      changes++;
      trie = undefined;
    },
  };
}

export type NameSet = ReturnType<typeof createNameSet>;
