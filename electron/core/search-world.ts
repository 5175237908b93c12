import type { SearchWorld } from '../../shared/search/match.ts';
import { isNote } from '../../shared/text/path.ts';
import type { FileRow } from '../index/files.ts';
import type { Store } from '../index/store.ts';
import type { Notes } from './notes.ts';
import type { Topics } from './topics.ts';

/** The note that a query means by a name, an alias or a path. */
export function noteCalled({ files }: Store, topics: Topics, name: string): FileRow | undefined {
  const asked = name.replace(/^\[\[|\]\]$/g, '');
  return files.get(asked) ?? files.get(isNote(asked) ? asked : `${asked}.md`) ?? topics.find(asked);
}

/** What a query can ask of the graph; each set is made once a query, when first asked for. */
export function createWorld(store: Store, topics: Topics, notes: Notes): SearchWorld {
  const { db, links, mentions } = store;
  let orphans: ReadonlySet<string> | undefined;
  let broken: ReadonlySet<string> | undefined;

  function sources(name: string, of: (file: number) => { source: string }[]): ReadonlySet<string> {
    const row = noteCalled(store, topics, name);
    return new Set(row ? of(row.id).map(({ source }) => source) : []);
  }

  return {
    linksTo: (name) => sources(name, links.to),
    mentions: (name) => sources(name, mentions.to),
    orphans: () =>
      (orphans ??= new Set(
        db
          .prepare<[], string>(
            `SELECT path FROM files WHERE note = 1
             AND id NOT IN (SELECT file FROM links WHERE target != 0 AND target != file)
             AND id NOT IN (SELECT target FROM links WHERE target != file)`,
          )
          .pluck()
          .all(),
      )),
    broken: () =>
      (broken ??= new Set(
        notes
          .links(undefined)
          .filter((link) => link.target === null || link.fragmentFound === false)
          .map((link) => link.source),
      )),
  };
}
