import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place } from '../../../../renderer/state/place.ts';
import {
  activateTab,
  activeTab,
  addTab,
  canGo,
  canReopen,
  closeTabs,
  createWorkspace,
  expandTo,
  followMoves,
  forgetPath,
  go,
  moveTab,
  nextTab,
  openPlace,
  readWorkspace,
  rememberPath,
  reopenTab,
  toggleFolder,
  toggleMode,
  togglePin,
  type Workspace,
} from '../../../../renderer/state/workspace.ts';

const note = (path: string): Place => ({ kind: 'note', path });
const topic = (path: string): Place => ({ kind: 'topic', path });

/** Tabs by the last letter of what they show, the active one in brackets. */
function show(state: Workspace): string {
  return state.tabs
    .map((tab) => {
      const name = 'path' in tab.place ? tab.place.path.replace('.md', '') : tab.place.kind;
      return tab.id === state.active ? `[${name}]` : name;
    })
    .join(' ');
}

const opened = (...paths: string[]) =>
  paths.reduce((state, path) => openPlace(state, note(`${path}.md`), { newTab: true }), createWorkspace());

describe('opening', () => {
  test.each<[string, (state: Workspace) => Workspace, string]>([
    ['in the active tab', (state) => openPlace(state, note('c.md')), 'a [c]'],
    [
      'in a new tab, beside the active one',
      (state) => openPlace(state, note('c.md'), { newTab: true }),
      'a b [c]',
    ],
    ['what is open comes to the front', (state) => openPlace(state, note('a.md')), '[a] b'],
    ['even with a new tab asked for', (state) => openPlace(state, note('a.md'), { newTab: true }), '[a] b'],
    ['a topic is another page than its note', (state) => openPlace(state, topic('a.md')), 'a [a]'],
    [
      'the settings are there once',
      (state) => openPlace(openPlace(state, { kind: 'settings' }), { kind: 'settings' }),
      'a b [settings]',
    ],
    [
      'the graph takes no tab of a note, nor a note that of the graph',
      (state) => openPlace(openPlace(state, { kind: 'graph' }), note('c.md')),
      'a b graph [c]',
    ],
    [
      'the graph around one note gives way to that around another',
      (state) =>
        openPlace(openPlace(state, { kind: 'around', path: 'a.md' }), { kind: 'around', path: 'c.md' }),
      'a b [c]',
    ],
    [
      'an empty tab is filled',
      (state) => openPlace(addTab(state), note('c.md'), { newTab: true }),
      'a b [c]',
    ],
    ['a new tab is at the end', addTab, 'a b [blank]'],
  ])('%s', (_name, act, expected) => {
    expect(show(act(opened('a', 'b')))).toBe(expected);
  });

  test('a tab shows another place as usual, whatever way the last one was shown', () => {
    const reading = toggleMode(opened('a'), 'reading');
    expect(activeTab(reading).mode).toBe('reading');
    expect(activeTab(openPlace(reading, note('b.md'))).mode).toBe('live');
    expect(activeTab(toggleMode(reading, 'reading')).mode).toBe('live');
  });
});

describe('closing', () => {
  const close = (name: string) => (state: Workspace) =>
    closeTabs(state, (tab) => 'path' in tab.place && tab.place.path === `${name}.md`);
  test.each<[string, Workspace, string, string]>([
    ['the right neighbour takes over', activateTab(opened('a', 'b', 'c'), 2), 'b', 'a [c]'],
    ['else the left one', opened('a', 'b', 'c'), 'c', 'a [b]'],
    ['another tab leaves the active one', opened('a', 'b', 'c'), 'a', 'b [c]'],
    ['the last tab leaves an empty one', opened('a'), 'a', '[blank]'],
    ['what is not there', opened('a', 'b'), 'x', 'a [b]'],
  ])('%s', (_name, state, name, expected) => {
    expect(show(close(name)(state))).toBe(expected);
  });
});

describe('opening again', () => {
  const close = (state: Workspace, ...ids: number[]) => closeTabs(state, ({ id }) => ids.includes(id));

  test('the tab that was closed last comes back first, where it stood', () => {
    const closed = close(close(opened('a', 'b', 'c'), 2), 1);
    expect(show(reopenTab(closed))).toBe('[a] c');
    const all = reopenTab(reopenTab(closed));
    expect(show(all)).toBe('a [b] c');
    expect(canReopen(all)).toBe(false);
    expect(reopenTab(all)).toBe(all);
  });

  test('after the last tab, in place of the empty one', () => {
    expect(show(reopenTab(close(opened('a'), 1)))).toBe('[a]');
  });

  test('an empty tab is not worth it, and what is open again comes to the front', () => {
    const blank = addTab(opened('a'));
    expect(canReopen(close(blank, blank.active))).toBe(false);
    const again = openPlace(close(opened('a', 'b'), 2), note('b.md'), { newTab: true });
    expect(show(reopenTab(openPlace(again, note('a.md'))))).toBe('a [b]');
  });

  test('it is kept, and follows a move', () => {
    const closed = followMoves(close(opened('x/a', 'b'), 1), [{ from: 'x', to: 'y' }]);
    const kept = readWorkspace(JSON.parse(JSON.stringify(closed)));
    expect(kept && show(reopenTab(kept))).toBe('[y/a] b');
  });

  test('a tab whose file went comes back with the file, and only then', () => {
    const state = openPlace(opened('x/a', 'b', 'x/c'), note('x/a.md'));
    const gone = forgetPath(close(state, 3), 'x');
    expect(show(gone)).toBe('[b]');
    expect(canReopen(gone)).toBe(false);
    const back = rememberPath(gone, 'x');
    expect(show(back)).toBe('[x/a] b');
    expect(show(reopenTab(back))).toBe('x/a b [x/c]');
  });
});

describe('pinned tabs', () => {
  const pinned = togglePin(opened('a', 'b', 'c'), 3);

  test('stand first, and let nothing take their place', () => {
    expect(show(pinned)).toBe('[c] a b');
    expect(show(openPlace(pinned, note('d.md')))).toBe('c [d] a b');
    expect(show(togglePin(pinned, 2))).toBe('[c] b a');
    expect(show(openPlace(togglePin(pinned, 2), note('d.md')))).toBe('c b [d] a');
    expect(show(openPlace(togglePin(pinned, 3), note('d.md')))).toBe('[d] a b');
  });

  test('are not mixed with others by moving', () => {
    expect(show(moveTab(pinned, 3, 3))).toBe('[c] a b');
    expect(show(moveTab(pinned, 2, 0))).toBe('[c] b a');
  });

  test('come back pinned, and are kept', () => {
    const closed = closeTabs(pinned, ({ id }) => id === 3);
    expect(activeTab(reopenTab(closed)).pinned).toBe(true);
    expect(show(reopenTab(closed))).toBe('[c] a b');
    expect(readWorkspace(JSON.parse(JSON.stringify(pinned)))).toEqual(pinned);
  });

  test('an empty tab is not pinned', () => {
    const state = createWorkspace();
    expect(togglePin(state, 1)).toBe(state);
  });
});

describe('moving between tabs', () => {
  test.each([
    [0, 3, 'b [c] a'],
    [2, 0, '[c] a b'],
    [1, 1, 'a b [c]'],
    [0, 2, 'b a [c]'],
  ])('tab %i put before %i', (from, to, expected) => {
    const state = opened('a', 'b', 'c');
    expect(show(moveTab(state, state.tabs[from]?.id ?? 0, to))).toBe(expected);
  });

  test('round the ends', () => {
    expect(show(nextTab(opened('a', 'b', 'c'), 1))).toBe('[a] b c');
    expect(show(nextTab(activateTab(opened('a', 'b', 'c'), 1), -1))).toBe('a b [c]');
  });
});

describe('back and forward', () => {
  test('go over all tabs, and a new step forgets what was ahead', () => {
    let state = opened('a', 'b', 'c');
    state = go(go(state, -1), -1);
    expect(show(state)).toBe('[a] b c');
    expect(canGo(state, -1)).toBe(false);
    expect(show(go(state, 1))).toBe('a [b] c');
    state = openPlace(state, note('d.md'));
    expect(canGo(state, 1)).toBe(false);
    expect(show(state)).toBe('[d] b c');
  });

  test('go over jumps in a note, to the lines that were left', () => {
    const jump = (from: number, line: number) => (state: Workspace) =>
      openPlace(state, note('a.md'), { from, line });
    const lines = (state: Workspace) => state.history.map(({ line }) => line);
    let state = jump(42, 90)(jump(3, 40)(opened('a')));
    expect(lines(state)).toEqual([3, 42, 90]);
    expect(activeTab(state).place).toEqual(note('a.md'));
    state = go(state, -1, 95);
    expect(state.history[state.at]).toEqual({ ...note('a.md'), line: 42 });
    expect(lines(state)).toEqual([3, 42, 95]);
    expect(lines(jump(42, 43)(state))).toEqual([3, 42, 95]);
    expect(lines(jump(42, 7)(state))).toEqual([3, 42, 7]);
    expect(readWorkspace(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  test('a closed tab is shown again, in the active one', () => {
    const state = closeTabs(opened('a', 'b'), (tab) => tab.id === 1);
    expect(show(go(state, -1))).toBe('[a]');
  });

  test('lead from an empty tab to what was there before it', () => {
    const state = addTab(opened('a', 'b'));
    expect(canGo(state, -1)).toBe(true);
    expect(show(go(state, -1))).toBe('a [b] blank');
  });

  test('lead somewhere else after the tab in front was closed', () => {
    const state = closeTabs(opened('a', 'b', 'c'), (tab) => tab.id === 3);
    expect(show(state)).toBe('a [b]');
    expect(show(go(state, -1))).toBe('[a] b');
  });

  test('there and back is where one was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2 }), (names) => {
        const state = names.reduce((last, name) => openPlace(last, note(`${name}.md`)), createWorkspace());
        if (!canGo(state, -1)) return;
        const again = go(go(state, -1), 1);
        expect(activeTab(again).place).toEqual(activeTab(state).place);
        expect(again.at).toBe(state.at);
      }),
    );
  });
});

describe('files that move or go', () => {
  test('tabs, history and open folders follow a folder', () => {
    const state = followMoves(expandTo(opened('x/a', 'b'), 'x/y/z.md'), [{ from: 'x', to: 'z' }]);
    expect(show(state)).toBe('z/a [b]');
    expect(state.expanded).toEqual(['z', 'z/y']);
    expect(state.history).toContainEqual(note('z/a.md'));
  });

  test('a name that only begins alike stays', () => {
    expect(show(followMoves(opened('xy/a'), [{ from: 'x', to: 'z' }]))).toBe('[xy/a]');
  });

  test('what is gone is closed and not gone back to', () => {
    const state = forgetPath(opened('x/a', 'b', 'x/c'), 'x');
    expect(show(state)).toBe('[b]');
    expect(state.history).toEqual([note('b.md')]);
    expect(canGo(state, -1)).toBe(false);
  });
});

describe('folders', () => {
  test('open, shut, and left alone', () => {
    const state = toggleFolder(createWorkspace(), 'a');
    expect(state.expanded).toEqual(['a']);
    expect(toggleFolder(state, 'a', true)).toBe(state);
    expect(toggleFolder(state, 'a').expanded).toEqual([]);
    expect(expandTo(state, 'a/b/c.md').expanded).toEqual(['a', 'a/b']);
  });
});

describe('what was kept', () => {
  test('comes back as it was', () => {
    const state = toggleMode(expandTo(opened('a', 'b/c'), 'b/c.md'), 'source');
    expect(readWorkspace(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['no tabs', { ...createWorkspace(), tabs: [] }],
    [
      'a page that is not known',
      { ...createWorkspace(), tabs: [{ id: 1, place: { kind: 'nowhere' }, mode: 'live' }] },
    ],
    ['a width out of bounds', { ...createWorkspace(), leftWidth: 5 }],
  ])('%s is not used', (_name, json) => {
    expect(readWorkspace(json)).toBeUndefined();
  });

  test('an active tab that is not there gives way to the first', () => {
    const state = readWorkspace({ ...opened('a', 'b'), active: 99, at: 99 });
    expect(state && show(state)).toBe('[a] b');
    expect(state?.at).toBe(1);
  });
});
