/** Text that windows could not save: kept in the core's state folder until it is saved or put away. */
import * as v from 'valibot';
import { nothing, path, text } from '../shapes.ts';

/** Names a window, for as long as its page lives. */
const owner = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const present = v.array(text);
const copy = { path, owner: text, text, hash: text, base: v.optional(text), time: v.number() };

export const unsavedCalls = {
  /** `hash` and `base`: what the text began from. A later copy of the same window takes the place of an earlier one. */
  'unsaved.put': {
    params: v.object({ path, owner, text, hash: text, base: v.optional(text) }),
    result: nothing,
  },
  'unsaved.clear': { params: v.object({ path, owners: v.array(owner) }), result: nothing },
  /** Copies of one note, oldest first: one's own and those of windows that are gone. `present`: the windows that are not. */
  'unsaved.read': {
    params: v.object({ path, owner }),
    result: v.object({ copies: v.array(v.object(copy)), present }),
  },
  /** What windows that are gone have left, oldest first. */
  'unsaved.list': {
    params: nothing,
    result: v.object({ copies: v.array(v.object({ path, owner: text, time: v.number() })), present }),
  },
  /** Put what was left of a note away; its history keeps it, and `texts` too. */
  'unsaved.discard': { params: v.object({ path, texts: v.array(text) }), result: nothing },
} as const;
