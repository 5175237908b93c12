import { createNameTrie, isMentionable, type NameTrie } from '../../shared/link/mentions.ts';
import type { Span } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';

export interface Mention {
  from: number;
  to: number;
  target: number;
  name: string;
  weak: boolean;
}

export interface MentionRow {
  file: number;
  source: string;
  start: number;
  stop: number;
  target: number;
  name: string;
  weak: 0 | 1;
}

/** A name that this many notes share names none of them. */
const sharedLimit = 8;
/** Names of Hugo's section files: every folder has one, and none is a topic. */
const sectionFiles = new Set(['_index', 'index']);

/** Where names of notes stand in other notes. The trie of all names is made when first needed and follows the table. */
export function createMentions(db: Db) {
  const allNames = db.prepare<[], { file: number; text: string; folded: string }>(
    `SELECT names.file, names.text, names.folded FROM names JOIN files ON files.id = names.file WHERE files.note = 1`,
  );
  const clear = db.prepare('DELETE FROM mentions WHERE file = ?');
  const put = db.prepare(
    'INSERT OR REPLACE INTO mentions (file, start, target, stop, name, weak) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = `SELECT mentions.*, files.path AS source FROM mentions JOIN files ON files.id = mentions.file`;
  const to = db.prepare<[number], MentionRow>(`${select} WHERE target = ? ORDER BY source, start`);
  const from = db.prepare<[number], MentionRow>(`${select} WHERE file = ? ORDER BY start`);
  const asWritten = db.prepare<[number], { file: number; name: string }>(
    'SELECT DISTINCT file, name FROM mentions WHERE target = ?',
  );

  let trie: NameTrie<number> | undefined;
  let version: unknown;

  /** Another process on the same index may have brought names: its writes show in `data_version`. */
  function names(): NameTrie<number> {
    const now = db.pragma('data_version', { simple: true });
    if (!trie || version !== now) {
      trie = createNameTrie<number>();
      for (const row of allNames.all()) addTo(trie, row.text, row.file);
      version = now;
    }
    return trie;
  }

  const isName = (text: string) => isMentionable(text) && !sectionFiles.has(text.toLowerCase());

  function addTo(into: NameTrie<number>, text: string, file: number): void {
    if (isName(text)) into.add(text, file);
  }

  function find(self: number, text: string, spans: readonly Span[]): Mention[] {
    const found: Mention[] = [];
    for (const hit of names().find(text, spans)) {
      if (hit.targets.length > sharedLimit || hit.targets.includes(self)) continue;
      for (const target of hit.targets) {
        found.push({
          from: hit.from,
          to: hit.to,
          target,
          name: text.slice(hit.from, hit.to),
          weak: hit.weak,
        });
      }
    }
    return found;
  }

  return {
    find,
    /** Whether mentions of this name are looked for. */
    isName,
    /** Find and store the mentions in the plain text of one note. */
    update(file: number, text: string, prose: readonly Span[]): void {
      clear.run(file);
      for (const mention of find(file, text, prose)) {
        put.run(file, mention.from, mention.target, mention.to, mention.name, mention.weak ? 1 : 0);
      }
    },
    addName: (text: string, file: number) => {
      if (trie) addTo(trie, text, file);
    },
    /** The table of names was emptied. */
    forgetNames: () => {
      trie = undefined;
    },
    removeName: (text: string, file: number) => trie?.remove(text, file),
    /** Notes that mention a name of a note: what must be looked at again when the name goes. */
    filesNaming(target: number, name: string): number[] {
      const folded = fold(name).trim();
      const same = asWritten.all(target).filter((row) => fold(row.name).trim().startsWith(folded));
      return same.map(({ file }) => file);
    },
    to: (target: number) => to.all(target),
    from: (file: number) => from.all(file),
    clear: (file: number) => clear.run(file),
  };
}

export type Mentions = ReturnType<typeof createMentions>;
