import MiniSearch from 'minisearch';
import { fitName, fitPinyin, letterMask } from '../../shared/search/subsequence.ts';
import { fold, foldWithMap } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';

interface NameEntry {
  id: number;
  file: number;
  path: string;
  name: string;
  title: string;
  kind: 'name' | 'title' | 'alias';
  text: string;
  folded: string;
  pinyin: string;
  note: 0 | 1;
  mask: number;
  pinyinMask: number;
}

export interface SwitchHit {
  path: string;
  name: string;
  title: string;
  score: number;
  via: 'name' | 'title' | 'alias' | 'pinyin';
  matched: string;
  ranges: [number, number][];
}

/** Fewer good hits than this, and typos are forgiven. */
const enough = 3;

/**
 * Names, titles and aliases by a few typed letters: in order, by pinyin, and with a typo.
 * The list is read from the index when first asked for, and again once names have changed.
 */
export function createSwitcher(db: Db, namesRevision: () => number) {
  const all = db.prepare<[], Omit<NameEntry, 'id' | 'mask' | 'pinyinMask'>>(
    `SELECT names.file, files.path, files.name, files.title, names.kind, names.text, names.folded, names.pinyin,
            files.note
     FROM names JOIN files ON files.id = names.file`,
  );
  const last = db.prepare<[number], Pick<NameEntry, 'path' | 'name' | 'title' | 'text'>>(
    'SELECT path, name, title, name AS text FROM files WHERE note = 1 ORDER BY modified DESC LIMIT ?',
  );
  let entries: NameEntry[] = [];
  let typos: MiniSearch<NameEntry> | undefined;
  let state = '';

  function load(): NameEntry[] {
    const now = `${namesRevision()}:${db.pragma('data_version', { simple: true })}`;
    if (now !== state) {
      entries = all.all().map((row, id) => {
        return { ...row, id, mask: letterMask(row.folded), pinyinMask: letterMask(row.pinyin) };
      });
      typos = undefined;
      state = now;
    }
    return entries;
  }

  function fitEntry(entry: NameEntry, query: string, mask: number): SwitchHit | undefined {
    if ((entry.mask & mask) === mask) {
      const found = fitName(query, entry.folded);
      if (found) return hit(entry, found.score - (entry.kind === 'alias' ? 5 : 0), entry.kind, found.ranges);
    }
    if (entry.kind === 'name' && query.includes('/')) {
      const found = fitName(query, fold(entry.path));
      // Ranges are those of what is shown, the name: a path that fits marks nothing in it.
      if (found) return hit(entry, found.score, 'name', []);
    }
    if (entry.pinyin === '' || (entry.pinyinMask & mask) !== mask) return undefined;
    const score = fitPinyin(query, entry.pinyin);
    return score === undefined ? undefined : hit(entry, score, 'pinyin', []);
  }

  function forgiving(query: string): SwitchHit[] {
    if (!typos) {
      typos = new MiniSearch<NameEntry>({ fields: ['folded'], idField: 'id' });
      typos.addAll(entries);
    }
    const found = typos.search(query, {
      fuzzy: (term) => (term.length > 7 ? 2 : term.length > 3 ? 1 : 0),
      prefix: true,
    });
    return found.slice(0, 20).flatMap(({ id, score }) => {
      const entry = entries[id as number];
      return entry ? [hit(entry, Math.min(90, score), entry.kind, [])] : [];
    });
  }

  return {
    /**
     * Best names first, each file once.
     * @param notesOnly leaves attachments out
     */
    find(query: string, limit: number, notesOnly = true): SwitchHit[] {
      const folded = fold(query).trim();
      if (folded === '') return [];
      const mask = letterMask(folded.replaceAll(' ', ''));
      const best = new Map<string, SwitchHit>();
      const keep = (one: SwitchHit) => {
        const known = best.get(one.path);
        if (!known || one.score > known.score) best.set(one.path, one);
      };
      for (const entry of load()) {
        if (notesOnly && !entry.note) continue;
        const found = fitEntry(entry, folded, mask);
        if (found) keep(found);
      }
      if (best.size < enough) for (const found of forgiving(folded)) keep(found);
      const hits = [...best.values()]
        .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
        .slice(0, limit);
      return hits.map((one) => ({ ...one, ranges: onOriginal(one.matched, one.ranges) }));
    },
    /** Notes changed last: from the table, since a change of the text alone is no change of a name. */
    recent(limit: number): SwitchHit[] {
      return last.all(limit).map((row) => hit(row, 0, 'name', []));
    },
  };
}

export type Switcher = ReturnType<typeof createSwitcher>;

function hit(
  entry: Pick<NameEntry, 'path' | 'name' | 'title' | 'text'>,
  score: number,
  via: SwitchHit['via'],
  ranges: [number, number][],
): SwitchHit {
  const { path, name, title, text } = entry;
  return { path, name, title, score: Math.round(score), via, matched: text, ranges };
}

/** Ranges of the folded text, on the text as it is written. */
function onOriginal(text: string, ranges: [number, number][]): [number, number][] {
  if (ranges.length === 0) return ranges;
  const map = foldWithMap(text);
  return ranges.map(([from, to]) => [map.starts[from] ?? 0, map.ends[to - 1] ?? text.length]);
}
