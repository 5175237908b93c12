/** Publishing to a Hugo site. */
import * as v from 'valibot';
import {
  count,
  diagnostic,
  exportParams,
  nothing,
  nullable,
  path,
  post,
  publishFormat,
  publishPlace,
  publishPlan,
  publishState,
  publishTarget,
  text,
} from '../shapes.ts';

export const publishCalls = {
  'publish.targets': {
    params: nothing,
    result: v.array(publishTarget),
  },
  /** Remember a folder as a target of this vault: a Hugo site's, or one for plain Markdown. */
  'publish.addTarget': {
    params: v.object({ root: text, name: v.optional(text), format: v.optional(publishFormat) }),
    result: publishTarget,
  },
  /** Have a target keep sections with these headings at home: a change of its settings, of which nothing else changes. */
  'publish.keepHeadings': {
    params: v.object({ target: text, headings: v.array(text) }),
    result: nothing,
  },
  /** Have a target publish pictures without what they say of themselves, such as where they were taken. */
  'publish.stripPictures': {
    params: v.object({ target: text }),
    result: nothing,
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
  /**
   * One note as a page of the blog, in the blog's own layout, built by the embedded Hugo; `text` stands for what is on
   * disk. `html` is null where it could not be built: `errors` say why.
   */
  'publish.render': {
    params: v.object({ ...exportParams.entries, path, text: v.optional(text) }),
    result: v.object({
      url: nullable(text),
      html: nullable(text),
      /** Texts of the style sheets that the page asks for, in order. */
      styles: v.array(text),
      /** Attachments of the vault by the URL at which the page shows them. */
      files: v.record(v.string(), path),
      errors: v.array(text),
    }),
  },
  /**
   * The text of a note for others, without what any target keeps back; null for an embedded note (asked for without
   * `text`) that stays at home as a whole.
   */
  'publish.shared': {
    params: v.object({ path, text: v.optional(text) }),
    result: v.object({ text: nullable(text) }),
  },
  /**
   * A file of the vault for others. `data`: in Base64, where a target has pictures published without what they say of
   * themselves; null: as it is on disk. `place`: what others get says where it was taken.
   */
  'publish.picture': {
    params: v.object({ path }),
    result: v.object({ data: nullable(text), place: v.boolean() }),
  },
  /**
   * What was edited in the blog's page of a note, hunk by hunk. `takes` false: publishing made the words that were
   * changed; `partly`: it made some of them, and the others can be taken.
   */
  'publish.blogEdits': {
    params: v.object({ ...exportParams.entries, path }),
    result: v.object({
      path: text,
      /** Both sides changed it, in other words: `merge` brings them together in the blog. */
      merges: v.boolean(),
      hunks: v.array(
        v.object({
          id: text,
          line: count,
          before: text,
          after: text,
          takes: v.boolean(),
          partly: v.boolean(),
        }),
      ),
    }),
  },
  /** Bring some of those hunks (by id) into the note: an ordinary edit of it. */
  'publish.takeBack': {
    params: v.object({ ...exportParams.entries, path, hunks: v.array(text) }),
    result: v.object({ path, hash: text }),
  },
  /** Take a note off the blog; `dryRun` only says which files go and which links turn to text. */
  'publish.remove': {
    params: v.object({ ...exportParams.entries, path, dryRun: v.optional(v.boolean()) }),
    result: publishPlan,
  },
  'publish.status': {
    params: v.object({ ...publishPlace, path: v.optional(path) }),
    result: v.array(v.object({ path, state: publishState, url: nullable(text) })),
  },
  /** Posts of the blog that no note of this vault is published as; `exists`: the vault has another note at that place. */
  'publish.importable': {
    params: v.object(publishPlace),
    result: v.array(v.object({ path: text, to: path, title: text, exists: v.boolean() })),
  },
  /** Copy some of them (by path in the blog) into the vault, byte for byte; answers with the files that were made. */
  'publish.import': {
    params: v.object({ ...publishPlace, paths: v.array(text) }),
    result: v.object({ made: v.array(path) }),
  },
  /** What is out, scheduled or a draft: every note that is on the blog or would be, the latest first. */
  'publish.posts': {
    params: v.object(publishPlace),
    result: v.array(post),
  },
  /** Make the small Hugo site of ours beside the vault, and remember it as the target. */
  'site.create': { params: v.object({ dir: v.optional(text) }), result: v.object({ dir: text, name: text }) },
} as const;
