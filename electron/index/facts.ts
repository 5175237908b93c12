import { linkKeys } from '../../shared/link/resolve.ts';
import type { LinkFact, NoteFacts } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';
import { packBlocks, packSpans } from './pack.ts';
import { pinyinOf } from './pinyin.ts';

export interface NameRow {
  kind: 'name' | 'title' | 'alias';
  text: string;
}

/** Everything that one note says, written and taken away as a whole. */
export function createFactStore(db: Db) {
  const tables = ['headings', 'links', 'tags', 'names'];
  const clears = tables.map((table) => db.prepare(`DELETE FROM ${table} WHERE file = ?`));
  const names = db.prepare<[number], NameRow>('SELECT kind, text FROM names WHERE file = ?');
  const putName = db.prepare(
    'INSERT OR IGNORE INTO names (file, kind, text, folded, pinyin) VALUES (?, ?, ?, ?, ?)',
  );
  const putHeading = db.prepare('INSERT INTO headings VALUES (?, ?, ?, ?, ?, ?, ?)');
  const putLink = db.prepare(
    'INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)',
  );
  const putTag = db.prepare('INSERT OR IGNORE INTO tags (file, key, name) VALUES (?, ?, ?)');
  const putFile = db.prepare(
    'UPDATE files SET hash = ?, title = ?, date = ?, draft = ?, problem = ?, prose = ?, blocks = ? WHERE id = ?',
  );

  function clear(file: number): void {
    for (const statement of clears) statement.run(file);
  }

  function putLinks(file: number, links: readonly LinkFact[]): void {
    links.forEach((link, seq) => {
      const [key = '', key2] = linkKeys(link);
      putLink.run(
        file,
        seq,
        link.kind,
        link.embed ? 1 : 0,
        link.raw,
        link.span.from,
        link.span.to,
        link.line,
        link.column,
        link.path,
        link.fragment ?? null,
        link.text ?? null,
        link.target.from,
        link.target.to,
        link.block,
        key,
        key2 ?? null,
      );
    });
  }

  /** Grows when a name comes, goes or changes: lists made of names are then read again. */
  let namesRevision = 0;

  return {
    clear,
    namesRevision: () => namesRevision,
    namesChanged: () => namesRevision++,
    names: (file: number) => names.all(file),
    /** Write the facts of a note; its links are unresolved until `links.resolveOf`. */
    put(file: { id: number; name: string }, facts: NoteFacts, hash: string, date: string): void {
      clear(file.id);
      for (const row of namesOf(file.name, facts)) {
        putName.run(file.id, row.kind, row.text, fold(row.text), pinyinOf(row.text));
      }
      facts.headings.forEach((heading, seq) => {
        const { from, to } = heading.span;
        putHeading.run(file.id, seq, heading.level, heading.text, from, to, heading.line);
      });
      putLinks(file.id, facts.links);
      for (const tag of facts.tags) putTag.run(file.id, fold(tag.name), tag.name);
      putFile.run(
        hash,
        facts.title,
        date,
        facts.frontMatter?.properties.some(({ name, value }) => name === 'draft' && value === true) ? 1 : 0,
        facts.frontMatter?.problem ? JSON.stringify(facts.frontMatter.problem) : null,
        packSpans(facts.prose),
        packBlocks(facts.blocks),
        file.id,
      );
    },
    /** A file that is known by its name alone: an attachment, or a note too large or too broken to read. */
    putName(file: { id: number; name: string }, hash: string, problem: string | undefined): void {
      clear(file.id);
      putName.run(file.id, 'name', file.name, fold(file.name), pinyinOf(file.name));
      putFile.run(hash, file.name, '', 0, problem ?? null, null, null, file.id);
    },
  };
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
