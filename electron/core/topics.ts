import type { Result } from '../../shared/contract/api.ts';
import { termKey, termsOf } from '../../shared/link/topics.ts';
import { fold } from '../../shared/text/fold.ts';
import { basename } from '../../shared/text/path.ts';
import type { FileRow } from '../index/files.ts';
import type { IdSet } from '../index/id-set.ts';
import { blockAt } from '../index/pack.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Backlinks, Occurrence } from './backlinks.ts';
import { createDiscovery } from './discovery.ts';
import type { Ignored } from './ignored.ts';
import type { Pace } from './pace.ts';
import { blockIndex, headingPath, type Source } from './source.ts';

type Timeline = Result<'topic.read'>;
type Entry = Timeline['entries'][number];

/** Other topics told of beside one, and proposals. */
const mostRelated = 30;
const mostBeside = 8;

/** An entry, with the block that it is, of which note. */
interface Gathered {
  entry: Entry;
  block: number;
  file: number;
}

interface TopicOptions {
  vault: Vault;
  store: Store;
  backlinks: Backlinks;
  ignored: Ignored;
  /** Ids of the files that are kept out of lists. */
  excluded: () => IdSet;
}

/** Topics: notes that others point to or speak of, and what was written about them. */
export function createTopics({ vault, store, backlinks, ignored, excluded }: TopicOptions) {
  const { db, files } = store;
  const mentionsIn = db.prepare<[string], { target: number; count: number }>(
    `SELECT target, count(*) AS count FROM mentions WHERE file IN (SELECT value FROM json_each(?)) GROUP BY target`,
  );
  const namesMentioned = db.prepare<[number], { name: string; count: number }>(
    'SELECT lower(name) AS name, count(*) AS count FROM mentions WHERE target = ? GROUP BY lower(name)',
  );
  const mentioned = db.prepare<[number], { target: number; start: number }>(
    'SELECT target, start FROM mentions WHERE file = ? AND weak = 0',
  );
  const byName = db
    .prepare<[string], number>(
      `SELECT file FROM names JOIN files ON files.id = names.file WHERE folded = ? AND files.note = 1
     ORDER BY CASE kind WHEN 'name' THEN 0 WHEN 'title' THEN 1 ELSE 2 END, length(files.path) LIMIT 1`,
    )
    .pluck();
  const aliases = db
    .prepare<[number], string>("SELECT text FROM names WHERE file = ? AND kind = 'alias'")
    .pluck();
  function targetsIn(file: number): { target: number; start: number }[] {
    const linked = store.links.from(file).flatMap(({ target, start }) => {
      return target !== null && files.byId(target)?.note ? [{ target, start }] : [];
    });
    return [...linked, ...mentioned.all(file)];
  }

  /** The window asks at every change: of all files there is only a number each. */
  async function list(limit = 100): Promise<Result<'topic.list'>> {
    const [linked, mentioned] = await Promise.all([store.links.pointedTo(), store.mentions.counts()]);
    const hidden = excluded();
    const less = leftOut(hidden);
    const mentions = (id: number) => Math.max(0, (mentioned[id] ?? 0) - (less.get(id) ?? 0));
    const sums = new Int32Array(Math.max(linked.length, mentioned.length));
    for (let id = 0; id < sums.length; id++) sums[id] = (linked[id] ?? 0) + (mentioned[id] ?? 0);
    for (const id of less.keys()) if (id < sums.length) sums[id] = (linked[id] ?? 0) + mentions(id);
    for (const id of hidden) if (id < sums.length) sums[id] = 0;
    // Attachments are among those that are linked to: where they take the room, more are looked at.
    for (let wanted = 2 * limit; ; wanted *= 4) {
      const most = mostFirst(sums, wanted);
      const rows = topicRows(most, (id) => ({ linked: linked[id] ?? 0, mentions: mentions(id) }));
      if (rows.length >= limit || most.length < wanted) return rows.slice(0, limit);
    }
  }

  function topicRows(
    ids: readonly number[],
    countsOf: (id: number) => Pick<TopicRow, 'linked' | 'mentions'>,
  ): TopicRow[] {
    const rows = [...files.byIds(ids).values()].filter(({ note }) => note === 1);
    return rows
      .map((row) => ({ path: row.path, name: shownName(row), ...countsOf(row.id) }))
      .sort((a, b) => sum(b) - sum(a) || (a.path < b.path ? -1 : 1));
  }

  /** Mentions that do not count: neither what an excluded note says (its links do, as they do beside a note), nor what is ignored. */
  function leftOut(hidden: IdSet): Map<number, number> {
    const less = new Map<number, number>();
    const add = (id: number, count: number) => less.set(id, (less.get(id) ?? 0) + count);
    if (hidden.size > 0) {
      for (const { target, count } of mentionsIn.all(JSON.stringify([...hidden]))) add(target, count);
    }
    const never = ignored.never();
    const aside = ignored.placeCounts();
    for (const path of new Set([...Object.keys(never), ...aside.keys()])) {
      const id = files.get(path)?.id;
      if (id === undefined) continue;
      const names = namesMentioned.all(id).filter(({ name }) => never[path]?.includes(fold(name)));
      add(
        id,
        names.reduce((total, name) => total + name.count, aside.get(path) ?? 0),
      );
    }
    return less;
  }

  async function read(row: FileRow, pace: Pace): Promise<Timeline> {
    const entries = new Map<string, Gathered>();
    await backlinks.occurrences(row, pace, (one) => addEntry(entries, one));
    const sorted = [...entries.values()].sort(
      ({ entry: a }, { entry: b }) =>
        (a.date === b.date ? 0 : a.date < b.date ? 1 : -1) ||
        (a.source === b.source ? a.from - b.from : a.source < b.source ? -1 : 1),
    );
    return {
      path: row.path,
      name: shownName(row),
      title: row.title,
      aliases: aliases.all(row.id),
      summary: summary(row),
      entries: sorted.map(({ entry }) => entry),
      related: await related(row, [...entries.values()], pace),
    };
  }

  function addEntry(entries: Map<string, Gathered>, { source, from, to, link }: Occurrence): void {
    const block = blockIndex(source, from);
    const span = source.blocks[block] ?? lineAround(source.text, from);
    const key = `${source.row.id}:${span.from}`;
    const known = entries.get(key);
    const mark = {
      from: from - span.from,
      to: Math.min(to, span.to) - span.from,
      linked: link !== undefined,
    };
    if (known) {
      known.entry.marks.push(mark);
      known.entry.marks.sort((a, b) => a.from - b.from);
      known.entry.linked ||= mark.linked;
      return;
    }
    const text = source.text.slice(span.from, span.to);
    entries.set(key, {
      block,
      file: source.row.id,
      entry: {
        source: source.row.path,
        title: source.row.title,
        date: source.row.date,
        line: source.blocks[block]?.line ?? source.lines.line(span.from),
        headings: headingPath(source, from),
        text,
        linked: mark.linked,
        code: text.includes('`') || nextIsCode(source, block),
        marks: [mark],
        from: span.from,
      },
    });
  }

  /** Other topics in the same blocks, by the number of blocks they share. */
  async function related(
    row: FileRow,
    entries: readonly Gathered[],
    pace: Pace,
  ): Promise<Timeline['related']> {
    const counts = new Map<number, number>();
    const blocksOf = Map.groupBy(entries, ({ file }) => file);
    for (const [file, gathered] of blocksOf) {
      const wanted = new Set(gathered.map(({ block }) => block));
      const blocks = store.facts.blocks(file);
      const seen = new Set<string>();
      for (const { target, start } of targetsIn(file)) {
        const block = blockAt(blocks, start);
        if (target === row.id || target === file || !wanted.has(block)) continue;
        const key = `${target}:${block}`;
        if (!seen.has(key)) counts.set(target, (counts.get(target) ?? 0) + 1);
        seen.add(key);
      }
      pace.check();
      await pace.rest(0, 0);
    }
    const least = [...counts.values()].sort((a, b) => b - a)[2 * mostRelated] ?? 0;
    const rows = files.byIds([...counts].flatMap(([id, count]) => (count >= least ? [id] : [])));
    return [...rows.values()]
      .map((other) => ({ path: other.path, name: shownName(other), count: counts.get(other.id) ?? 0 }))
      .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
      .slice(0, mostRelated);
  }

  /** First paragraph of the topic's own note. */
  function summary(row: FileRow): string {
    const first = store.facts.blocks(row.id).find((block) => block.kind === 'paragraph');
    if (!first) return '';
    try {
      return vault.read(row.path).text.slice(first.from, Math.min(first.to, first.from + 400));
    } catch {
      return '';
    }
  }

  const discover = createDiscovery(store, excluded, (name) => byName.get(fold(name).trim()) !== undefined);

  /** Proposals that stand in the same blocks as a topic, by the number of blocks they share. */
  async function beside(
    row: FileRow,
    limit: number | undefined,
    pace: Pace,
  ): Promise<Result<'topic.beside'>> {
    const proposals = new Map((await discover(mostProposals)).map((one) => [termKey(one.term), one]));
    const counts = new Map<string, number>();
    for (const { text } of (await read(row, pace)).entries) {
      for (const key of termKeys(text)) if (proposals.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
      pace.check();
      await pace.rest(0, 0);
    }
    return [...proposals]
      .flatMap(([key, one]) => {
        const together = counts.get(key);
        return together ? [{ ...one, together }] : [];
      })
      .sort((a, b) => b.together - a.together)
      .slice(0, limit ?? mostBeside);
  }

  return {
    list,
    read,
    beside,
    /** The note that a name, title or alias belongs to; names win over titles, titles over aliases. */
    find(name: string): FileRow | undefined {
      const id = byName.get(fold(name).trim());
      return id === undefined ? undefined : files.byId(id);
    },
    onPage(row: FileRow): Result<'topic.onPage'> {
      const counts = new Map<number, { mentions: number; linked: number }>();
      const at = (id: number) => {
        const count = counts.get(id) ?? { mentions: 0, linked: 0 };
        counts.set(id, count);
        return count;
      };
      for (const link of store.links.from(row.id)) {
        if (link.target !== null && link.target !== row.id) at(link.target).linked++;
      }
      const skip = ignored.filter();
      const text = readText(vault, row.path);
      const mentions = store.mentions.from(row.id);
      const rows = files.byIds([...new Set(mentions.map(({ target }) => target))]);
      for (const { target, name, start, stop, weak } of mentions) {
        const path = rows.get(target)?.path ?? '';
        if (weak || skip({ target: path, name, source: row.path, text, from: start, to: stop })) continue;
        at(target).mentions++;
      }
      return [...counts]
        .flatMap(([id, count]) => {
          const other = files.byId(id);
          return other?.note ? [{ path: other.path, name: shownName(other), ...count }] : [];
        })
        .sort((a, b) => b.mentions + b.linked - a.mentions - a.linked || (a.path < b.path ? -1 : 1));
    },
    discover,
  };
}

export type Topics = ReturnType<typeof createTopics>;

type TopicRow = Result<'topic.list'>[number];

const sum = ({ linked, mentions }: Pick<TopicRow, 'linked' | 'mentions'>) => linked + mentions;

/** Of more proposals than this, those of fewer notes are not looked for beside a topic. */
const mostProposals = 500;

/** The keys of what may be topics in a paragraph: its terms, and the names that its links give. */
function termKeys(text: string): Set<string> {
  const terms = termsOf(text, [{ from: 0, to: text.length }]).map(({ key }) => key);
  const links = [...text.matchAll(/\[\[([^\]|#\n]+)/g)].map(([, name = '']) =>
    termKey(basename(name).trim()),
  );
  return new Set([...terms, ...links]);
}

/** So many of those that are alike are told apart by their paths. */
const mostAlike = 2000;

/** The places of the largest, those that equal the last of the first `limit` included. */
function mostFirst(sums: Int32Array, limit: number): number[] {
  const sorted = sums.slice().sort();
  const least = Math.max(1, sorted[sorted.length - limit] ?? 1);
  const above: number[] = [];
  const alike: number[] = [];
  for (let id = 0; id < sums.length; id++) {
    const sum = sums[id] as number;
    if (sum > least) above.push(id);
    else if (sum === least && alike.length < limit + mostAlike) alike.push(id);
  }
  return [...above, ...alike];
}

/** Hugo's section files are all named alike: their titles tell them apart. */
export const shownName = (row: Pick<FileRow, 'name' | 'title'>) =>
  /^_?index$/i.test(row.name) ? row.title : row.name;

/** A paragraph that leads into a fence speaks of that code. */
function nextIsCode(source: Source, block: number): boolean {
  const next = source.blocks[block + 1];
  return source.blocks[block]?.kind === 'code' || next?.kind === 'code';
}

function lineAround(text: string, offset: number): { from: number; to: number } {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { from, to: end < 0 ? text.length : end };
}

function readText(vault: Vault, path: string): string {
  try {
    return vault.read(path).text;
  } catch {
    return '';
  }
}
