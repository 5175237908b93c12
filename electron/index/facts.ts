import type { Heading, NoteFacts } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';
import { packLinks } from './link-pack.ts';
import type { Links } from './links.ts';
import { packBlocks, packSpans, unpackBlocks, unpackSpans } from './pack.ts';
import { pinyinOf } from './pinyin.ts';

export interface NameRow {
  kind: 'name' | 'title' | 'alias';
  text: string;
}

export interface HeadingRow {
  level: number;
  text: string;
  line: number;
}

/** What of a note is kept packed, in one row: it is asked for by note alone. */
interface PackedNote {
  prose: Uint8Array;
  blocks: Uint8Array;
  headings: string;
}

/** Everything that one note says, written and taken away as a whole. */
export function createFactStore(db: Db, links: Links) {
  const dropNames = db.prepare('DELETE FROM names WHERE file = ?');
  const dropTags = db.prepare('DELETE FROM tags WHERE file = ?');
  const dropNote = db.prepare('DELETE FROM notes WHERE id = ?');
  const names = db.prepare<[number], NameRow>('SELECT kind, text FROM names WHERE file = ?');
  const tags = db.prepare<[number], string>('SELECT name FROM tags WHERE file = ?').pluck();
  const note = db.prepare<[number], PackedNote>('SELECT prose, blocks, headings FROM notes WHERE id = ?');
  const putName = db.prepare(
    "INSERT OR IGNORE INTO names (file, kind, text, folded, pinyin) VALUES (?, ?, ?, ?, '')",
  );
  const putPinyin = db.prepare('UPDATE names SET pinyin = ? WHERE file = ? AND kind = ? AND text = ?');
  const putTag = db.prepare('INSERT OR IGNORE INTO tags (file, key, name) VALUES (?, ?, ?)');
  const putNote = db.prepare(
    'INSERT OR REPLACE INTO notes (id, prose, blocks, headings, links) VALUES (?, ?, ?, ?, ?)',
  );
  const putFile = db.prepare(
    'UPDATE files SET hash = ?, title = ?, date = ?, draft = ?, problem = ? WHERE id = ?',
  );

  function clear(file: number): void {
    for (const statement of [dropNames, dropTags, dropNote]) statement.run(file);
    links.clear(file);
  }

  /** Grows when a name comes, goes or changes: lists made of names are then read again. */
  let namesRevision = 0;

  return {
    clear,
    namesRevision: () => namesRevision,
    namesChanged: () => namesRevision++,
    names: (file: number) => names.all(file),
    tags: (file: number) => tags.all(file),
    headings: (file: number) => unpackHeadings(note.get(file)?.headings),
    blocks: (file: number) => unpackBlocks(note.get(file)?.blocks ?? null),
    prose: (file: number) => unpackSpans(note.get(file)?.prose ?? null),
    /** Write the facts of a note. */
    put(
      file: { id: number; path: string; name: string },
      facts: NoteFacts,
      hash: string,
      date: string,
    ): void {
      clear(file.id);
      for (const row of namesOf(file.name, facts)) putName.run(file.id, row.kind, row.text, fold(row.text));
      for (const tag of facts.tags) putTag.run(file.id, fold(tag.name), tag.name);
      links.put(file, facts.links);
      putNote.run(
        file.id,
        packSpans(facts.prose),
        packBlocks(facts.blocks),
        packHeadings(facts.headings),
        packLinks(facts.links),
      );
      const draft = facts.frontMatter?.properties.some(
        ({ name, value }) => name === 'draft' && value === true,
      );
      const problem = facts.frontMatter?.problem && JSON.stringify(facts.frontMatter.problem);
      putFile.run(hash, facts.title, date, draft ? 1 : 0, problem ?? null, file.id);
    },
    /** A file that is known by its name alone: an attachment, or a note too large or too broken to read. */
    putName(file: { id: number; name: string }, hash: string, problem: string | undefined): void {
      clear(file.id);
      putName.run(file.id, 'name', file.name, fold(file.name));
      putFile.run(hash, file.name, '', 0, problem ?? null, file.id);
    },
    /** How names are spelt in Latin letters; dear to find, and not needed as soon as the names. */
    spell(file: number): void {
      for (const { kind, text } of names.all(file)) {
        const pinyin = pinyinOf(text);
        if (pinyin === '') continue;
        putPinyin.run(pinyin, file, kind, text);
        namesRevision++;
      }
    },
  };
}

function packHeadings(headings: readonly Heading[]): string {
  return headings.length === 0
    ? ''
    : JSON.stringify(headings.map(({ level, text, line }) => [level, text, line]));
}

function unpackHeadings(text: string | undefined): HeadingRow[] {
  if (!text) return [];
  return (JSON.parse(text) as [number, string, number][]).map(([level, heading, line]) => {
    return { level, text: heading, line };
  });
}

/** The texts by which a note is known, each once: what a later text repeats is left out. */
export function namesOf(name: string, facts: Pick<NoteFacts, 'title' | 'aliases'>): NameRow[] {
  const rows: NameRow[] = [
    { kind: 'name', text: name },
    { kind: 'title', text: facts.title },
    ...facts.aliases.map((text): NameRow => ({ kind: 'alias', text })),
  ];
  const seen = new Set<string>();
  return rows.filter(({ text }) => {
    const folded = fold(text).trim();
    if (folded === '' || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}
