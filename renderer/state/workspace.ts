/** What is open in the window, as a value and functions from one such value to the next. */
import * as v from 'valibot';
import { movedPath, movedPlace, type Place, placePath, placeSchema, samePlace } from './place.ts';

const tabSchema = v.object({
  id: v.number(),
  place: placeSchema,
  /** How a note is shown: formatted as it is typed, as plain source, or only to read. */
  mode: v.picklist(['live', 'source', 'reading']),
});
/** A place that was visited; of a note, the line where the person was in it. */
const visitSchema = v.intersect([placeSchema, v.object({ line: v.optional(v.number()) })]);
const size = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

const workspaceSchema = v.object({
  tabs: v.pipe(v.array(tabSchema), v.minLength(1)),
  /** Id of the tab in front. */
  active: v.number(),
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

const historyLimit = 100;

function tabWith(id: number, place: Place, mode: Tab['mode']): Tab {
  return { id, place, mode };
}

export function createWorkspace(
  place: Place = { kind: 'blank' },
  startMode: Tab['mode'] = 'live',
): Workspace {
  return {
    tabs: [tabWith(1, place, startMode)],
    active: 1,
    history: place.kind === 'blank' ? [] : [place],
    at: 0,
    expanded: [],
    leftPanel: 'files',
    leftOpen: true,
    leftWidth: 248,
    rightPanel: 'links',
    rightOpen: true,
    rightWidth: 332,
    startMode,
  };
}

/** Read what was kept; undefined where it cannot be used. */
export function readWorkspace(json: unknown): Workspace | undefined {
  const parsed = v.safeParse(workspaceSchema, json);
  if (!parsed.success) return undefined;
  const state = parsed.output;
  const known = state.tabs.some((tab) => tab.id === state.active);
  const at = Math.min(Math.max(0, state.at), Math.max(0, state.history.length - 1));
  return { ...state, at, active: known ? state.active : (state.tabs[0]?.id ?? 1) };
}

export function activeTab(state: Workspace): Tab {
  const tab = state.tabs.find((each) => each.id === state.active) ?? state.tabs[0];
  if (!tab) throw new Error('A workspace always has a tab');
  return tab;
}

export interface OpenPlaceOptions {
  newTab?: boolean | undefined;
  /** Line that is gone to: a jump within a note is a step of its own. */
  line?: number | undefined;
  /** Line of the cursor in the note in front, to come back to. */
  from?: number | undefined;
}

/** Show a place: in the tab that has it, else in the active one, or in a new one beside it. */
export function openPlace(state: Workspace, place: Place, options: OpenPlaceOptions = {}): Workspace {
  const left = leave(state, options.from);
  return visit(showPlace(left, place, options.newTab ?? false), place, options.line);
}

/** Keep the line at which the note in front is left. */
function leave(state: Workspace, line: number | undefined): Workspace {
  const current = state.history[state.at];
  const { place } = activeTab(state);
  if (line === undefined || !current || !samePlace(current, place) || place.kind !== 'note') return state;
  return { ...state, history: state.history.with(state.at, { ...current, line }) };
}

function showPlace(state: Workspace, place: Place, newTab: boolean): Workspace {
  const open = state.tabs.find((tab) => samePlace(tab.place, place));
  if (open && place.kind !== 'blank') return { ...state, active: open.id };
  const current = activeTab(state);
  if (newTab && current.place.kind !== 'blank') return insertTab(state, place);
  const tabs = state.tabs.map((tab) =>
    tab.id === current.id ? tabWith(tab.id, place, state.startMode) : tab,
  );
  return { ...state, tabs };
}

function insertTab(state: Workspace, place: Place): Workspace {
  const id = Math.max(...state.tabs.map((tab) => tab.id)) + 1;
  const after = state.tabs.findIndex((tab) => tab.id === state.active) + 1;
  return { ...state, tabs: state.tabs.toSpliced(after, 0, tabWith(id, place, state.startMode)), active: id };
}

/** A new, empty tab at the end. */
export function addTab(state: Workspace): Workspace {
  const id = Math.max(...state.tabs.map((tab) => tab.id)) + 1;
  return { ...state, tabs: [...state.tabs, tabWith(id, { kind: 'blank' }, state.startMode)], active: id };
}

export function activateTab(state: Workspace, id: number): Workspace {
  const tab = state.tabs.find((each) => each.id === id);
  return tab ? visit({ ...state, active: id }, tab.place) : state;
}

/** The neighbour of the active tab, round the ends. */
export function nextTab(state: Workspace, step: 1 | -1): Workspace {
  const index = state.tabs.findIndex((tab) => tab.id === state.active);
  const next = state.tabs.at((index + step) % state.tabs.length);
  return next ? activateTab(state, next.id) : state;
}

/** Close tabs. What was active gives way to its right neighbour, else its left one, else an empty tab. */
export function closeTabs(state: Workspace, close: (tab: Tab) => boolean): Workspace {
  const tabs = state.tabs.filter((tab) => !close(tab));
  if (tabs.length === state.tabs.length) return state;
  if (tabs.length === 0) {
    const only = tabWith(state.active + 1, { kind: 'blank' }, state.startMode);
    return { ...state, tabs: [only], active: only.id };
  }
  if (tabs.some((tab) => tab.id === state.active)) return { ...state, tabs };
  const index = state.tabs.findIndex((tab) => tab.id === state.active);
  const right = state.tabs.slice(index + 1).find((tab) => !close(tab));
  const heir = right ?? state.tabs.slice(0, index).findLast((tab) => !close(tab));
  return { ...state, tabs, active: heir?.id ?? state.active };
}

/** Put a tab before the one that stands at `to`. */
export function moveTab(state: Workspace, id: number, to: number): Workspace {
  const from = state.tabs.findIndex((tab) => tab.id === id);
  const tab = state.tabs[from];
  if (!tab || from === to) return state;
  const rest = state.tabs.toSpliced(from, 1);
  return { ...state, tabs: rest.toSpliced(from < to ? to - 1 : to, 0, tab) };
}

/** Show the note in front in another way, or, where it is shown so, as usual. */
export function toggleMode(state: Workspace, mode: Tab['mode']): Workspace {
  const { id } = activeTab(state);
  const usual = state.startMode === mode ? 'live' : state.startMode;
  const next = (tab: Tab) => ({ ...tab, mode: tab.mode === mode ? usual : mode });
  return { ...state, tabs: state.tabs.map((tab) => (tab.id === id ? next(tab) : tab)) };
}

/** A note in front that is only to be read can be written in again. */
export function writeInFront(state: Workspace): Workspace {
  return activeTab(state).mode === 'reading' ? toggleMode(state, 'reading') : state;
}

export function canGo(state: Workspace, step: 1 | -1): boolean {
  return state.history[state.at + step] !== undefined;
}

/** One step back or forward through the places visited. `from`: line of the cursor in the note in front. */
export function go(state: Workspace, step: 1 | -1, from?: number): Workspace {
  const visited = state.history[state.at + step];
  if (!visited) return state;
  const { line: _line, ...place } = visited;
  return { ...showPlace(leave(state, from), place, false), at: state.at + step };
}

/** Lines so close are one place. */
const near = 2;

function visit(state: Workspace, place: Place, line?: number): Workspace {
  const current = state.history[state.at];
  if (place.kind === 'blank') return state;
  if (current && samePlace(current, place)) {
    if (line === undefined || Math.abs((current.line ?? line) - line) <= near) return state;
  }
  const next = line === undefined ? place : { ...place, line };
  const history = [...state.history.slice(0, state.at + 1), next].slice(-historyLimit);
  return { ...state, history, at: history.length - 1 };
}

export function toggleFolder(state: Workspace, path: string, open?: boolean): Workspace {
  const isOpen = state.expanded.includes(path);
  if (isOpen === (open ?? !isOpen)) return state;
  const expanded = isOpen ? state.expanded.filter((each) => each !== path) : [...state.expanded, path];
  return { ...state, expanded };
}

/** Open every folder above `path`. */
export function expandTo(state: Workspace, path: string): Workspace {
  const parts = path.split('/').slice(0, -1);
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return above.reduce((next, folder) => toggleFolder(next, folder, true), state);
}

/** Files or folders have moved: what shows them follows. */
export function followMoves(state: Workspace, moved: readonly { from: string; to: string }[]): Workspace {
  if (moved.length === 0) return state;
  return {
    ...state,
    tabs: state.tabs.map((tab) => ({ ...tab, place: movedPlace(tab.place, moved) })),
    history: state.history.map((place) => movedPlace(place, moved)),
    expanded: state.expanded.map((path) => movedPath(path, moved)),
  };
}

/** A file or folder is gone: close what shows it, and do not go back to it. */
export function forgetPath(state: Workspace, path: string): Workspace {
  const gone = (place: Place) => {
    const shown = placePath(place);
    return shown !== undefined && (shown === path || shown.startsWith(`${path}/`));
  };
  const history = state.history.filter((place) => !gone(place));
  const before = state.history.slice(0, state.at + 1).filter((place) => !gone(place)).length;
  const closed = closeTabs(state, (tab) => gone(tab.place));
  return { ...closed, history, at: Math.max(0, before - 1) };
}
