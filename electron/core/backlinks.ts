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

/** Who links to a note, and who speaks of it without a link. */
export function createBacklinks(vault: Vault, store: Store, ignored: Ignored, excluded: () => Excluded) {
  /** All places of one note in others, by source path, then by offset. */
  function occurrences(target: { id: number; path: string }, mentions: boolean): Occurrence[] {
    const open = createSources(vault, store);
    const skip = ignored.filter();
    const hidden = mentions ? excluded() : undefined;
    const found: Occurrence[] = [];
    for (const link of store.links.to(target.id)) {
      const source = link.file === target.id ? undefined : open(link.file);
      if (source) found.push({ source, from: link.start, to: link.stop, link, mention: undefined });
    }
    for (const mention of mentions ? store.mentions.to(target.id) : []) {
      const source = open(mention.file);
      if (!source || (hidden?.any && hidden.is(source.row.path))) continue;
      const { start: from, stop: to, name } = mention;
      if (skip({ target: target.path, name, source: mention.source, text: source.text, from, to })) continue;
      found.push({ source, from, to, link: undefined, mention });
    }
    return found;
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
    list(target: { id: number; path: string }, mentions: boolean): Result<'backlink.list'> {
      const all = occurrences(target, mentions);
      const linked = all.flatMap((one) => (one.link ? [{ ...place(one), raw: one.link.raw }] : []));
      const spoken = all.flatMap((one) =>
        one.mention ? [{ ...place(one), text: one.mention.name, weak: one.mention.weak === 1 }] : [],
      );
      const order = (list: typeof spoken) => list.sort((a, b) => Number(a.weak) - Number(b.weak));
      return { linked: linked.sort(newestFirst), mentions: order(spoken.sort(newestFirst)) };
    },
  };
}

export type Backlinks = ReturnType<typeof createBacklinks>;

function newestFirst(a: Place, b: Place): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.from - b.from;
}
