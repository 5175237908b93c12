import { createNameTrie, isMentionable, type NameTrie } from '../../shared/link/mentions.ts';
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

  return {
    /** Mentions of others in the plain text of a note. */
    find(self: number, text: string, spans: readonly Span[]): Mention[] {
      const found: Mention[] = [];
      for (const { from, to, targets, weak } of names().find(text, spans)) {
        if (targets.length > sharedLimit || targets.includes(self)) continue;
        const name = text.slice(from, to);
        for (const target of targets) found.push({ from, to, target, name, weak });
      }
      return found;
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
