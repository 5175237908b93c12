/**
 * What `--json` prints, to the letter: scripts rely on these. Results of the core hold more; parsing them with these
 * schemas drops the rest and puts the keys into this order.
 */
import * as v from 'valibot';

const text = v.string();
const count = v.number();
const orNull = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);
const flag = v.boolean();
const json = v.any();

const link = v.object({
  source: text,
  line: count,
  column: count,
  raw: text,
  kind: text,
  embed: flag,
  target: orNull(text),
  fragment: orNull(text),
  fragmentFound: orNull(flag),
  text,
});

const hit = v.object({
  path: text,
  title: text,
  score: count,
  fields: v.array(text),
  count,
  matches: v.array(v.object({ line: count, text, ranges: v.array(v.tuple([count, count])) })),
});

const problem = v.object({ path: text, line: count, column: count, code: text, message: text });

const exported = v.object({
  site: text,
  hugo: orNull(v.object({ version: text })),
  plan: v.array(
    v.object({
      action: text,
      path: orNull(text),
      source: orNull(text),
      url: orNull(text),
      reason: v.optional(text),
      diff: v.optional(text),
    }),
  ),
  diagnostics: v.array(
    v.object({
      path: text,
      line: count,
      column: count,
      severity: text,
      code: text,
      message: text,
      fix: v.optional(
        v.object({ title: text, edits: v.array(v.object({ from: count, to: count, insert: text })) }),
      ),
    }),
  ),
  applied: flag,
  verified: orNull(v.object({ ok: flag, errors: v.array(text) })),
});

const made = v.object({ path: text, created: flag });

export const shapes = {
  index: v.object({
    notes: count,
    attachments: count,
    bytes: count,
    added: count,
    changed: count,
    removed: count,
    ms: count,
  }),
  note: v.object({
    path: text,
    name: text,
    title: text,
    aliases: v.array(text),
    tags: v.array(text),
    properties: v.array(v.object({ name: text, type: text, value: json })),
    headings: v.array(v.object({ level: count, text, line: count })),
    blocks: v.array(v.object({ id: text, line: count })),
    tasks: v.array(v.object({ line: count, status: text, text })),
    words: count,
    characters: count,
    links: v.array(link),
  }),
  links: v.array(link),
  backlinks: v.object({
    linked: v.array(v.object({ source: text, line: count, column: count, raw: text, context: text })),
    mentions: v.array(v.object({ source: text, line: count, column: count, text, context: text })),
  }),
  topics: v.array(v.object({ path: text, name: text, linked: count, mentions: count })),
  topic: v.object({
    path: text,
    name: text,
    entries: v.array(
      v.object({ source: text, date: text, line: count, headings: v.array(text), text, linked: flag }),
    ),
    related: v.array(v.object({ path: text, name: text, count })),
  }),
  discover: v.array(v.object({ term: text, variants: v.array(text), notes: count, mentions: count })),
  search: v.object({ total: count, ms: count, similar: v.array(hit), hits: v.array(hit) }),
  switch: v.array(v.object({ path: text, name: text, title: text, score: count, via: text })),
  check: v.object({ errors: v.array(problem), warnings: v.array(problem) }),
  'check --index': v.object({
    compared: v.number(),
    different: v.number(),
    differences: v.array(
      v.object({
        path: v.string(),
        kind: v.string(),
        index: v.array(v.string()),
        fresh: v.array(v.string()),
      }),
    ),
    ms: v.number(),
  }),
  rename: v.object({
    moved: v.array(v.object({ from: text, to: text })),
    edits: v.array(v.object({ path: text, line: count, before: text, after: text })),
  }),
  property: v.object({ path: text, name: text, type: text, value: json }),
  daily: made,
  new: made,
  history: v.array(
    v.object({
      id: text,
      time: count,
      bytes: count,
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
    }),
  ),
  restore: v.object({ path: text, restored: text }),
  export: exported,
  unpublish: exported,
  serve: v.object({ url: text }),
  'publish-status': v.array(v.object({ path: text, state: text, url: orNull(text) })),
} as const;

export type ShapeName = keyof typeof shapes;
export type Shape<N extends ShapeName> = v.InferOutput<(typeof shapes)[N]>;

/** A result of the core in the shape that a command prints. A result that lacks something is a bug, and throws. */
export function shaped<N extends ShapeName>(name: N, result: unknown): Shape<N> {
  return v.parse(shapes[name], result) as Shape<N>;
}
