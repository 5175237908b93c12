/** Settings of the vault, preferences of the person. */
import * as v from 'valibot';
import { count, json, nothing, nullable, text } from '../shapes.ts';

export const settingsCalls = {
  /** Settings of this vault (`.commonplace/settings.json`); unknown keys are kept. */
  'settings.read': { params: nothing, result: v.record(v.string(), json) },
  'settings.write': {
    params: v.object({ changes: v.record(v.string(), json) }),
    result: v.record(v.string(), json),
  },
  /**
   * What `.obsidian/` says of the editor: null where it says nothing. `mode`: how notes are shown at first. `hotkeys`:
   * chords such as `Mod+Shift+F`, by Obsidian's ids of commands; an empty list takes a key away.
   */
  'settings.editor': {
    params: nothing,
    result: v.object({
      vim: nullable(v.boolean()),
      tabSize: nullable(count),
      useTab: nullable(v.boolean()),
      mode: nullable(v.picklist(['live', 'source', 'reading'])),
      hotkeys: v.record(v.string(), v.array(v.string())),
    }),
  },
  /** Whether links follow a rename without a question, by our settings of the vault, or else by Obsidian's. */
  'settings.links': { params: nothing, result: v.object({ update: v.boolean() }) },
  /** What this person prefers on this machine (theme, language, open tabs), outside the vault; `key` names one document. */
  'preference.read': { params: v.object({ key: text }), result: nullable(json) },
  'preference.write': { params: v.object({ key: text, value: json }), result: nothing },
} as const;
