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
/** Names of Hugo's section files: every folder has one, and none is a topic. */
const sectionFiles = new Set(['_index', 'index']);

/** Whether mentions of this name are looked for. */
export const isName = (text: string) => isMentionable(text) && !sectionFiles.has(text.toLowerCase());

/** The names of all notes, to be found in texts: read from the table when first needed. */
export function createNameSet(db: Db) {
  const allNames = db.prepare<[], { file: number; text: string }>(
    'SELECT names.file, names.text FROM names JOIN files ON files.id = names.file WHERE files.note = 1',
  );
  let trie: NameTrie<number> | undefined;

  function names(): NameTrie<number> {
    if (trie) return trie;
    trie = createNameTrie<number>();
    for (const { file, text } of allNames.iterate()) if (isName(text)) trie.add(text, file);
    return trie;
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
    add(text: string, file: number): void {
      if (isName(text)) trie?.add(text, file);
    },
    remove: (text: string, file: number) => trie?.remove(text, file),
    /** The table is another by now. */
    forget(): void {
      trie = undefined;
    },
  };
}

export type NameSet = ReturnType<typeof createNameSet>;
