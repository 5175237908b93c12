/** What is open in the window, as a value and functions from one such value to the next. */
import * as v from 'valibot';
import { frontOf, inFront, paneBeside, paneOf, tabsIn, withTabsIn } from './panes.ts';
import { movedPath, movedPlace, type Place, placePath, samePlace, standsAlone } from './place.ts';
import { type Tab, type Workspace, workspaceSchema } from './workspace-shape.ts';

export type { RightPanel, Tab, Workspace } from './workspace-shape.ts';

const historyLimit = 100;
/** So many closed tabs can be opened again. */
const closedLimit = 30;

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
    fronts: {},
    shares: {},
    closed: [],
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
  /** In the pane beside this one, which is made where there is none. */
  beside?: boolean | undefined;
  /** Line that is gone to: a jump within a note is a step of its own. */
  line?: number | undefined;
  /** Line of the cursor in the note in front, to come back to. */
  from?: number | undefined;
}

/** Show a place: in the tab that has it, else in the active one, or in a new one after it, or in the pane beside. */
export function openPlace(state: Workspace, place: Place, options: OpenPlaceOptions = {}): Workspace {
  const left = leave(state, options.from);
  const shown = options.beside ? showBeside(left, place) : showPlace(left, place, options.newTab ?? false);
  return visit(shown, place, options.line);
}

/** Keep the line at which the note in front is left. */
function leave(state: Workspace, line: number | undefined): Workspace {
  const current = state.history[state.at];
  const { place } = activeTab(state);
  if (line === undefined || !current || !samePlace(current, place) || place.kind !== 'note') return state;
  return { ...state, history: state.history.with(state.at, { ...current, line }) };
}

function showPlace(state: Workspace, place: Place, newTab: boolean): Workspace {
  const current = activeTab(state);
  const has = (tab: Tab) => place.kind !== 'blank' && samePlace(tab.place, place);
  const open = tabsIn(state, paneOf(current)).find(has) ?? state.tabs.find(has);
  if (open) return inFront(state, open.id);
  if (current.place.kind !== 'blank' && (newTab || !gives(current, place))) return insertTab(state, place);
  const { pinned, pane } = current;
  const next = {
    ...tabWith(current.id, place, state.startMode),
    ...(pinned && { pinned }),
    ...(pane && { pane }),
  };
  return { ...state, tabs: state.tabs.map((tab) => (tab.id === current.id ? next : tab)) };
}

function showBeside(state: Workspace, place: Place): Workspace {
  const pane = paneBeside(state);
  const last = frontOf(state, pane);
  if (last) return showInPane(inFront(state, last.id), pane, place);
  const id = nextId(state);
  const tab = { ...tabWith(id, place, state.startMode), pane };
  return inFront({ ...state, tabs: [...state.tabs, tab] }, id);
}

/** Other tabs of the pane are left alone. */
function showInPane(state: Workspace, pane: number, place: Place): Workspace {
  const open = tabsIn(state, pane).find((tab) => samePlace(tab.place, place));
  if (open) return inFront(state, open.id);
  return activeTab(state).place.kind === 'blank' ? showPlace(state, place, false) : insertTab(state, place);
}

/** Whether a tab may show another place instead of its own. */
function gives({ place, pinned }: Tab, next: Place): boolean {
  return !pinned && (place.kind === next.kind || !(standsAlone(place) || standsAlone(next)));
}

function insertTab(state: Workspace, place: Place): Workspace {
  const id = nextId(state);
  const pane = paneOf(activeTab(state));
  const next = withTabsIn(state, pane, (tabs) => {
    const after = tabs.findIndex((tab) => tab.id === state.active) + 1;
    const at = Math.max(after, pinnedOf(tabs));
    return tabs.toSpliced(at, 0, tabWith(id, place, state.startMode));
  });
  return inFront(next, id);
}

const nextId = ({ tabs }: Workspace) => Math.max(...tabs.map((tab) => tab.id)) + 1;
const pinnedOf = (tabs: readonly Tab[]) => tabs.filter((tab) => tab.pinned).length;

/** A new, empty tab at the end of the pane. */
export function addTab(state: Workspace): Workspace {
  const id = nextId(state);
  const blank = tabWith(id, { kind: 'blank' }, state.startMode);
  return inFront(
    withTabsIn(state, paneOf(activeTab(state)), (tabs) => [...tabs, blank]),
    id,
  );
}

export function activateTab(state: Workspace, id: number): Workspace {
  const tab = state.tabs.find((each) => each.id === id);
  return tab ? visit(inFront(state, id), tab.place) : state;
}

/** The neighbour of the active tab in its pane, round the ends. */
export function nextTab(state: Workspace, step: 1 | -1): Workspace {
  const tabs = tabsIn(state, paneOf(activeTab(state)));
  const index = tabs.findIndex((tab) => tab.id === state.active);
  const next = tabs.at((index + step) % tabs.length);
  return next ? activateTab(state, next.id) : state;
}

/**
 * Close tabs. What was active gives way to its right neighbour, else its left one, else to the pane beside, else to an
 * empty tab. A pane without tabs is gone.
 */
export function closeTabs(before: Workspace, close: (tab: Tab) => boolean): Workspace {
  const tabs = before.tabs.filter((tab) => !close(tab));
  if (tabs.length === before.tabs.length) return before;
  const state = { ...before, closed: withClosed(before, close) };
  if (tabs.length === 0) {
    const only = tabWith(nextId(state), { kind: 'blank' }, state.startMode);
    return inFront({ ...state, tabs: [only] }, only.id);
  }
  if (tabs.some((tab) => tab.id === state.active)) return { ...state, tabs };
  const pane = paneOf(activeTab(state));
  const siblings = tabsIn(state, pane);
  const index = siblings.findIndex((tab) => tab.id === state.active);
  const right = siblings.slice(index + 1).find((tab) => !close(tab));
  const heir = right ?? siblings.slice(0, index).findLast((tab) => !close(tab));
  const left = { ...state, tabs };
  const next = heir ?? frontOf(left, paneBeside(state)) ?? tabs[0];
  return next ? inFront(left, next.id) : left;
}

function withClosed(state: Workspace, close: (tab: Tab) => boolean): Workspace['closed'] {
  const now = state.tabs.flatMap((tab) => {
    if (!close(tab) || tab.place.kind === 'blank') return [];
    return [{ tab, at: tabsIn(state, paneOf(tab)).indexOf(tab) }];
  });
  return [...state.closed, ...now].slice(-closedLimit);
}

/** Whether there is a closed tab to open again: one whose file is not gone. */
export function canReopen({ closed }: Workspace): boolean {
  return closed.some(({ gone }) => !gone);
}

/** Open the tab again that was closed last, where it stood. */
export function reopenTab(state: Workspace): Workspace {
  const last = state.closed.findLast(({ gone }) => !gone);
  if (!last) return state;
  const rest = { ...state, closed: state.closed.filter((each) => each !== last) };
  return bringTab(rest, last, true);
}

type Closed = Workspace['closed'][number];

function bringTab(state: Workspace, { tab, at }: Closed, front: boolean): Workspace {
  const open = state.tabs.find(({ place }) => samePlace(place, tab.place));
  if (open) return front ? activateTab(state, open.id) : state;
  const [only] = state.tabs;
  // What stands where all tabs were closed is worth nothing.
  const blank = state.tabs.length === 1 && only?.place.kind === 'blank';
  const kept = blank ? { ...state, tabs: [] } : state;
  // Where its pane is gone, it comes to the one that the person is in.
  const there = blank || tabsIn(state, paneOf(tab)).length > 0;
  const pane = there ? paneOf(tab) : paneOf(activeTab(state));
  const id = nextId(state);
  const next = withTabsIn(kept, pane, (tabs) => {
    const pins = pinnedOf(tabs);
    return tabs.toSpliced(tab.pinned ? Math.min(at, pins) : Math.max(at, pins), 0, { ...tab, id });
  });
  return front || blank ? activateTab(next, id) : next;
}

/** Put a tab before the one that stands at `to` in a pane; the pinned ones stay before the others. */
export function moveTab(state: Workspace, id: number, to: number, toPane?: number): Workspace {
  const tab = state.tabs.find((each) => each.id === id);
  if (!tab) return state;
  const pane = toPane ?? paneOf(tab);
  const here = tabsIn(state, pane);
  const from = here.indexOf(tab);
  const pins = pinnedOf(here.filter((each) => each !== tab));
  const wanted = from >= 0 && from < to ? to - 1 : to;
  const at = tab.pinned ? Math.min(wanted, pins) : Math.max(wanted, pins);
  if (from === at) return state;
  const rest = { ...state, tabs: state.tabs.filter((each) => each !== tab) };
  const next = withTabsIn(rest, pane, (tabs) => tabs.toSpliced(at, 0, tab));
  return from < 0 ? inFront(next, id) : next;
}

/** A tab goes to the pane beside its own, and to the front there. */
export function moveBeside(state: Workspace, id: number): Workspace {
  const there = inFront(state, id);
  const pane = paneBeside(there);
  return inFront(moveTab(there, id, tabsIn(there, pane).length, pane), id);
}

/** Pin a tab, after those of its pane that are pinned already, or let it go again. */
export function togglePin(state: Workspace, id: number): Workspace {
  const tab = state.tabs.find((each) => each.id === id);
  if (!tab || (tab.place.kind === 'blank' && !tab.pinned)) return state;
  const { pinned, ...plain } = tab;
  return withTabsIn(state, paneOf(tab), (tabs) => {
    const rest = tabs.filter((each) => each !== tab);
    return rest.toSpliced(pinnedOf(rest), 0, pinned ? plain : { ...plain, pinned: true });
  });
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
  return state.history[stepTo(state, step)] !== undefined;
}

/** Where a step leads in the history: something else than what is in front, also where that was not gone to. */
function stepTo(state: Workspace, step: 1 | -1): number {
  const { history, at } = state;
  const { place } = activeTab(state);
  const shown = (index: number) => {
    const visited = history[index];
    return visited !== undefined && samePlace(visited, place);
  };
  let next = at + step;
  if (shown(at)) return next;
  if (place.kind === 'blank' && step === -1) return at;
  while (shown(next)) next += step;
  return next;
}

/** One step back or forward through the places visited. `from`: line of the cursor in the note in front. */
export function go(state: Workspace, step: 1 | -1, from?: number): Workspace {
  const at = stepTo(state, step);
  const visited = state.history[at];
  if (!visited) return state;
  const { line: _line, ...place } = visited;
  return { ...showPlace(leave(state, from), place, false), at };
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
    closed: state.closed.map((each) => ({
      ...each,
      tab: { ...each.tab, place: movedPlace(each.tab.place, moved) },
    })),
    history: state.history.map((place) => movedPlace(place, moved)),
    expanded: state.expanded.map((path) => movedPath(path, moved)),
  };
}

/** A file or folder is gone: close what shows it, and do not go back to it. */
export function forgetPath(state: Workspace, path: string): Workspace {
  const gone = (place: Place) => shows(place, path);
  const history = state.history.filter((place) => !gone(place));
  const before = state.history.slice(0, state.at + 1).filter((place) => !gone(place)).length;
  const known = new Set(state.closed);
  const next = closeTabs(state, (tab) => gone(tab.place));
  const closed = next.closed.map((each) => {
    if (each.gone || !gone(each.tab.place)) return each;
    return known.has(each)
      ? { ...each, gone: 'closed' as const }
      : { ...each, gone: 'open' as const, front: each.tab.id === state.active };
  });
  return { ...next, closed, history, at: Math.max(0, before - 1) };
}

/** A file or folder is there again: so are the tabs that were closed as it went. */
export function rememberPath(state: Workspace, path: string): Workspace {
  const back = state.closed.filter(({ tab, gone }) => gone && shows(tab.place, path));
  const rest = state.closed.filter((each) => !back.includes(each) || each.gone === 'closed');
  const closed = rest.map((each) => (back.includes(each) ? { tab: each.tab, at: each.at } : each));
  return back
    .filter(({ gone }) => gone === 'open')
    .reduce((next, each) => bringTab(next, each, each.front === true), { ...state, closed });
}

/** Whether a place shows the file, or one in the folder. */
function shows(place: Place, path: string): boolean {
  const shown = placePath(place);
  return shown !== undefined && (shown === path || shown.startsWith(`${path}/`));
}
