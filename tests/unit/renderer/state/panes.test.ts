import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activePane,
  frontOf,
  movePaneEdge,
  nextPane,
  panesOf,
  shareOf,
  splitPane,
  tabsIn,
} from '../../../../renderer/state/panes.ts';
import type { Place } from '../../../../renderer/state/place.ts';
import {
  activateTab,
  activeTab,
  addTab,
  closeTabs,
  createWorkspace,
  go,
  moveBeside,
  moveTab,
  nextTab,
  openPlace,
  readWorkspace,
  reopenTab,
  togglePin,
  type Workspace,
} from '../../../../renderer/state/workspace.ts';

const note = (name: string): Place => ({ kind: 'note', path: `${name}.md` });

/** Panes by `|`, the tab in front of each in brackets, a star where the person is. */
function show(state: Workspace): string {
  return panesOf(state)
    .map((pane) => {
      const names = tabsIn(state, pane).map((tab) => {
        const name = 'path' in tab.place ? tab.place.path.replace('.md', '') : tab.place.kind;
        return tab === frontOf(state, pane) ? `[${name}]` : name;
      });
      return `${pane === activePane(state) ? '*' : ''}${names.join(' ')}`;
    })
    .join(' | ');
}

const opened = openPlace(openPlace(createWorkspace(), note('a')), note('b'), { newTab: true });
const beside = openPlace(opened, note('c'), { beside: true });
const idOf = (state: Workspace, name: string) =>
  state.tabs.find(({ place }) => 'path' in place && place.path === `${name}.md`)?.id ?? 0;
const close = (state: Workspace, ...names: string[]) =>
  closeTabs(state, ({ place }) => 'path' in place && names.includes(place.path.replace('.md', '')));

describe('a pane beside', () => {
  test('is made where there is none, and found where there is one', () => {
    expect(show(beside)).toBe('a [b] | *[c]');
    expect(show(openPlace(beside, note('d'), { beside: true }))).toBe('*a b [d] | [c]');
    expect(show(openPlace(activateTab(beside, 1), note('d'), { beside: true }))).toBe('[a] b | *c [d]');
  });

  test('shows what is open in the other one, too, and once', () => {
    const twice = openPlace(opened, note('b'), { beside: true });
    expect(show(twice)).toBe('a [b] | *[b]');
    expect(show(openPlace(activateTab(twice, 2), note('b'), { beside: true }))).toBe('a [b] | *[b]');
  });

  test('takes what is followed in it; what the other one has comes to the front there', () => {
    expect(show(openPlace(beside, note('d')))).toBe('a [b] | *[d]');
    expect(show(openPlace(beside, note('d'), { newTab: true }))).toBe('a [b] | *c [d]');
    expect(show(openPlace(beside, note('a')))).toBe('*[a] b | [c]');
    expect(show(addTab(beside))).toBe('a [b] | *c [blank]');
    expect(show(go(beside, -1))).toBe('*a [b] | [c]');
  });

  test('goes with its last tab, and the other one has the person', () => {
    expect(show(close(beside, 'c'))).toBe('*a [b]');
    expect(show(close(activateTab(beside, 1), 'a', 'b'))).toBe('*[c]');
    expect(show(reopenTab(close(beside, 'c')))).toBe('*[c] a b');
    expect(show(close(beside, 'a', 'b', 'c'))).toBe('*[blank]');
  });

  test('splits off what is in front, and there may be more than two', () => {
    const three = splitPane(splitPane(opened));
    expect(show(three)).toBe('a [b] | [b] | *[b]');
    expect(nextPane(three, 1)).toBe(0);
    expect(nextPane(three, -1)).toBe(1);
  });
});

describe('tabs of panes', () => {
  test('move within one and to another', () => {
    expect(show(moveTab(beside, idOf(beside, 'a'), 1, 1))).toBe('[b] | *c [a]');
    expect(show(moveTab(beside, idOf(beside, 'c'), 0, 0))).toBe('*[c] a b');
    expect(show(moveBeside(opened, idOf(opened, 'b')))).toBe('[a] | *[b]');
    expect(show(moveBeside(beside, idOf(beside, 'b')))).toBe('[a] | *c [b]');
  });

  test('are gone through, and pinned, in their own pane', () => {
    const more = openPlace(beside, note('d'), { newTab: true });
    expect(show(nextTab(more, 1))).toBe('a [b] | *[c] d');
    expect(show(togglePin(more, idOf(more, 'd')))).toBe('a [b] | *[d] c');
  });
});

test('the edge between two panes gives one what it takes from the other', () => {
  const wide = movePaneEdge(beside, 0, 0.4);
  expect([shareOf(wide, 0), shareOf(wide, 1)]).toEqual([1.4, 0.6000000000000001]);
  expect(shareOf(movePaneEdge(beside, 0, 9), 1)).toBeCloseTo(0.4);
  expect(movePaneEdge(beside, 1, 0.4)).toBe(beside);
});

test('panes are kept', () => {
  const state = movePaneEdge(beside, 0, 0.2);
  expect(readWorkspace(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

test('whatever is done, every pane shows one of its tabs, and the person is in one of them', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd');
  const act = fc.oneof(
    names.map((name) => (state: Workspace) => openPlace(state, note(name))),
    names.map((name) => (state: Workspace) => openPlace(state, note(name), { newTab: true })),
    names.map((name) => (state: Workspace) => openPlace(state, note(name), { beside: true })),
    names.map((name) => (state: Workspace) => close(state, name)),
    names.map((name) => (state: Workspace) => moveBeside(state, idOf(state, name))),
    names.map((name) => (state: Workspace) => togglePin(state, idOf(state, name))),
    fc.constantFrom(addTab, splitPane, reopenTab),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      const state = acts.reduce((last, next) => next(last), createWorkspace());
      expect(new Set(state.tabs.map(({ id }) => id)).size).toBe(state.tabs.length);
      expect(activeTab(state).id).toBe(state.active);
      expect(frontOf(state, activePane(state))?.id).toBe(state.active);
      for (const pane of panesOf(state)) {
        const tabs = tabsIn(state, pane);
        const pins = tabs.filter(({ pinned }) => pinned).length;
        expect(tabs.slice(0, pins).every(({ pinned }) => pinned)).toBe(true);
        expect(tabs).toContain(frontOf(state, pane));
      }
    }),
  );
});
