/** What may be written next: links, tags, properties, emoji. */
import * as v from 'valibot';
import { change, count, limit, nothing, nullable, path, text } from '../shapes.ts';

export const completeCalls = {
  /**
   * After `[[`: notes and aliases; with `#` the headings and `#^` the blocks of one, with `##` and `^^` those of the
   * whole vault. `insert` is what stands between the brackets, or a whole Markdown link where the vault wants those.
   */
  'complete.link': {
    params: v.object({
      source: path,
      query: text,
      limit,
      /** The source as it is now, where its own headings or blocks are asked for. */
      text: v.optional(text),
      /** The link stands in a table. */
      inTable: v.optional(v.boolean()),
    }),
    result: v.array(
      v.object({
        label: text,
        detail: text,
        insert: text,
        kind: v.picklist(['note', 'alias', 'heading', 'block', 'unresolved', 'attachment', 'create']),
        /** `create`: the note to make. `block`: the note whose block has no id yet. */
        path: v.optional(path),
        /** Of that block: its first line, and the id that `insert` gives it. */
        line: v.optional(count),
        id: v.optional(text),
      }),
    ),
  },
  /** Tags, those above nested ones too, the more used first. Colours are left out. */
  'complete.tag': {
    params: v.object({ query: text, limit }),
    result: v.array(v.object({ tag: text, notes: count })),
  },
  /** Names of properties, or with `name` the values of one, the more used first. */
  'complete.property': {
    params: v.object({ query: text, name: v.optional(text), limit }),
    result: v.array(v.object({ text, notes: count })),
  },
  /** Emoji by their English and Chinese names, pinyin and short codes. */
  'complete.emoji': {
    params: v.object({ query: text, language: v.optional(v.picklist(['en', 'zh-CN'])), limit }),
    result: v.array(v.object({ emoji: text, name: text, code: text })),
  },
  /** Folders of the vault by letters of their path, in order or as pinyin. */
  'complete.folder': {
    params: v.object({ query: text, limit }),
    result: v.array(v.object({ path, notes: count })),
  },
  /** Languages of fenced code in the vault, the most used first. */
  'complete.language': { params: nothing, result: v.array(v.object({ lang: text, notes: count })) },
  /** Notes of the templates' folder. */
  'template.list': { params: nothing, result: v.array(v.object({ path, name: text })) },
  /** A template, filled for a note. */
  'template.text': { params: v.object({ template: path, note: path }), result: v.object({ text }) },
  /** A link to today's note, which may not be there yet. */
  'daily.link': { params: v.object({ source: path }), result: v.object({ link: text }) },
  /**
   * Give the block that begins at a line an id. It keeps the one that it has. With `text`, an unsaved text of the
   * note, nothing is written, and `edit` is what to do to it.
   */
  'block.name': {
    params: v.object({ path, line: count, id: text, text: v.optional(text) }),
    result: v.object({
      id: text,
      edit: nullable(v.object({ from: count, to: count, insert: text })),
      change,
    }),
  },
} as const;
