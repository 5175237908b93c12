import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { placeLink } from '../../shared/link/link-text.ts';
import { linkTextFor } from '../../shared/link/resolve.ts';
import type { MentionRow } from '../index/mentions.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { Ignored } from './ignored.ts';
import type { NoteEdits } from './note-edits.ts';
import type { Pace } from './pace.ts';
import { blockIndex, createSources, type Source } from './source.ts';

interface MentionLinkOptions {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  ignored: Ignored;
  /** Take in those of these notes that are no longer what the index knows. */
  takeChanged: (paths: Iterable<string>) => unknown;
}

/** So many notes are compared with the disk at once. */
const few = 20;

/**
 * The edits that turn mentions of one note into links: in the places named, else everywhere but inside longer words.
 * @throws AppError `not-found`, or `cancelled` where the caller wants no more of it
 */
export async function planMentionLinks(
  { vault, store, settings, ignored, takeChanged }: MentionLinkOptions,
  { target, places }: Params<'mention.link'>,
  pace: Pace,
): Promise<NoteEdits[]> {
  const id = targetId();
  const skip = ignored.filter();
  const wanted = places && new Set(places.map(({ source, from }) => `${from} ${source}`));

  function targetId(): number {
    const row = store.files.get(target);
    if (!row) throw new AppError('not-found', `${target} is not in the vault`, { path: target });
    return row.id;
  }

  function editsOf(file: number, open: ReturnType<typeof createSources>): NoteEdits[] {
    const source = open(file);
    if (!source) return [];
    const chosen = store.mentions.from(file).filter((mention) => {
      if (mention.target !== id) return false;
      if (wanted) return wanted.has(`${mention.start} ${mention.source}`);
      const { start: from, stop: to, name } = mention;
      return !mention.weak && !skip({ target, name, source: mention.source, text: source.text, from, to });
    });
    const note = chosen.length > 0 ? vault.read(source.row.path) : undefined;
    if (!note || note.readOnly) return [];
    const { format, markdown } = settings.read().links;
    const link = (mention: MentionRow) =>
      linkTextFor(target, {
        source: source.row.path,
        candidates: store.files.candidates,
        format,
        markdown,
        text: mention.name,
        inTable: inTable(source, mention.start),
      });
    const edits = chosen.map((one) => placeLink(source.text, one.start, one.stop, link(one)));
    return [{ path: source.row.path, file: note, edits }];
  }

  async function sourcesOf(): Promise<[file: number, path: string][]> {
    const found = new Map<number, string>();
    for (const some of store.mentions.toInParts(id)) {
      for (const { file, source } of some) found.set(file, source);
      pace.check();
      await pace.rest(0, 0);
    }
    return [...found].sort(([, a], [, b]) => (a < b ? -1 : 1));
  }

  const sources = await sourcesOf();
  const edits: NoteEdits[] = [];
  for (let at = 0; at < sources.length; at += few) {
    pace.check();
    const some = sources.slice(at, at + few);
    takeChanged(some.map(([, path]) => path));
    const open = createSources(vault, store);
    for (const [file] of some) {
      edits.push(...editsOf(file, open));
      await pace.rest(at, sources.length);
    }
    // Where it has got another name meanwhile, links by the old one would lead nowhere.
    targetId();
  }
  return edits;
}

function inTable(source: Source, offset: number): boolean {
  return source.blocks[blockIndex(source, offset)]?.kind === 'table-row';
}
