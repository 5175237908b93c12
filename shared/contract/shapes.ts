/** What the calls of the contract are made of: the shapes that params and results share. */
import * as v from 'valibot';

export const path = v.pipe(v.string(), v.maxLength(4096));
export const text = v.string();
export const count = v.number();
/** A long column: to look at its items one by one as `v.array` does takes half a second for a large graph. */
export const counts = v.custom<number[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'number' && !Number.isNaN(one)),
);
export const texts = v.custom<string[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
);
export const nothing = v.object({});
export const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)));
export const range = v.tuple([v.number(), v.number()]);
export const nullable = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);

export const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(json), v.record(v.string(), json)]),
);
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const vaultStatus = v.object({
  /** Name of the folder. */
  name: text,
  /** Real path of the folder, for people. */
  dir: text,
  /** `walking`, then `facts` (links and tags come in), then `text` (search is filled), then `ready`; `lost` when the folder is gone. */
  phase: v.picklist(['walking', 'facts', 'text', 'mentions', 'ready', 'lost']),
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

/** Of an image, in pixels as it is shown. */
const pixels = { width: count, height: count };
export const imageSize = v.object(pixels);

export const noteText = v.object({
  path,
  text,
  /** Hash of the bytes on disk: the `base` of a later write. */
  hash: text,
  /** Why the note cannot be written, where it cannot. */
  readOnly: nullable(v.picklist(['not-utf8', 'too-large', 'no-access'])),
  modified: count,
  /** Where it was asked for: images that the note shows, by the name that it gives for each, decoded. */
  images: v.optional(v.array(v.object({ kind: v.picklist(['wiki', 'markdown']), name: text, ...pixels }))),
});

export const publishState = v.picklist([
  'never',
  'draft',
  'published',
  'changed',
  'blog-edited',
  'conflict',
  'error',
]);

export const fileEntry = v.object({
  path,
  name: text,
  kind: v.picklist(['note', 'attachment']),
  title: text,
  draft: v.boolean(),
});

export const property = v.object({
  name: text,
  type: v.picklist(['text', 'list', 'number', 'checkbox', 'date', 'datetime', 'object', 'null']),
  value: json,
});

export const link = v.object({
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
export const place = v.object({
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

export const topicRow = v.object({ path, name: text, linked: count, mentions: count });

export const hit = v.object({
  path,
  title: text,
  score: v.number(),
  fields: v.array(text),
  count,
  matches: v.array(v.object({ line: count, text, ranges: v.array(range) })),
});

export const problem = v.object({ path, line: count, column: count, code: text, message: text });

/** A text that a note had. */
export const snapshot = v.object({
  id: text,
  time: v.number(),
  bytes: count,
  /** What was about to change the text; `outside`: another program had written it; `replaced`: one wrote over it. */
  reason: v.picklist([
    'edit',
    'rename',
    'link',
    'delete',
    'restore',
    'outside',
    'replaced',
    'replace',
    'merge',
  ]),
});

export const change = v.object({
  moved: v.array(v.object({ from: path, to: path })),
  edits: v.array(v.object({ path, line: count, before: text, after: text })),
});

export const diagnostic = v.object({
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

export const planEntry = v.object({
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
  /** In a brief plan: so many others it stands for, with the same action, and of the same folder and reason if skipped. */
  more: v.optional(count),
});

export const publishPlan = v.object({
  site: text,
  hugo: nullable(v.object({ version: text })),
  plan: v.array(planEntry),
  diagnostics: v.array(diagnostic),
  applied: v.boolean(),
  verified: nullable(v.object({ ok: v.boolean(), errors: v.array(text) })),
  /** Before the first export: headings in it that often begin private sections, and that the settings do not name. */
  offers: v.optional(v.array(text)),
});

/** Pages of a Hugo site, or a folder of plain Markdown. */
export const publishFormat = v.picklist(['hugo', 'commonmark']);

/** One place that notes go to. */
export const publishTarget = v.object({ name: text, root: text, format: publishFormat, exists: v.boolean() });

/** Which of them is meant; without any, the first of the settings. */
export const publishPlace = {
  /** Folder of the Hugo site, or for plain Markdown: overrides the settings. */
  site: v.optional(text),
  /** What a folder is for that the settings do not name; `hugo` without it. */
  format: v.optional(publishFormat),
  /** Name of a target in `.commonplace/hugo.toml`. */
  target: v.optional(text),
};

export const exportParams = v.object({
  ...publishPlace,
  /** Just these notes; without it, what the settings select. */
  paths: v.optional(v.array(path)),
  diff: v.optional(v.boolean()),
  prune: v.optional(v.boolean()),
  /** So many files the person has agreed to delete, where that is more than the settings let pass unasked. */
  deletes: v.optional(count),
  /** Pages, by their path in the blog, to write over although they were edited there (the trash keeps them). */
  overwrite: v.optional(v.array(path)),
  /** Pages to write with what both the blog and the note changed in them, where those are other words. */
  merge: v.optional(v.array(path)),
  /** Pages to leave as the blog has them, until either side changes again. */
  keep: v.optional(v.array(path)),
  verify: v.optional(v.boolean()),
  /** One entry for all that stay as they are, and for all of a folder that are skipped alike, but for these notes and folders. */
  brief: v.optional(v.array(path)),
});

/** A note as a post of the blog. */
export const post = v.object({
  path,
  title: text,
  url: nullable(text),
  /** When it is there for readers, by its front matter; null where that says nothing. */
  time: nullable(v.number()),
  state: publishState,
  when: v.picklist(['out', 'scheduled', 'draft', 'expired']),
});
