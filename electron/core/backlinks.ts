import type { Place, Result } from '../../shared/contract/api.ts';
import type { LinkRecord } from '../index/links.ts';
import type { MentionRow } from '../index/mentions.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Excluded } from './excluded.ts';
import type { Ignored } from './ignored.ts';
import { contextAt, createSources, headingPath, type Source } from './source.ts';

/** A link or a mention of one note, in its source. */
export interface Occurrence {
  source: Source;
  from: number;
  to: number;
  link: LinkRecord | undefined;
  mention: MentionRow | undefined;
}

type Open = ReturnType<typeof createSources>;

/** The same before its source is opened. */
interface Spot {
  file: number;
  source: string;
  date: string;
  from: number;
  to: number;
  link?: LinkRecord;
  mention?: MentionRow;
}

/** Who links to a note, and who speaks of it without a link. */
export function createBacklinks(vault: Vault, store: Store, ignored: Ignored, excluded: () => Excluded) {
  const byId = (file: number) => store.files.byId(file);

  function linksTo(target: number): Spot[] {
    return store.links.to(target).flatMap((link) => {
      const { file, source, start: from, stop: to } = link;
      return file === target ? [] : [{ file, source, date: byId(file)?.date ?? '', from, to, link }];
    });
  }

  /** Without those that were put aside, or stand in notes that are excluded. */
  function mentionsOf(target: { id: number; path: string }, open: Open): Spot[] {
    const skip = ignored.filter();
    const hidden = excluded();
    return store.mentions.to(target.id).flatMap((mention) => {
      const { file, source, date, start: from, stop: to, name } = mention;
      if (hidden.any && hidden.is(source)) return [];
      const place = {
        target: target.path,
        name,
        source,
        /** Read only where something was put aside in this note. */
        get text() {
          return open(file)?.text ?? '';
        },
        from,
        to,
      };
      if (skip(place)) return [];
      return [{ file, source, date, from, to, mention }];
    });
  }

  /** Undefined where the source cannot be shown as the index knows it. */
  function opened({ file, from, to, link, mention }: Spot, open: Open): Occurrence | undefined {
    const source = open(file);
    return source && { source, from, to, link, mention };
  }

  /** All places of one note in others, by source path, then by offset: links first. */
  function occurrences(target: { id: number; path: string }): Occurrence[] {
    const open = createSources(vault, store);
    const spots = [...linksTo(target.id), ...mentionsOf(target, open)];
    return spots.flatMap((spot) => opened(spot, open) ?? []);
  }

  function place({ source, from, to }: Occurrence): Place {
    const { context, from: start, at } = contextAt(source, from);
    const shift = at - start;
    return {
      source: source.row.path,
      title: source.row.title,
      date: source.row.date,
      line: source.lines.line(from),
      column: source.lines.column(from),
      from,
      to,
      context,
      marks: [[from + shift, Math.min(to + shift, context.length)]],
      headings: headingPath(source, from),
    };
  }

  return {
    occurrences,
    /** @param limit of links, and of mentions: only so many notes have to be read; `total` counts all */
    list(
      target: { id: number; path: string },
      { mentions = true, limit = Number.POSITIVE_INFINITY }: { mentions?: boolean; limit?: number } = {},
    ): Result<'backlink.list'> {
      const open = createSources(vault, store);
      const links = linksTo(target.id).sort(newestFirst);
      const spoken = mentions ? mentionsOf(target, open).sort(weakLast) : [];
      const first = (spots: readonly Spot[]) =>
        spots.slice(0, limit).flatMap((spot) => opened(spot, open) ?? []);
      return {
        linked: first(links).flatMap((one) => (one.link ? [{ ...place(one), raw: one.link.raw }] : [])),
        mentions: first(spoken).flatMap((one) =>
          one.mention ? [{ ...place(one), text: one.mention.name, weak: one.mention.weak === 1 }] : [],
        ),
        total: { linked: links.length, mentions: spoken.length },
      };
    },
  };
}

export type Backlinks = ReturnType<typeof createBacklinks>;

function newestFirst(a: Spot, b: Spot): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.from - b.from;
}

const weakLast = (a: Spot, b: Spot) => (a.mention?.weak ?? 0) - (b.mention?.weak ?? 0) || newestFirst(a, b);
