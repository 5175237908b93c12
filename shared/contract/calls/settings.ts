/** Settings of the vault, preferences of the person. */
import * as v from 'valibot';
import { json, nothing, nullable, text } from '../shapes.ts';

export const settingsCalls = {
  /** Settings of this vault (`.commonplace/settings.json`); unknown keys are kept. */
  'settings.read': { params: nothing, result: v.record(v.string(), json) },
  'settings.write': {
    params: v.object({ changes: v.record(v.string(), json) }),
    result: v.record(v.string(), json),
  },
  /** What this person prefers on this machine (theme, language, open tabs), outside the vault; `key` names one document. */
  'preference.read': { params: v.object({ key: text }), result: nullable(json) },
  'preference.write': { params: v.object({ key: text, value: json }), result: nothing },
} as const;
