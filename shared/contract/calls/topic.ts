/** Topics: what is written about a note. */
import * as v from 'valibot';
import { count, limit, nullable, path, text, topicRow } from '../shapes.ts';

/** A term that has no note yet. */
const proposal = { term: text, variants: v.array(text), notes: count, mentions: count };

export const topicCalls = {
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
  /**
   * What was written about each topic in notes dated from `from` to `to` (both included), as the Markdown of a new note;
   * `post`: with front matter of a draft. Topics of most paragraphs first.
   */
  'topic.digest': {
    params: v.object({ from: text, to: text, title: text, post: v.optional(v.boolean()) }),
    result: v.object({
      topics: v.array(v.object({ path, name: text, count })),
      paragraphs: count,
      text,
    }),
  },
  /** Find the note of a topic by its name, title or alias. */
  'topic.find': { params: v.object({ name: text }), result: v.object({ path: nullable(path) }) },
  'topic.discover': { params: v.object({ limit }), result: v.array(v.object(proposal)) },
  /** What of that stands in the same paragraphs as a topic, and in how many of them; most first. */
  'topic.beside': {
    params: v.object({ path, limit }),
    result: v.array(v.object({ ...proposal, together: count })),
  },
} as const;
