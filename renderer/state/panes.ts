/** Panes side by side, each with tabs of its own: which they are follows from the tabs alone. */
import type { Tab, Workspace } from './workspace-shape.ts';

export function paneOf({ pane = 0 }: Tab): number {
  return pane;
}

/** Numbers of the panes, from left to right. */
export function panesOf({ tabs }: Pick<Workspace, 'tabs'>): number[] {
  return [...new Set(tabs.map(paneOf))].sort((a, b) => a - b);
}

/** The tabs of a pane, in their order. */
export function tabsIn({ tabs }: Pick<Workspace, 'tabs'>, pane: number): Tab[] {
  return tabs.filter((tab) => paneOf(tab) === pane);
}

/** The pane that the person is in. */
export function activePane(state: Workspace): number {
  const tab = state.tabs.find(({ id }) => id === state.active);
  return tab ? paneOf(tab) : (panesOf(state)[0] ?? 0);
}

/** The tab that a pane shows; undefined where there is no such pane. */
export function frontOf(state: Workspace, pane: number): Tab | undefined {
  const tabs = tabsIn(state, pane);
  return (
    tabs.find(({ id }) => id === state.active) ?? tabs.find(({ id }) => id === state.fronts[pane]) ?? tabs[0]
  );
}

/** The next pane to the right, else to the left, else one that is yet to be made. */
export function paneBeside(state: Workspace): number {
  const panes = panesOf(state);
  const at = panes.indexOf(activePane(state));
  return panes[at + 1] ?? panes[at - 1] ?? (panes.at(-1) ?? 0) + 1;
}

/** A tab comes to the front of its pane, and the person is in that. */
export function inFront(state: Workspace, id: number): Workspace {
  const tab = state.tabs.find((each) => each.id === id);
  if (!tab) return state;
  const before = state.tabs.find((each) => each.id === state.active);
  const left = before && before !== tab ? { [paneOf(before)]: before.id } : {};
  return { ...state, active: id, fronts: { ...state.fronts, ...left, [paneOf(tab)]: id } };
}

/** Other tabs, or others in their order, in a pane. */
export function withTabsIn(state: Workspace, pane: number, change: (tabs: Tab[]) => Tab[]): Workspace {
  const others = state.tabs.filter((tab) => paneOf(tab) !== pane);
  const tabs = change(tabsIn(state, pane)).map(({ pane: _old, ...tab }) =>
    pane === 0 ? tab : { ...tab, pane },
  );
  return { ...state, tabs: [...others, ...tabs] };
}

/** The person goes to the pane on the right or the left, round the ends. */
export function nextPane(state: Workspace, step: 1 | -1): number {
  const panes = panesOf(state);
  return panes.at((panes.indexOf(activePane(state)) + step) % panes.length) ?? 0;
}

/** A pane more, to the right of all others, that shows what the one in front does. */
export function splitPane(state: Workspace): Workspace {
  const front = frontOf(state, activePane(state));
  if (!front) return state;
  const id = Math.max(...state.tabs.map((tab) => tab.id)) + 1;
  const pane = (panesOf(state).at(-1) ?? 0) + 1;
  const { pinned: _pinned, ...tab } = front;
  return inFront({ ...state, tabs: [...state.tabs, { ...tab, id, pane }] }, id);
}

/** How many parts of the width a pane has. */
export function shareOf(state: Workspace, pane: number): number {
  return state.shares[pane] ?? 1;
}

/** The edge between a pane and the next one moves: what one wins the other loses. @param by parts of the width */
export function movePaneEdge(state: Workspace, pane: number, by: number): Workspace {
  const panes = panesOf(state);
  const next = panes[panes.indexOf(pane) + 1];
  if (next === undefined) return state;
  const [own, other] = [shareOf(state, pane), shareOf(state, next)];
  const least = (own + other) * leastShare;
  const share = Math.max(least, Math.min(own + other - least, own + by));
  return { ...state, shares: { ...state.shares, [pane]: share, [next]: own + other - share } };
}

/** Of two panes, none gets narrower than this part of both. */
const leastShare = 0.2;
