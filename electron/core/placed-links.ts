import { frontMatterQuote } from '../../shared/link/quoting.ts';
import type { PlacedLink } from '../../shared/link/rename.ts';
import type { LinkRecord } from '../index/links.ts';
import type { Store } from '../index/store.ts';
import { createAnyReader } from '../vault/note-reader.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';

export interface LinkOptions {
  vault: Vault;
  store: Store;
  /** Take in those of these notes that are no longer what the index knows; returns whether there are any. */
  takeChanged: (paths: Iterable<string>) => boolean;
}

/** Links with what stands for them in their notes, and the notes that they stand in. */
export function placeLinks(
  { vault, store, takeChanged }: LinkOptions,
  find: () => readonly LinkRecord[],
): { placed: PlacedLink[]; sources: ReadonlyMap<string, NoteFile> } {
  const read = createAnyReader(vault);
  const readSources = () =>
    new Map([...new Set(links.map(({ source }) => source))].map((path) => [path, read(path)]));
  let links = find();
  let sources = readSources();
  // Places in a note count from its text as it was indexed.
  const others = [...sources].filter(([path, { hash }]) => store.files.get(path)?.hash !== hash);
  if (others.length > 0 && takeChanged(others.map(([path]) => path))) {
    links = find();
    sources = readSources();
  }
  const placed = links.flatMap((link) => {
    const one = place(link, sources.get(link.source)?.text ?? '');
    return one ? [one] : [];
  });
  return { placed, sources };
}

function place(link: LinkRecord, text: string): PlacedLink | undefined {
  const { kind, source, path, fragment, to, target_start: from, target_stop: stop } = link;
  if (to === null) return undefined;
  return {
    kind,
    source,
    path,
    target: to,
    from,
    raw: text.slice(from, stop),
    angled: text[from - 1] === '<' && text[stop] === '>',
    fragment: fragment ?? undefined,
    quote: link.block < 0 ? frontMatterQuote(text, from) : undefined,
  };
}
