import { resolveLink } from '../../shared/link/resolve.ts';
import type { Db } from './database.ts';
import type { Files } from './files.ts';

export interface LinkRecord {
  file: number;
  seq: number;
  source: string;
  kind: 'wiki' | 'markdown';
  embed: 0 | 1;
  raw: string;
  start: number;
  stop: number;
  line: number;
  col: number;
  path: string;
  fragment: string | null;
  text: string | null;
  target_start: number;
  target_stop: number;
  block: number;
  target: number | null;
  /** Path of the target. */
  to: string | null;
}

interface Unresolved {
  file: number;
  seq: number;
  source: string;
  kind: 'wiki' | 'markdown';
  path: string;
  target: number | null;
}

/** Links with what they resolve to, kept true as files come and go: only links that name a file are looked at again. */
export function createLinks(db: Db, files: Files) {
  const select = `SELECT links.*, source.path AS source, target.path AS "to" FROM links
    JOIN files AS source ON source.id = links.file LEFT JOIN files AS target ON target.id = links.target`;
  const open = `SELECT links.file, links.seq, files.path AS source, links.kind, links.path, links.target
    FROM links JOIN files ON files.id = links.file`;
  const ofFile = db.prepare<[number], Unresolved>(`${open} WHERE links.file = ?`);
  const ofKey = db.prepare<[string, string], Unresolved>(`${open} WHERE links.key = ? OR links.key2 = ?`);
  const setTarget = db.prepare('UPDATE links SET target = ? WHERE file = ? AND seq = ?');
  const from = db.prepare<[number], LinkRecord>(`${select} WHERE links.file = ? ORDER BY links.start`);
  const to = db.prepare<[number], LinkRecord>(
    `${select} WHERE links.target = ? ORDER BY source.path, links.start`,
  );
  const naming = db.prepare<[string, string], LinkRecord>(`${select} WHERE links.key = ? OR links.key2 = ?`);
  const all = db.prepare<[], LinkRecord>(`${select} ORDER BY source.path, links.start`);

  function resolve(links: readonly Unresolved[]): Set<number> {
    const touched = new Set<number>();
    for (const link of links) {
      const path = resolveLink(link, link.source, files.candidates);
      const target = path === undefined ? null : (files.get(path)?.id ?? null);
      if (target === link.target) continue;
      setTarget.run(target, link.file, link.seq);
      touched.add(link.file);
    }
    return touched;
  }

  return {
    resolveOf: (file: number) => resolve(ofFile.all(file)),
    /** Resolve again what may point to a file name with this key. Returns the notes whose links changed. */
    resolveKey: (key: string) => resolve(ofKey.all(key, key)),
    from: (file: number) => from.all(file),
    to: (target: number) => to.all(target),
    /** Links that give a file name with this key, whatever they resolve to. */
    naming: (key: string) => naming.all(key, key),
    all: () => all.all(),
  };
}

export type Links = ReturnType<typeof createLinks>;
