/** Files that are pasted or dropped into a note. */
import * as v from 'valibot';
import { count, nothing, path, text } from '../shapes.ts';

const file = { note: path, name: text };
/** Named by the vault's template; without it, the file keeps its name, and one that is in the vault is not copied. */
const pasted = v.optional(v.boolean());
const stored = v.object({
  path,
  /** What links to it in the note, an embed where it can be shown. */ link: text,
});

export const attachmentCalls = {
  /** Store a file where the vault's settings say; `data` is base64. */
  'attachment.create': { params: v.object({ ...file, data: text, pasted }), result: stored },
  /** The same for a large one, in parts: `size` is in bytes. Refuses with `too-large`. */
  'attachment.begin': {
    params: v.object({ ...file, size: count, pasted }),
    result: v.object({ upload: text }),
  },
  'attachment.append': { params: v.object({ upload: text, data: text }), result: nothing },
  'attachment.finish': { params: v.object({ upload: text }), result: stored },
  /** Forget what came of it so far. */
  'attachment.drop': { params: v.object({ upload: text }), result: nothing },
  /** A link to a file of the vault, as the vault wants links. */
  'link.text': { params: v.object({ source: path, target: path }), result: v.object({ text }) },
} as const;
