import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { linkTextFor } from '../../shared/link/resolve.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import type { MentionRow } from '../index/mentions.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { Ignored } from './ignored.ts';
import type { NoteEdits } from './note-edits.ts';
import { blockIndex, createSources, type Source } from './source.ts';

interface MentionLinkOptions {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  ignored: Ignored;
  /** Take in those of these notes that are no longer what the index knows. */
  takeChanged: (paths: Iterable<string>) => unknown;
}

/** The edits that turn mentions of one note into links: in the places named, else everywhere but inside longer words. */
export function planMentionLinks(
  { vault, store, settings, ignored, takeChanged }: MentionLinkOptions,
  { target, places }: Params<'mention.link'>,
): NoteEdits[] {
  const row = store.files.get(target);
  if (!row) throw new AppError('not-found', `${target} is not in the vault`, { path: target });
  takeChanged(new Set(store.mentions.to(row.id).map(({ source }) => source)));
  const open = createSources(vault, store);
  const skip = ignored.filter();
  const wanted = places && new Set(places.map(({ source, from }) => `${from} ${source}`));

  const chosen = store.mentions.to(row.id).filter((mention) => {
    if (wanted) return wanted.has(`${mention.start} ${mention.source}`);
    if (mention.weak) return false;
    const source = open(mention.file);
    const { start: from, stop: to, name } = mention;
    return source && !skip({ target, name, source: mention.source, text: source.text, from, to });
  });

  return [...Map.groupBy(chosen, (mention) => mention.file)].flatMap(([file, mentions]) => {
    const source = open(file);
    if (!source) return [];
    const note = vault.read(source.row.path);
    if (note.readOnly) return [];
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
    const edits: TextEdit[] = mentions.map((one) => ({ from: one.start, to: one.stop, insert: link(one) }));
    return [{ path: source.row.path, file: note, edits }];
  });
}

function inTable(source: Source, offset: number): boolean {
  return source.blocks[blockIndex(source, offset)]?.kind === 'table-row';
}
