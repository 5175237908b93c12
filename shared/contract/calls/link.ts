/** Links, backlinks, mentions, tags. */
import * as v from 'valibot';
import { change, count, imageSize, link, nothing, nullable, path, place, text } from '../shapes.ts';

export const linkCalls = {
  'link.list': { params: v.object({ path: v.optional(path) }), result: v.array(link) },
  /**
   * What a link text in `source` points to: for clicks. `path` is null where nothing is found, `missing` is then the note
   * that would be found; `line` is that of its fragment.
   */
  'link.resolve': {
    params: v.object({ source: path, target: text, kind: v.picklist(['wiki', 'markdown']) }),
    result: v.object({
      path: nullable(path),
      line: nullable(count),
      kind: v.picklist(['note', 'attachment', 'none']),
      missing: v.optional(path),
      /** Of an image, where its file says it. */
      size: v.optional(imageSize),
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
  /** `limit`: of links, and of mentions (default: all); `total` counts all. */
  'backlink.list': {
    params: v.object({ path, mentions: v.optional(v.boolean()), limit: v.optional(count) }),
    result: v.object({
      linked: v.array(v.object({ ...place.entries, raw: text })),
      mentions: v.array(
        v.object({ ...place.entries, text, /** Inside a longer word: shown last. */ weak: v.boolean() }),
      ),
      total: v.object({ linked: count, mentions: count }),
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
  /** "Not this one" (with a place, whose `mark` takes it back) or "never for this topic" (without). */
  'mention.ignore': {
    params: v.object({
      target: path,
      name: v.optional(text),
      source: v.optional(path),
      from: v.optional(count),
    }),
    result: v.object({ ignored: count, mark: v.optional(text) }),
  },
  /** What was put aside for a topic: names that never mean it, and places by the text around them. */
  'mention.ignored': {
    params: v.object({ target: path }),
    result: v.object({
      names: v.array(text),
      places: v.array(v.object({ source: path, mark: text, before: text, name: text, after: text })),
    }),
  },
  /** Count a name (`name`) or a place (`source` and `mark`) again that was put aside. */
  'mention.allow': {
    params: v.object({
      target: path,
      name: v.optional(text),
      source: v.optional(path),
      mark: v.optional(text),
    }),
    result: nothing,
  },
  'tag.list': { params: nothing, result: v.array(v.object({ tag: text, notes: count })) },
} as const;
