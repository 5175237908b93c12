import { noteDate } from '../../shared/note/date.ts';
import type { BlockKind, Span } from '../../shared/note/facts.ts';
import { splitNote } from '../../shared/note/front-matter.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import type { SearchNote } from '../../shared/search/match.ts';
import type { Outline } from '../../shared/search/places.ts';
import type { FileRow } from '../index/files.ts';
import { blockSpans } from '../index/pack.ts';
import type { Store } from '../index/store.ts';
import { createBulkReader } from '../vault/bulk-read.ts';
import { parseLimit } from '../vault/text-file.ts';
import type { Vault } from '../vault/vault.ts';

/** A file that was found out not to be readable any more: no hit. */
export class Unreadable extends Error {}

/** Files as search sees them: those of some rows at once. */
export type SearchNotes = (rows: readonly FileRow[]) => (row: FileRow) => SearchNote;

/** The text of a file is read, and parsed, when first asked for: both may throw `Unreadable`. */
export function createSearchNotes(vault: Vault, store: Store): SearchNotes {
  const read = createBulkReader(vault);

  function textOf(row: FileRow): string {
    // What is too large to be indexed is known by its name alone.
    if (!row.note || row.size > parseLimit) return '';
    const text = read(row.path);
    if (text === undefined) throw new Unreadable(row.path);
    return text;
  }

  function noteOf(row: FileRow, batch: Batch): SearchNote {
    let text: string | undefined;
    let aliases: readonly string[] | undefined;
    let facts: ReturnType<SearchNote['facts']> | undefined;
    // Until its facts are in, what a note is called is read in its text.
    const known = row.note === 0 || (row.hash !== null && row.size >= 0);
    const note: SearchNote = {
      path: row.path,
      name: row.name,
      modified: row.modified,
      created: row.created,
      get title() {
        return known ? row.title : note.facts().title;
      },
      get date() {
        return known ? row.date : noteDate(note.facts(), row.path, row.modified);
      },
      get text() {
        text ??= textOf(row);
        return text;
      },
      get aliases() {
        aliases ??= known ? (batch.aliases().get(row.id) ?? []) : note.facts().aliases;
        return aliases;
      },
      outline: () =>
        known && row.doc !== null
          ? outlineOf(store, row.id, batch.blocks().get(row.id), note.text)
          : undefined,
      facts() {
        facts ??= scanNote(note.text, row.name);
        return facts;
      },
    };
    return note;
  }

  return (rows) => {
    const batch = batchOf(store, rows);
    return (row) => noteOf(row, batch);
  };
}

/** What the index keeps of some files, fetched for all of them when first asked for. */
interface Batch {
  aliases(): ReadonlyMap<number, readonly string[]>;
  blocks(): ReadonlyMap<number, Uint8Array>;
}

function batchOf({ facts }: Store, rows: readonly FileRow[]): Batch {
  const ids = () => rows.map(({ id }) => id);
  let aliases: ReturnType<Batch['aliases']> | undefined;
  let blocks: ReturnType<Batch['blocks']> | undefined;
  return {
    aliases: () => (aliases ??= facts.aliasesOf(ids())),
    blocks: () => (blocks ??= facts.packedBlocks(ids())),
  };
}

/** From what the index keeps of a note; undefined where that cannot be of this text. */
function outlineOf(
  store: Store,
  id: number,
  packed: Uint8Array | undefined,
  text: string,
): Outline | undefined {
  const blocks = blockSpans(packed);
  if ((blocks.at(-1)?.to ?? 0) > text.length) return undefined;
  let headings: Outline['headings'] | undefined;
  return {
    blocks,
    code: (lang) => blocks.filter(({ kind, from }) => kind === 'code' && fenceLanguage(text, from) === lang),
    get headings() {
      headings ??= headingsOf(blocks.filter(isHeading), store.facts.headings(id));
      return headings;
    },
    get bodyFrom() {
      return splitNote(text).bodyFrom;
    },
  };
}

const isHeading = ({ kind }: { kind: BlockKind }) => kind === 'heading';

/** Both are written together, so that they are as many. */
function headingsOf(spans: readonly Span[], texts: readonly { text: string }[]): Outline['headings'] {
  return spans.map((span, at) => ({ text: texts[at]?.text ?? '', span }));
}

const fence = /[ \t>]*(?:`{3,}|~{3,})[ \t]*([^\s{,]+)/y;

/** Of the block that begins at an offset. */
function fenceLanguage(text: string, from: number): string | undefined {
  fence.lastIndex = from;
  return fence.exec(text)?.[1]?.toLowerCase();
}
