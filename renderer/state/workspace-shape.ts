/** What is open in the window, as it is kept. */
import * as v from 'valibot';
import { placeSchema } from './place.ts';

export const tabSchema = v.object({
  id: v.number(),
  place: placeSchema,
  /** How a note is shown: formatted as it is typed, as plain source, or only to read. */
  mode: v.picklist(['live', 'source', 'reading']),
  /** Stands first, and keeps what it shows: what is followed from it opens in another tab. */
  pinned: v.optional(v.boolean()),
  /** Number of the pane that it stands in, of those side by side from left to right; 0 where it is not given. */
  pane: v.optional(v.number()),
});
/** A tab that was closed, and where it stood. */
const closedSchema = v.object({
  tab: tabSchema,
  at: v.number(),
  /** Its file is gone: `open`, since then the tab is closed; it was in front where `front` is set. */
  gone: v.optional(v.picklist(['open', 'closed'])),
  front: v.optional(v.boolean()),
});
/** A place that was visited; of a note, the line where the person was in it. */
const visitSchema = v.intersect([placeSchema, v.object({ line: v.optional(v.number()) })]);
const size = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

export const workspaceSchema = v.object({
  tabs: v.pipe(v.array(tabSchema), v.minLength(1)),
  /** Id of the tab in front, of the pane that the person is in. */
  active: v.number(),
  /** Id of the tab that was last in front, by pane. What is not there (any more) counts for nothing. */
  fronts: v.optional(v.record(v.string(), v.number()), {}),
  /** How many parts of the width each pane has; 1 where it is not given. */
  shares: v.optional(v.record(v.string(), v.number()), {}),
  /** Tabs that were closed, the last one last. */
  closed: v.optional(v.array(closedSchema), []),
  /** Places visited, oldest first, over all tabs, and where in them the person stands. */
  history: v.array(visitSchema),
  at: v.number(),
  /** Open folders of the file tree. */
  expanded: v.array(v.string()),
  leftPanel: v.picklist(['files', 'search']),
  leftOpen: v.boolean(),
  leftWidth: size(180, 520),
  rightPanel: v.picklist(['links', 'outline', 'publish', 'history']),
  rightOpen: v.boolean(),
  rightWidth: size(240, 560),
  /** How a note is shown that is opened. */
  startMode: v.optional(tabSchema.entries.mode, 'live'),
});

export type Workspace = v.InferOutput<typeof workspaceSchema>;
export type Tab = v.InferOutput<typeof tabSchema>;
export type RightPanel = Workspace['rightPanel'];
