/**
 * What can be asked of the core. One entry a call: the runtime schema of its params (checked at every boundary)
 * and of its result (checked by the contract suite). Types come from the schemas, so no call exists unguarded.
 *
 * Paths are relative to the vault, with `/`. Offsets (`from`, `to`) are UTF-16 units into the text of the note;
 * `line` and `column` count from 1. Times are milliseconds since 1970, dates are `YYYY-MM-DD`.
 */
import * as v from 'valibot';
import { attachmentCalls } from './calls/attachment.ts';
import { completeCalls } from './calls/complete.ts';
import { composeCalls } from './calls/compose.ts';
import { graphCalls } from './calls/graph.ts';
import { hostCalls } from './calls/host.ts';
import { indexCalls } from './calls/index.ts';
import { linkCalls } from './calls/link.ts';
import { noteCalls } from './calls/note.ts';
import { propertyCalls } from './calls/property.ts';
import { publishCalls } from './calls/publish.ts';
import { searchCalls } from './calls/search.ts';
import { settingsCalls } from './calls/settings.ts';
import { topicCalls } from './calls/topic.ts';
import { unsavedCalls } from './calls/unsaved.ts';
import type {
  change,
  diagnostic,
  exportParams,
  hit,
  place,
  planEntry,
  post,
  problem,
  publishPlan,
  publishState,
  snapshot,
} from './shapes.ts';
import { count, nullable, path, text, vaultStatus } from './shapes.ts';

export type { Json } from './shapes.ts';

export const callSchemas = {
  ...noteCalls,
  ...composeCalls,
  ...linkCalls,
  ...topicCalls,
  ...graphCalls,
  ...searchCalls,
  ...completeCalls,
  ...attachmentCalls,
  ...propertyCalls,
  ...indexCalls,
  ...publishCalls,
  ...settingsCalls,
  ...unsavedCalls,
  ...hostCalls,
} as const;

export const eventSchemas = {
  /**
   * The index took in a change. `paths` null: too many to name, ask for everything again. `here`: it is one that this
   * core was asked for, not one that it found on disk. `again`: the texts are those that were told of before, and what the
   * index says of them is new.
   */
  'vault.changed': v.object({
    revision: count,
    paths: nullable(v.array(path)),
    here: v.optional(v.boolean()),
    again: v.optional(v.boolean()),
    moved: v.array(v.object({ from: path, to: path })),
  }),
  'vault.progressed': vaultStatus,
  /** The settings of the vault or a preference changed, here or in another window. */
  'settings.changed': v.object({
    /** Key of the preference that changed; without it, it was the settings. */
    preference: v.optional(text),
  }),
  /** Something was published or taken down. */
  'publish.changed': v.object({}),
  /** A person chose one of the page's commands in the menu of the desktop app; `id` is that of the command. */
  'command.chosen': v.object({ id: text }),
} as const;

export type Method = keyof typeof callSchemas;
export type EventName = keyof typeof eventSchemas;
export type Calls = {
  [M in Method]: {
    params: v.InferOutput<(typeof callSchemas)[M]['params']>;
    result: v.InferOutput<(typeof callSchemas)[M]['result']>;
  };
};
export type Params<M extends Method> = Calls[M]['params'];
export type Result<M extends Method> = Calls[M]['result'];
export type Events = { [E in EventName]: v.InferOutput<(typeof eventSchemas)[E]> };

export type Place = v.InferOutput<typeof place>;
export type Diagnostic = v.InferOutput<typeof diagnostic>;
export type PlanEntry = v.InferOutput<typeof planEntry>;
export type PublishPlan = v.InferOutput<typeof publishPlan>;
export type ExportParams = v.InferOutput<typeof exportParams>;
export type PublishState = v.InferOutput<typeof publishState>;
export type Post = v.InferOutput<typeof post>;
export type VaultStatus = v.InferOutput<typeof vaultStatus>;
export type SearchHit = v.InferOutput<typeof hit>;
export type Change = v.InferOutput<typeof change>;
export type Snapshot = v.InferOutput<typeof snapshot>;
export type Problem = v.InferOutput<typeof problem>;
