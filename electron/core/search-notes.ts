import { noteDate } from '../../shared/note/date.ts';
import { splitNote } from '../../shared/note/front-matter.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import type { SearchNote } from '../../shared/search/match.ts';
import type { Outline } from '../../shared/search/places.ts';
import type { FileRow } from '../index/files.ts';
import type { Store } from '../index/store.ts';
import { createBulkReader } from '../vault/bulk-read.ts';
import { parseLimit } from '../vault/text-file.ts';
import type { Vault } from '../vault/vault.ts';

/** A file that was found out not to be readable any more: no hit. */
export class Unreadable extends Error {}

/**
 * Files as search sees them, for one query: those of some rows at once. The text is read, and parsed, when first asked
 * for: both may throw `Unreadable`.
 */
export function createSearchNotes(
  vault: Vault,
  store: Store,
): (rows: readonly FileRow[]) => (row: FileRow) => SearchNote {
  const read = createBulkReader(vault);

  function textOf(row: FileRow): string {
    // What is too large to be indexed is known by its name alone.
    if (!row.note || row.size > parseLimit) return '';
    const text = read(row.path);
    if (text === undefined) throw new Unreadable(row.path);
    return text;
  }

  function noteOf(row: FileRow, aliasesOf: () => readonly string[]): SearchNote {
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
        aliases ??= known ? aliasesOf() : note.facts().aliases;
        return aliases;
      },
      outline: () => (known && row.doc !== null ? outlineOf(store, row.id, note.text) : undefined),
      facts() {
        facts ??= scanNote(note.text, row.name);
        return facts;
      },
    };
    return note;
  }

  return (rows) => {
    let aliases: ReadonlyMap<number, readonly string[]> | undefined;
    return (row) =>
      noteOf(row, () => {
        aliases ??= store.facts.aliasesOf(rows.map(({ id }) => id));
        return aliases.get(row.id) ?? [];
      });
  };
}

/** From what the index keeps of a note; undefined where that cannot be of this text. */
function outlineOf(store: Store, id: number, text: string): Outline | undefined {
  const packed = store.facts.blocks(id);
  if ((packed.at(-1)?.to ?? 0) > text.length) return undefined;
  const blocks = packed.map(({ kind, from, to }) => {
    const lang = kind === 'code' ? fenceLanguage(text, from) : undefined;
    return { kind, span: { from, to }, lang };
  });
  let headings: Outline['headings'] | undefined;
  return {
    blocks,
    get headings() {
      headings ??= headingsOf(blocks, store.facts.headings(id));
      return headings;
    },
    get bodyFrom() {
      return splitNote(text).bodyFrom;
    },
  };
}

/** Both are written together, so that they are as many. */
function headingsOf(blocks: Outline['blocks'], texts: readonly { text: string }[]): Outline['headings'] {
  const spans = blocks.filter(({ kind }) => kind === 'heading').map(({ span }) => span);
  return spans.map((span, at) => ({ text: texts[at]?.text ?? '', span }));
}

const fence = /[ \t>]*(?:`{3,}|~{3,})[ \t]*([^\s{,]+)/y;

/** Of the block that begins at an offset. */
function fenceLanguage(text: string, from: number): string | undefined {
  fence.lastIndex = from;
  return fence.exec(text)?.[1]?.toLowerCase();
}
