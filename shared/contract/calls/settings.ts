/** Settings of the vault, preferences of the person. */
import * as v from 'valibot';
import { count, json, nothing, nullable, path, text, texts } from '../shapes.ts';

export const settingsCalls = {
  /** Settings of this vault (`.commonplace/settings.json`); unknown keys are kept. */
  'settings.read': { params: nothing, result: v.record(v.string(), json) },
  /** @throws where it names a folder, or names for days, that no file could have */
  'settings.write': {
    params: v.object({ changes: v.record(v.string(), json) }),
    result: v.record(v.string(), json),
  },
  /**
   * What holds by now: our settings, else Obsidian's, else what is usual. `today`: the name that a note of today has.
   * `newNotes.folder`: null beside the note in front. `links.update`: whether they follow a rename without a question.
   * `files.all`: files are listed also where nothing here can show them.
   */
  'settings.held': {
    params: nothing,
    result: v.object({
      daily: v.object({ folder: path, format: text, template: path }),
      today: text,
      templates: v.object({ folder: path }),
      attachments: v.object({ folder: path, name: text }),
      newNotes: v.object({ folder: nullable(path) }),
      links: v.object({
        format: v.picklist(['shortest', 'relative', 'absolute']),
        markdown: v.boolean(),
        update: v.boolean(),
      }),
      excluded: texts,
      files: v.object({ all: v.boolean() }),
    }),
  },
  /**
   * What `.obsidian/` says of the editor: null where it says nothing. `mode`: how notes are shown at first.
   * `properties`: as a table above the note, not at all, or as their source. `strictLineBreaks`: whether one within a
   * paragraph is a space where notes are read. `textSize` in pixels. `accent`: `#rrggbb`. `fonts`: names of families, the
   * first that is there counts, before our own. `hotkeys`: chords such
   * as `Mod+Shift+F`, by Obsidian's ids of commands; an empty list takes a key away.
   */
  'settings.editor': {
    params: nothing,
    result: v.object({
      vim: nullable(v.boolean()),
      tabSize: nullable(count),
      useTab: nullable(v.boolean()),
      mode: nullable(v.picklist(['live', 'source', 'reading'])),
      properties: nullable(v.picklist(['visible', 'hidden', 'source'])),
      strictLineBreaks: nullable(v.boolean()),
      theme: nullable(v.picklist(['system', 'light', 'dark'])),
      textSize: nullable(count),
      accent: nullable(text),
      fonts: v.object({ ui: texts, text: texts, code: texts }),
      hotkeys: v.record(v.string(), v.array(v.string())),
    }),
  },
  /**
   * What `.obsidian/` says of the graph of the whole vault; null where it says nothing. `colour`: 0x000000 to 0xffffff;
   * sizes, distances and forces in times of what is usual.
   */
  'settings.graph': {
    params: nothing,
    result: nullable(
      v.object({
        query: text,
        tags: v.boolean(),
        attachments: v.boolean(),
        unresolved: v.boolean(),
        orphans: v.boolean(),
        groups: v.array(v.object({ query: text, colour: count })),
        nodeSize: v.number(),
        distance: v.number(),
        repel: v.number(),
      }),
    ),
  },
  /** What this person prefers on this machine (theme, language, open tabs), outside the vault; `key` names one document. */
  'preference.read': { params: v.object({ key: text }), result: nullable(json) },
  'preference.write': { params: v.object({ key: text, value: json }), result: nothing },
} as const;
