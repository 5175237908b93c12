/**
 * What can be asked of the core. One entry a call: the runtime schema of its params (checked at every boundary)
 * and of its result (checked by the contract suite). Types come from the schemas, so no call exists unguarded.
 *
 * Paths are relative to the vault, with `/`. Offsets (`from`, `to`) are UTF-16 units into the text of the note;
 * `line` and `column` count from 1. Times are milliseconds since 1970, dates are `YYYY-MM-DD`.
 */
import * as v from 'valibot';

const path = v.pipe(v.string(), v.maxLength(4096));
const text = v.string();
const count = v.number();
const nothing = v.object({});
const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)));
const range = v.tuple([v.number(), v.number()]);
const nullable = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);

const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(json), v.record(v.string(), json)]),
);
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const vaultStatus = v.object({
  /** Name of the folder. */
  name: text,
  /** Real path of the folder, for people. */
  dir: text,
  /** `walking`, then `facts` (links and tags come in), then `text` (search is filled), then `ready`; `lost` when the folder is gone. */
  phase: v.picklist(['walking', 'facts', 'text', 'ready', 'lost']),
  done: count,
  total: count,
  notes: count,
  attachments: count,
  /** Grows with every change that the index has taken in. */
  revision: count,
  /** True for the vault that was made from the template on this start. */
  starter: v.boolean(),
  readOnly: v.boolean(),
});

const noteText = v.object({
  path,
  text,
  /** Hash of the bytes on disk: the `base` of a later write. */
  hash: text,
  /** Why the note cannot be written, where it cannot. */
  readOnly: nullable(v.picklist(['not-utf8', 'too-large', 'no-access'])),
  modified: count,
});

const publishState = v.picklist([
  'never',
  'draft',
  'published',
  'changed',
  'blog-edited',
  'conflict',
  'error',
]);

const fileEntry = v.object({
  path,
  name: text,
  kind: v.picklist(['note', 'attachment']),
  title: text,
  draft: v.boolean(),
});

const property = v.object({
  name: text,
  type: v.picklist(['text', 'list', 'number', 'checkbox', 'date', 'datetime', 'object', 'null']),
  value: json,
});

const link = v.object({
  source: path,
  line: count,
  column: count,
  raw: text,
  kind: v.picklist(['wiki', 'markdown']),
  embed: v.boolean(),
  target: nullable(path),
  fragment: nullable(text),
  fragmentFound: nullable(v.boolean()),
  text,
});

/** A place in another note, with the block around it. `marks` are ranges in `context`. */
const place = v.object({
  source: path,
  title: text,
  date: text,
  line: count,
  column: count,
  from: count,
  to: count,
  context: text,
  marks: v.array(range),
  headings: v.array(text),
});

const topicRow = v.object({ path, name: text, linked: count, mentions: count });

const hit = v.object({
  path,
  title: text,
  score: v.number(),
  fields: v.array(text),
  count,
  matches: v.array(v.object({ line: count, text, ranges: v.array(range) })),
});

const problem = v.object({ path, line: count, column: count, code: text, message: text });

const change = v.object({
  moved: v.array(v.object({ from: path, to: path })),
  edits: v.array(v.object({ path, line: count, before: text, after: text })),
});

const diagnostic = v.object({
  path,
  line: count,
  column: count,
  severity: v.picklist(['error', 'warning', 'info']),
  code: text,
  message: text,
  /** An ordinary edit of the note that mends it: `from`/`to` in the note's text. */
  fix: v.optional(
    v.object({
      title: text,
      edits: v.array(v.object({ from: count, to: count, insert: text })),
    }),
  ),
});

const planEntry = v.object({
  action: v.picklist([
    'create',
    'update',
    'delete',
    'rename',
    'unchanged',
    'skip',
    'blocked',
    'blog-edited',
    'conflict',
  ]),
  /** Path in the blog repo; null for `skip`. */
  path: nullable(text),
  /** Path in the vault; null for what is owned by no note any more. */
  source: nullable(path),
  url: nullable(text),
  reason: v.optional(text),
  diff: v.optional(text),
});

const publishPlan = v.object({
  site: text,
  hugo: nullable(v.object({ version: text })),
  plan: v.array(planEntry),
  diagnostics: v.array(diagnostic),
  applied: v.boolean(),
  verified: nullable(v.object({ ok: v.boolean(), errors: v.array(text) })),
});

const exportParams = v.object({
  /** Folder of the Hugo site: overrides the settings. */
  site: v.optional(text),
  /** Name of a target in `.commonplace/hugo.toml`. */
  target: v.optional(text),
  /** Just these notes; without it, what the settings select. */
  paths: v.optional(v.array(path)),
  diff: v.optional(v.boolean()),
  prune: v.optional(v.boolean()),
  verify: v.optional(v.boolean()),
});

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
  /** To the vault's `.trash/` (or as `.obsidian` says). */
  'file.delete': { params: v.object({ path }), result: v.object({ path, trash: text }) },
  /** Take back the last rename, bulk link or delete. */
  'file.undo': { params: nothing, result: v.object({ what: text, paths: v.array(path) }) },
  /** Store a pasted or dropped file where the vault's settings say; `data` is base64. */
  'attachment.create': {
    params: v.object({ note: path, name: text, data: text }),
    result: v.object({ path }),
  },

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
  'publish.remove': { params: v.object({ ...exportParams.entries, path }), result: publishPlan },
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
  'settings.changed': nothing,
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
export type LinkRow = v.InferOutput<typeof link>;
export type Problem = v.InferOutput<typeof problem>;
