import type { Params, Result } from '../../shared/contract/api.ts';
import { linkTextFor, resolveLink } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { fitName } from '../../shared/search/subsequence.ts';
import { fold } from '../../shared/text/fold.ts';
import { dirname, stem } from '../../shared/text/path.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';

type Item = Result<'complete.link'>[number];

/** What may stand between `[[` and `]]`: notes and aliases, and after `#` the headings, after `#^` the blocks of one. */
export function createCompletion(vault: Vault, store: Store, settings: SettingsFile) {
  const { files, switcher } = store;

  /** The inside of a wikilink to a note; undefined for a name that no wikilink can hold. */
  function inside(target: string, source: string, text?: string): string | undefined {
    const { format } = settings.read().links;
    const context = { source, candidates: files.candidates, format, markdown: false, text, inTable: false };
    return /^\[\[(.*)\]\]$/s.exec(linkTextFor(target, context))?.[1];
  }

  function notes(source: string, query: string, limit: number): Item[] {
    const hits = query === '' ? switcher.recent(limit) : switcher.find(query, limit, false);
    return hits.flatMap(({ path, name, title, via, matched }): Item[] => {
      const alias = via === 'alias';
      const insert = inside(path, source, alias ? matched : undefined);
      if (insert === undefined) return [];
      if (alias) return [{ label: matched, detail: path, insert, kind: 'alias' }];
      const label = title === name ? name : `${name} · ${title}`;
      return [{ label, detail: dirname(path), insert, kind: files.get(path)?.note ? 'note' : 'attachment' }];
    });
  }

  function parts(source: string, before: string, query: string, limit: number): Item[] {
    const target =
      before === '' ? source : resolveLink({ kind: 'wiki', path: before }, source, files.candidates);
    if (target === undefined || !files.get(target)?.note) return [];
    const text = vault.read(target).text;
    const facts = scanNote(text, stem(target));
    const blocks = query.startsWith('^');
    const items = blocks ? blockItems(facts, text, before) : headingItems(facts, before);
    const wanted = fold(query.replace(/^\^/, '')).trim();
    return items.filter((item) => wanted === '' || fitName(wanted, fold(item.label))).slice(0, limit);
  }

  return ({ source, query, limit = 20 }: Params<'complete.link'>): Result<'complete.link'> => {
    const hash = query.indexOf('#');
    if (hash < 0) return notes(source, query, limit);
    return parts(source, query.slice(0, hash), query.slice(hash + 1), limit);
  };
}

export type Completion = ReturnType<typeof createCompletion>;

function headingItems(facts: NoteFacts, before: string): Item[] {
  return facts.headings.map((heading) => ({
    label: heading.text,
    detail: '#'.repeat(heading.level),
    // Marks that would end or divide the link are left out; matching ignores them.
    insert: `${before}#${heading.text.replace(/[[\]|#^\s]+/g, ' ').trim()}`,
    kind: 'heading',
  }));
}

function blockItems(facts: NoteFacts, text: string, before: string): Item[] {
  return facts.blocks.flatMap(({ id, span }) =>
    id === undefined
      ? []
      : [
          {
            label: `^${id}`,
            detail: text.slice(span.from, span.from + 80),
            insert: `${before}#^${id}`,
            kind: 'block',
          },
        ],
  );
}
