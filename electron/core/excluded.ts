import { IdSet } from '../index/id-set.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';

/** Files that the vault's settings keep out of where people look for things. */
export interface Excluded {
  /** The filters as one text. */
  filters: string;
  /** False where nothing is excluded: then nobody need ask. */
  any: boolean;
  is(path: string): boolean;
  /** Of the files in the index. */
  ids(limit: number): IdSet;
}

/**
 * What is excluded by now: the settings are read anew, since Obsidian may be open beside us. A filter is the beginning
 * of a path, or `/an expression/` that some part of one matches; case does not matter, as in Obsidian.
 */
export function readExcluded(store: Store, settings: SettingsFile): Excluded {
  const filters = settings.read().excluded;
  const tests = filters.flatMap((filter) => testOf(filter) ?? []);
  const is = (path: string) => tests.some((test) => test(path));
  return {
    filters: filters.join('\n'),
    any: tests.length > 0,
    is,
    ids(limit) {
      const rows = store.files.paths().filter(({ path }) => is(path));
      return IdSet.of(
        limit,
        rows.map(({ id }) => id),
      );
    },
  };
}

/** Ids of what is excluded, found anew only where a name or a filter has changed: the window asks at every change. */
export function createExcludedIds(store: Store, settings: SettingsFile): () => IdSet {
  let known: { now: string; ids: IdSet } | undefined;
  return () => {
    const excluded = readExcluded(store, settings);
    if (!excluded.any) return new IdSet(0);
    const version = store.db.pragma('data_version', { simple: true });
    const now = `${store.facts.namesRevision()}:${version}:${excluded.filters}`;
    if (known?.now !== now) known = { now, ids: excluded.ids(store.search.limit()) };
    return known.ids;
  };
}

function testOf(filter: string): ((path: string) => boolean) | undefined {
  const [, expression] = /^\/(.+)\/$/s.exec(filter) ?? [];
  if (expression === undefined) {
    const start = filter.replace(/^\/+/, '').toLowerCase();
    return start === '' ? undefined : (path) => path.toLowerCase().startsWith(start);
  }
  try {
    const pattern = new RegExp(expression, 'iu');
    return (path) => pattern.test(path);
  } catch {
    // Broken by hand: it excludes nothing.
    return undefined;
  }
}

/** The first of a list that pass, where the list can only be asked for by its length. */
export function beyond<T>(ask: (count: number) => T[], limit: number, pass: (one: T) => boolean): T[] {
  for (let count = limit * 2; ; count *= 4) {
    const all = ask(count);
    const kept = all.filter(pass);
    if (kept.length >= limit || all.length < count) return kept.slice(0, limit);
  }
}
