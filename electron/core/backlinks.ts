import type { Place, Result } from '../../shared/contract/api.ts';
import type { LinkRecord } from '../index/links.ts';
import type { MentionRow } from '../index/mentions.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Excluded } from './excluded.ts';
import type { Ignored } from './ignored.ts';
import type { Pace } from './pace.ts';
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
  /** Of the text that it stands in. */
  hash: string | null;
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
      const { date = '', hash = null } = byId(file) ?? {};
      return file === target ? [] : [{ file, source, date, hash, from, to, link }];
    });
  }

  /** Without those that were put aside, or stand in notes that are excluded. */
  function* mentionsOf(target: { id: number; path: string }, open: Open): Generator<Spot[]> {
    const skip = ignored.filter();
    const hidden = excluded();
    const spot = (mention: MentionRow): Spot[] => {
      const { file, source, date, hash, start: from, stop: to, name } = mention;
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
      return [{ file, source, date, hash, from, to, mention }];
    };
    for (const some of store.mentions.toInParts(target.id)) yield some.flatMap(spot);
  }

  /** Undefined where the source cannot be shown as the index knew it when the place was found. */
  function opened({ file, hash, from, to, link, mention }: Spot, open: Open): Occurrence | undefined {
    const source = open(file);
    return source && source.row.hash === hash ? { source, from, to, link, mention } : undefined;
  }

  /** All places of one note in others, in any order, each given to `take`. Other calls are let in between. */
  async function occurrences(
    target: { id: number; path: string },
    pace: Pace,
    take: (one: Occurrence) => void,
  ): Promise<void> {
    const open = createSources(vault, store);
    const show = async (spots: readonly Spot[]) => {
      for (const spot of spots) {
        const one = opened(spot, open);
        if (one) take(one);
        pace.check();
        await pace.rest(0, 0);
      }
    };
    await show(linksTo(target.id));
    for (const spots of mentionsOf(target, open)) await show(spots);
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
    async list(
      target: { id: number; path: string },
      { mentions = true, limit = Number.POSITIVE_INFINITY }: { mentions?: boolean; limit?: number },
      pace: Pace,
    ): Promise<Result<'backlink.list'>> {
      const open = createSources(vault, store);
      const spoken: Spot[] = [];
      for (const some of mentions ? mentionsOf(target, open) : []) {
        for (const spot of some) spoken.push(spot);
        pace.check();
        await pace.rest(0, 0);
      }
      const links = linksTo(target.id).sort(newestFirst);
      const first = async <T>(spots: readonly Spot[], show: (one: Occurrence) => T[]) => {
        const shown: T[] = [];
        for (const spot of spots.slice(0, limit)) {
          const one = opened(spot, open);
          if (one) shown.push(...show(one));
          pace.check();
          await pace.rest(0, 0);
        }
        return shown;
      };
      return {
        linked: await first(links, (one) => (one.link ? [{ ...place(one), raw: one.link.raw }] : [])),
        mentions: await first(spoken.sort(weakLast), (one) =>
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
