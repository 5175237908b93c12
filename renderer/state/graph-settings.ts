/** How a person wants to see the graph of a vault: kept for each vault on this machine. */
import * as v from 'valibot';
import type { Json, Params, Result } from '../../shared/contract/api.ts';
import { parseQuery } from '../../shared/search/query.ts';

export const graphKey = 'workspace-graph';
/** Colours of groups: tokens `group-1` to `group-8`. */
export const groupColours = 8;
export const mostGroups = 12;

const share = v.pipe(v.number(), v.minValue(0.25), v.maxValue(4));
const flag = v.boolean();
const filter = {
  by: v.picklist(['link', 'topic']),
  query: v.string(),
  mentions: flag,
  tags: flag,
  unresolved: flag,
  attachments: flag,
};

const schema = v.object({
  view: v.picklist(['graph', 'table']),
  /** Whether the panel is open. */
  panel: flag,
  whole: v.object({ ...filter, orphans: flag }),
  around: v.object({ ...filter, depth: v.picklist([1, 2, 3]), direction: v.picklist(['both', 'out', 'in']) }),
  groups: v.array(
    v.object({ id: v.number(), query: v.string(), colour: v.pipe(v.number(), v.minValue(1), v.maxValue(8)) }),
  ),
  nodeSize: share,
  distance: share,
  repel: share,
  labels: flag,
});

export type GraphSettings = v.InferOutput<typeof schema>;
export type GraphFilter = GraphSettings['whole'] | GraphSettings['around'];
export type GraphGroup = GraphSettings['groups'][number];

const usualFilter = {
  by: 'link' as const,
  query: '',
  mentions: false,
  tags: false,
  unresolved: false,
  attachments: false,
};

export const usualGraph: GraphSettings = {
  view: 'graph',
  panel: true,
  whole: { ...usualFilter, orphans: true },
  around: { ...usualFilter, mentions: true, unresolved: true, depth: 1, direction: 'both' },
  groups: [],
  nodeSize: 1,
  distance: 1,
  repel: 1,
  labels: true,
};

/** Read what was kept; what cannot be used is as usual. */
export function readGraphSettings(value: Json): GraphSettings {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : usualGraph;
}

/** The hues of `group-1` to `group-7`, in degrees; `group-8` is a grey. */
const hues = [184, 265, 47, 328, 106, 216, 33];

/** The graph as Obsidian shows it, in our colours: of those, the nearest. */
export function graphOf(theirs: NonNullable<Result<'settings.graph'>>): GraphSettings {
  const { query, tags, attachments, unresolved, orphans, groups, nodeSize, distance, repel } = theirs;
  return {
    ...usualGraph,
    whole: { ...usualGraph.whole, query, tags, attachments, unresolved, orphans },
    groups: groups
      .slice(0, mostGroups)
      .map((group, index) => ({ id: index + 1, query: group.query, colour: nearestColour(group.colour) })),
    nodeSize,
    distance,
    repel,
  };
}

/** @param rgb from 0x000000 to 0xffffff */
function nearestColour(rgb: number): number {
  const [red = 0, green = 0, blue = 0] = [16, 8, 0].map((shift) => (rgb >> shift) & 255);
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (span < 0.2 * most || most === 0) return groupColours;
  const sixth =
    most === red
      ? (green - blue) / span
      : most === green
        ? 2 + (blue - red) / span
        : 4 + (red - green) / span;
  const hue = (sixth * 60 + 360) % 360;
  const apart = hues.map((one) => Math.min(Math.abs(one - hue), 360 - Math.abs(one - hue)));
  return apart.indexOf(Math.min(...apart)) + 1;
}

/** What is asked of the core: for the whole vault, or around the note at `center`. */
export function graphParams(settings: GraphSettings, center: string | undefined): Params<'graph.read'> {
  const filter = center === undefined ? settings.whole : settings.around;
  const { query, ...wanted } = filter;
  return {
    ...wanted,
    query: isReadable(query) ? query.trim() : '',
    groups: settings.groups.map((group) => (isReadable(group.query) ? group.query.trim() : '')),
    ...(center !== undefined && { center }),
  };
}

/** Why a query cannot be read; undefined where it can, or asks nothing. */
export function queryTrouble(query: string): unknown {
  if (query.trim() === '') return undefined;
  try {
    parseQuery(query);
    return undefined;
  } catch (error) {
    return error;
  }
}

export const isReadable = (query: string): boolean => queryTrouble(query) === undefined;

/** One more group, with the first colour that no other has. */
export function newGroup(groups: readonly GraphGroup[]): GraphGroup {
  const id = Math.max(0, ...groups.map((group) => group.id)) + 1;
  const all = Array.from({ length: groupColours }, (_, index) => index + 1);
  const free = all.find((colour) => !groups.some((group) => group.colour === colour));
  return { id, query: '', colour: free ?? (groups.length % groupColours) + 1 };
}
