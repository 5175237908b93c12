/** Notes, folders, properties, history: what is on disk. */
import * as v from 'valibot';
import {
  change,
  count,
  fileEntry,
  json,
  link,
  noteText,
  nothing,
  nullable,
  path,
  property,
  snapshot,
  text,
  vaultStatus,
} from '../shapes.ts';

export const noteCalls = {
  'vault.status': { params: nothing, result: vaultStatus },
  /** Folders and files directly in `path` ('' is the root), folders first, names in natural order. */
  'folder.list': {
    params: v.object({ path }),
    result: v.object({
      folders: v.array(v.object({ path, name: text, notes: count })),
      files: v.array(fileEntry),
    }),
  },
  'folder.create': { params: v.object({ path }), result: v.object({ path }) },
  /** `images`: with the sizes of the images that it shows, as far as they are known at once. */
  'note.read': { params: v.object({ path, images: v.optional(v.boolean()) }), result: noteText },
  /**
   * `base` is the hash that the text began from. Refuses with `conflict` and `data: {text, hash}` where the file is another by now.
   * `revision` is that of the event which tells of this text; null where the file was already seen to hold another one.
   */
  'note.write': {
    params: v.object({ path, text, base: text }),
    result: v.object({ path, hash: text, revision: nullable(count) }),
  },
  /**
   * A new note. `path` without `.md` is completed. Without it, the note is called `name` or the first free one of
   * "Untitled", and is made in `folder`, or where the settings say, which may be `beside` the note in front.
   */
  'note.create': {
    params: v.object({
      path: v.optional(path),
      folder: v.optional(path),
      beside: v.optional(path),
      name: v.optional(path),
      text: v.optional(text),
      template: v.optional(path),
    }),
    result: v.object({ path, created: v.boolean() }),
  },
  /** `missing`: the template that the settings name, where it is not in the vault; the day was made without it. */
  'note.daily': {
    params: v.object({ date: v.optional(text) }),
    result: v.object({ path, created: v.boolean(), missing: v.optional(path) }),
  },
  'note.facts': {
    params: v.object({ path }),
    result: v.object({
      path,
      name: text,
      title: text,
      aliases: v.array(text),
      tags: v.array(text),
      properties: v.array(property),
      headings: v.array(v.object({ level: count, text, line: count })),
      blocks: v.array(v.object({ id: text, line: count })),
      tasks: v.array(v.object({ line: count, status: text, text })),
      words: count,
      characters: count,
      links: v.array(link),
    }),
  },
  /** Set (`value`) or unset (no `value`) one property; every other byte stays. */
  'property.set': {
    params: v.object({
      path,
      name: text,
      value: v.optional(json),
      type: v.optional(
        v.picklist(['text', 'list', 'number', 'checkbox', 'date', 'datetime', 'object', 'null']),
      ),
    }),
    result: v.object({ path, name: text, type: property.entries.type, value: json }),
  },
  /**
   * Rename or move a note, attachment or folder; every link follows, unless `links` or, without it, the settings say
   * otherwise. `dryRun` only says what would change.
   */
  'file.rename': {
    params: v.object({
      from: path,
      to: path,
      links: v.optional(v.boolean()),
      dryRun: v.optional(v.boolean()),
    }),
    result: change,
  },
  /**
   * Give the heading at a line another text; every link to it follows. `old`: it has that text already, and this is what
   * it was.
   */
  'heading.rename': {
    params: v.object({ path, line: count, text, old: v.optional(text), dryRun: v.optional(v.boolean()) }),
    result: change,
  },
  /** To the vault's `.trash/`, whatever `.obsidian` says: there, everything can be taken back. */
  'file.delete': { params: v.object({ path }), result: v.object({ path, trash: text }) },
  /** Take back the last rename, bulk link, delete or restore. */
  'file.undo': { params: nothing, result: v.object({ what: text, paths: v.array(path) }) },
  /** Older texts of a note, newest first; `time` is when they were kept, because something was about to change them. */
  'history.list': { params: v.object({ path }), result: v.array(snapshot) },
  'history.read': { params: v.object({ path, id: text }), result: v.object({ text }) },
  /**
   * Keep a text of a note that an open editor alone still has: one that another program wrote over or took away
   * (`replaced`, with the hash of what was `found` instead; what this core wrote itself is no such thing), or one of
   * the sides of a merge.
   */
  'history.keep': {
    params: v.object({ path, text, reason: v.picklist(['replaced', 'merge']), found: v.optional(text) }),
    result: v.object({ kept: v.boolean() }),
  },
  /** Write an older text, or make a note that is gone again; one undo. What it replaces is kept first. */
  'history.restore': {
    params: v.object({ path, id: text }),
    result: v.object({ path, restored: text }),
  },
  /** Notes that have a history and are gone, the last one first, each with its newest text. */
  'history.deleted': { params: nothing, result: v.array(v.object({ path, id: text, time: v.number() })) },
} as const;
