import type { Params, Result } from '../../shared/contract/api.ts';
import { type DigestEntry, digestText, isQuoted } from '../../shared/link/digest.ts';
import { linkKey } from '../../shared/link/resolve.ts';
import { localDate } from '../../shared/note/date.ts';
import type { FileRow } from '../index/files.ts';
import type { Store } from '../index/store.ts';
import type { Sharing } from '../publish/shared-text.ts';
import type { Vault } from '../vault/vault.ts';
import type { Ignored } from './ignored.ts';
import { blockIndex, createSources, type Source } from './source.ts';

/** Paragraphs about one topic, by the note and the place in it. */
type Gathered = Map<number, { row: FileRow; entries: Map<string, DigestEntry> }>;

interface DigestOptions {
  vault: Vault;
  store: Store;
  ignored: Ignored;
  clock: () => Date;
  sharing: () => Sharing;
}

/**
 * What was written between two dates about each topic, linked or mentioned; for a week or a month. A post is for others:
 * what any target of the settings keeps at home is not in it.
 */
export function createDigest({ vault, store, ignored, clock, sharing }: DigestOptions) {
  const { db, files, links, mentions } = store;
  const between = db
    .prepare<[string, string], number>(
      'SELECT id FROM files WHERE note = 1 AND date >= ? AND date <= ? ORDER BY date, path',
    )
    .pluck();

  /** Topics that stand in a note, each with the places. */
  function placesIn(source: Source): { target: number; start: number }[] {
    const skip = ignored.filter();
    const linked = links
      .from(source.row.id)
      .filter((link) => link.embed === 0 && link.target !== source.row.id);
    const mentioned = mentions.from(source.row.id).filter(({ target, name, start, stop, weak }) => {
      const path = files.byId(target)?.path ?? '';
      return (
        !weak &&
        !skip({ target: path, name, source: source.row.path, text: source.text, from: start, to: stop })
      );
    });
    const targets = linked.flatMap(({ target, start }) => (target === null ? [] : [{ target, start }]));
    return [...targets, ...mentioned].sort((a, b) => a.start - b.start);
  }

  function gather(source: Source, into: Gathered, shared: Sharing | undefined): void {
    if (shared?.staysHome(source.row.path)) return;
    for (const { target, start } of placesIn(source)) {
      const block = source.blocks[blockIndex(source, start)];
      const row = files.byId(target);
      if (!block || !row?.note || block.kind === 'heading' || block.kind === 'code') continue;
      if (isQuoted(source.text, block.from)) continue;
      if (shared?.staysHome(row.path)) continue;
      const topic = into.get(target) ?? { row, entries: new Map<string, DigestEntry>() };
      const { path, title, date } = source.row;
      const whole = source.text.slice(block.from, block.to);
      const text = shared ? shared.stretch(path, source.text, block) : whole;
      if (text.trim() === '') continue;
      topic.entries.set(`${path} ${block.from}`, { source: path, title, date, text });
      into.set(target, topic);
    }
  }

  return {
    /** `from` and `to` are dates, both included. Topics of most paragraphs come first. */
    write({ from, to, title, post }: Params<'topic.digest'>): Result<'topic.digest'> {
      const open = createSources(vault, store);
      const topics: Gathered = new Map();
      const shared = post ? sharing() : undefined;
      for (const id of between.all(from, to)) {
        const source = open(id);
        if (source) gather(source, topics, shared);
      }
      const sorted = [...topics.values()]
        .map(({ row, entries }) => ({ name: linkName(row), path: row.path, entries: [...entries.values()] }))
        .sort((a, b) => b.entries.length - a.entries.length || (a.path < b.path ? -1 : 1));
      const paragraphs = new Set([...topics.values()].flatMap(({ entries }) => [...entries.keys()]));
      // Hugo leaves out what has a date to come.
      const today = localDate(clock());
      const date = to < today ? to : today;
      return {
        topics: sorted.map(({ name, path, entries }) => ({ name, path, count: entries.length })),
        paragraphs: paragraphs.size,
        text: digestText(title, sorted, post ? [`date = ${date}`, 'draft = true'] : []),
      };
    },
  };

  /** The bare name while it means this note, else the path. */
  function linkName(row: FileRow): string {
    return files.candidates(linkKey(row.path)).length > 1 ? row.path.replace(/\.md$/i, '') : row.name;
  }
}

export type Digest = ReturnType<typeof createDigest>;
