/**
 * What can be asked of the core. One entry a call: the runtime schema of its params (checked at every boundary)
 * and of its result (checked by the contract suite). Types come from the schemas, so no call exists unguarded.
 *
 * Paths are relative to the vault, with `/`. Offsets (`from`, `to`) are UTF-16 units into the text of the note;
 * `line` and `column` count from 1. Times are milliseconds since 1970, dates are `YYYY-MM-DD`.
 */
import * as v from 'valibot';
import {
  change,
  count,
  diagnostic,
  exportParams,
  fileEntry,
  hit,
  json,
  limit,
  link,
  noteText,
  nothing,
  nullable,
  path,
  place,
  type planEntry,
  problem,
  property,
  publishPlan,
  publishState,
  range,
  snapshot,
  text,
  topicRow,
  vaultStatus,
} from './shapes.ts';

export type { Json } from './shapes.ts';

export const callSchemas = {
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

  'note.read': { params: v.object({ path }), result: noteText },
  /** `base` is the hash that the text began from. Refuses with `conflict` and `data: {text, hash}` where the file is another by now. */
  'note.write': {
    params: v.object({ path, text, base: text }),
    result: v.object({ path, hash: text, revision: count }),
  },
  /** A new note. `path` without `.md` is completed; with `folder` instead, the first free name of "Untitled" is used. */
  'note.create': {
    params: v.object({
      path: v.optional(path),
      folder: v.optional(path),
      text: v.optional(text),
      template: v.optional(path),
    }),
    result: v.object({ path, created: v.boolean() }),
  },
  'note.daily': {
    params: v.object({ date: v.optional(text) }),
    result: v.object({ path, created: v.boolean() }),
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

  /** Rename or move a note, attachment or folder; every link follows. `dryRun` only says what would change. */
  'file.rename': {
    params: v.object({ from: path, to: path, dryRun: v.optional(v.boolean()) }),
    result: change,
  },
  /** Give the heading at a line another text; every link to it follows. */
  'heading.rename': {
    params: v.object({ path, line: count, text, dryRun: v.optional(v.boolean()) }),
    result: change,
  },
  /** To the vault's `.trash/` (or as `.obsidian` says). */
  'file.delete': { params: v.object({ path }), result: v.object({ path, trash: text }) },
  /** Take back the last rename, bulk link, delete or restore. */
  'file.undo': { params: nothing, result: v.object({ what: text, paths: v.array(path) }) },
  /** Store a pasted or dropped file where the vault's settings say; `data` is base64. */
  'attachment.create': {
    params: v.object({ note: path, name: text, data: text }),
    result: v.object({ path }),
  },

  /** Older texts of a note, newest first; `time` is when they were kept, because something was about to change them. */
  'history.list': { params: v.object({ path }), result: v.array(snapshot) },
  'history.read': { params: v.object({ path, id: text }), result: v.object({ text }) },
  /** Write an older text, or make a note that is gone again; one undo. What it replaces is kept first. */
  'history.restore': {
    params: v.object({ path, id: text }),
    result: v.object({ path, restored: text }),
  },
  /** Notes that have a history and are gone, the last one first, each with its newest text. */
  'history.deleted': { params: nothing, result: v.array(v.object({ path, id: text, time: v.number() })) },

  'link.list': { params: v.object({ path: v.optional(path) }), result: v.array(link) },
  /** What a link text in `source` points to: for clicks. `path` is null where nothing is found; `line` is that of its fragment. */
  'link.resolve': {
    params: v.object({ source: path, target: text, kind: v.picklist(['wiki', 'markdown']) }),
    result: v.object({
      path: nullable(path),
      line: nullable(count),
      kind: v.picklist(['note', 'attachment', 'none']),
    }),
  },
  /** Existence of many targets of one note at once: for the marks of unresolved links. */
  'link.resolveAll': {
    params: v.object({
      source: path,
      targets: v.array(v.object({ target: text, kind: v.picklist(['wiki', 'markdown']) })),
    }),
    result: v.array(nullable(path)),
  },
  'backlink.list': {
    params: v.object({ path, mentions: v.optional(v.boolean()) }),
    result: v.object({
      linked: v.array(v.object({ ...place.entries, raw: text })),
      mentions: v.array(
        v.object({ ...place.entries, text, /** Inside a longer word: shown last. */ weak: v.boolean() }),
      ),
    }),
  },
  /** Where names of other notes stand in `text` (default: the saved text of `path`). */
  'mention.find': {
    params: v.object({ path, text: v.optional(text) }),
    result: v.array(v.object({ from: count, to: count, target: path, name: text, weak: v.boolean() })),
  },
  /** Turn mentions of `target` into links, in these places or (no `places`) everywhere. One undo. */
  'mention.link': {
    params: v.object({
      target: path,
      places: v.optional(v.array(v.object({ source: path, from: count, to: count }))),
      dryRun: v.optional(v.boolean()),
    }),
    result: change,
  },
  /** "Not this one" (with a place) or "never for this topic" (without). */
  'mention.ignore': {
    params: v.object({
      target: path,
      name: v.optional(text),
      source: v.optional(path),
      from: v.optional(count),
    }),
    result: v.object({ ignored: count }),
  },

  /** Notes that others link to or mention, most first. */
  'topic.list': { params: v.object({ limit }), result: v.array(topicRow) },
  'topic.read': {
    params: v.object({ path }),
    result: v.object({
      path,
      name: text,
      title: text,
      aliases: v.array(text),
      summary: text,
      entries: v.array(
        v.object({
          source: path,
          title: text,
          date: text,
          line: count,
          headings: v.array(text),
          text,
          linked: v.boolean(),
          code: v.boolean(),
          /** Where the topic stands in `text`, and whether that place is a link. */
          marks: v.array(v.object({ from: count, to: count, linked: v.boolean() })),
          /** Offset of `text` in the source. */
          from: count,
        }),
      ),
      related: v.array(v.object({ path, name: text, count })),
    }),
  },
  /** Topics that stand in a note, linked or mentioned. */
  'topic.onPage': {
    params: v.object({ path }),
    result: v.array(v.object({ path, name: text, mentions: count, linked: count })),
  },
  /** Find the note of a topic by its name, title or alias. */
  'topic.find': { params: v.object({ name: text }), result: v.object({ path: nullable(path) }) },
  'topic.discover': {
    params: v.object({ limit }),
    result: v.array(v.object({ term: text, variants: v.array(text), notes: count, mentions: count })),
  },
  'tag.list': { params: nothing, result: v.array(v.object({ tag: text, notes: count })) },

  'search.query': {
    params: v.object({
      query: text,
      limit,
      sort: v.optional(v.picklist(['relevance', 'name', 'modified', 'created'])),
    }),
    result: v.object({ total: count, ms: v.number(), similar: v.array(hit), hits: v.array(hit) }),
  },
  /** The quick switcher; an empty query gives the notes opened or changed last. */
  'switch.query': {
    params: v.object({ query: text, limit }),
    result: v.array(
      v.object({
        path,
        name: text,
        title: text,
        score: v.number(),
        via: v.picklist(['name', 'title', 'alias', 'heading', 'pinyin']),
        /** The text that matched (an alias, a heading), and where. */
        matched: text,
        ranges: v.array(range),
      }),
    ),
  },
  /** Link completion after `[[`: notes and aliases, or with `#` the headings and `^` the blocks of one. */
  'complete.link': {
    params: v.object({ source: path, query: text, limit }),
    result: v.array(
      v.object({
        label: text,
        detail: text,
        insert: text,
        kind: v.picklist(['note', 'alias', 'heading', 'block', 'unresolved', 'attachment']),
      }),
    ),
  },

  'check.run': {
    params: nothing,
    result: v.object({ errors: v.array(problem), warnings: v.array(problem) }),
  },
  'index.update': {
    params: v.object({ rebuild: v.optional(v.boolean()) }),
    result: v.object({
      notes: count,
      attachments: count,
      bytes: count,
      added: count,
      changed: count,
      removed: count,
      ms: v.number(),
    }),
  },

  'publish.targets': {
    params: nothing,
    result: v.array(v.object({ name: text, root: text, exists: v.boolean() })),
  },
  /** Remember a Hugo site's folder as a target of this vault. */
  'publish.addTarget': {
    params: v.object({ root: text, name: v.optional(text) }),
    result: v.object({ name: text, root: text, exists: v.boolean() }),
  },
  'publish.plan': { params: exportParams, result: publishPlan },
  'publish.apply': { params: exportParams, result: publishPlan },
  /** One note, before and after, with the reason of every edit. */
  'publish.preview': {
    params: v.object({ ...exportParams.entries, path }),
    result: v.object({
      path: nullable(text),
      source: text,
      result: text,
      edits: v.array(v.object({ from: count, to: count, insert: text, rule: text })),
      diagnostics: v.array(diagnostic),
    }),
  },
  /** Take a note off the blog; `dryRun` only says which files go and which links turn to text. */
  'publish.remove': {
    params: v.object({ ...exportParams.entries, path, dryRun: v.optional(v.boolean()) }),
    result: publishPlan,
  },
  'publish.status': {
    params: v.object({ site: v.optional(text), target: v.optional(text), path: v.optional(path) }),
    result: v.array(v.object({ path, state: publishState, url: nullable(text) })),
  },
  /** Make the small Hugo site of ours beside the vault, and remember it as the target. */
  'site.create': { params: v.object({ dir: v.optional(text) }), result: v.object({ dir: text }) },

  /** Settings of this vault (`.commonplace/settings.json`); unknown keys are kept. */
  'settings.read': { params: nothing, result: v.record(v.string(), json) },
  'settings.write': {
    params: v.object({ changes: v.record(v.string(), json) }),
    result: v.record(v.string(), json),
  },
  /** What this person prefers on this machine (theme, language, open tabs), outside the vault; `key` names one document. */
  'preference.read': { params: v.object({ key: text }), result: nullable(json) },
  'preference.write': { params: v.object({ key: text, value: json }), result: nothing },

  /** Answered by the host, not by the core. */
  'host.info': {
    params: nothing,
    result: v.object({
      kind: v.picklist(['desktop', 'web', 'direct']),
      platform: text,
      version: text,
      /** Language of the system, such as `zh-CN`; '' where not known. */
      language: text,
      canPickFolder: v.boolean(),
      canReveal: v.boolean(),
    }),
  },
  'host.pickFolder': { params: v.object({ title: text }), result: v.object({ path: nullable(text) }) },
  'host.openVault': { params: v.object({ dir: text }), result: v.object({ dir: text }) },
  'host.reveal': { params: v.object({ path }), result: nothing },
  'host.openExternal': { params: v.object({ url: v.pipe(v.string(), v.maxLength(8192)) }), result: nothing },
} as const;

export const eventSchemas = {
  /** The index took in a change. `paths` null: too many to name, ask for everything again. */
  'vault.changed': v.object({
    revision: count,
    paths: nullable(v.array(path)),
    moved: v.array(v.object({ from: path, to: path })),
  }),
  'vault.progressed': vaultStatus,
  /** The settings of the vault or a preference changed, here or in another window. */
  'settings.changed': v.object({
    /** Key of the preference that changed; without it, it was the settings. */
    preference: v.optional(text),
  }),
  /** A person chose one of the page's commands in the menu of the desktop app; `id` is that of the command. */
  'command.chosen': v.object({ id: text }),
} as const;

export type Method = keyof typeof callSchemas;
export type EventName = keyof typeof eventSchemas;
export type Calls = {
  [M in Method]: {
    params: v.InferOutput<(typeof callSchemas)[M]['params']>;
    result: v.InferOutput<(typeof callSchemas)[M]['result']>;
  };
};
export type Params<M extends Method> = Calls[M]['params'];
export type Result<M extends Method> = Calls[M]['result'];
export type Events = { [E in EventName]: v.InferOutput<(typeof eventSchemas)[E]> };

export type Place = v.InferOutput<typeof place>;
export type Diagnostic = v.InferOutput<typeof diagnostic>;
export type PlanEntry = v.InferOutput<typeof planEntry>;
export type PublishPlan = v.InferOutput<typeof publishPlan>;
export type ExportParams = v.InferOutput<typeof exportParams>;
export type PublishState = v.InferOutput<typeof publishState>;
export type VaultStatus = v.InferOutput<typeof vaultStatus>;
export type SearchHit = v.InferOutput<typeof hit>;
export type Change = v.InferOutput<typeof change>;
export type Snapshot = v.InferOutput<typeof snapshot>;
export type Problem = v.InferOutput<typeof problem>;
