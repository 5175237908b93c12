import { isNote } from '../../shared/text/path.ts';
import type { FileRow } from '../index/files.ts';
import type { Store } from '../index/store.ts';
import type { Notes } from './notes.ts';
import { breathe } from './slices.ts';
import type { Topics } from './topics.ts';

/** The note that a query means by a name, an alias or a path. */
export function noteCalled({ files }: Store, topics: Topics, name: string): FileRow | undefined {
  const asked = name.replace(/^\[\[|\]\]$/g, '');
  return files.get(asked) ?? files.get(isNote(asked) ? asked : `${asked}.md`) ?? topics.find(asked);
}

/** Notes whose links are looked at at once. */
const atOnce = 20;

/** What a query can ask of the graph; each set is made once a query, when first asked for. */
export function createWorld(store: Store, topics: Topics, notes: Notes) {
  const { db, links, mentions } = store;
  let orphans: ReadonlySet<string> | undefined;
  const broken = new Set<string>();
  let looked: number | undefined = -1;

  function sources(name: string, of: (file: number) => { source: string }[]): ReadonlySet<string> {
    const row = noteCalled(store, topics, name);
    return new Set(row ? of(row.id).map(({ source }) => source) : []);
  }

  /** For links that lead nowhere, and links to a part that is not there. */
  function* looking(): Generator<void> {
    if (looked === undefined) return;
    for (const path of links.broken()) broken.add(path);
    const hasFragment = notes.fragments();
    while (looked !== undefined) {
      const { links: some, last } = links.withFragments(looked, atOnce);
      for (const link of some) {
        if (!broken.has(link.source) && hasFragment(link) === false) broken.add(link.source);
      }
      looked = last;
      yield;
    }
  }

  return {
    linksTo: (name: string) => sources(name, links.to),
    mentions: (name: string) => sources(name, mentions.to),
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
    broken() {
      for (const _ of looking());
      return broken;
    },
    /** The same with other calls let in between: many notes may have to be read. */
    async findBroken(): Promise<void> {
      for (const _ of looking()) await breathe();
    },
  };
}
