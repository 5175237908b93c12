import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boot, keepSession, remember } from '../../../../renderer/state/boot.ts';
import { createSession } from '../../../../renderer/state/session.ts';
import { plainLook } from '../../../../renderer/state/vault-look.ts';
import { activeTab, createWorkspace, openPlace } from '../../../../renderer/state/workspace.ts';
import type { Json } from '../../../../shared/contract/api.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Client } from '../../../../shared/contract/rpc.ts';

/** A core that holds preferences and a list of root files, and knows little else. */
function fakeCore(
  preferences: { [key: string]: Json } = {},
  files: string[] = [],
  recent: string[] = [],
  editor?: Json,
) {
  const answers: Record<string, (params: { key: string; value: Json }) => unknown> = {
    'vault.status': () => ({ dir: '/vault' }),
    'preference.read': ({ key }) => structuredClone(preferences[key] ?? null),
    'preference.write': ({ key, value }) => {
      preferences[key] = value;
      return {};
    },
    'settings.editor': () => {
      if (editor === undefined) throw new AppError('unsupported', 'settings.editor');
      return editor;
    },
    'folder.list': () => ({
      folders: [],
      files: files.map((path) => ({ path, name: path, kind: 'note', title: path, draft: false })),
    }),
    'switch.query': () => recent.map((path) => ({ path })),
  };
  const call = async (method: string, params: never) => {
    const answer = answers[method];
    if (!answer) throw new AppError('unsupported', method);
    return answer(params);
  };
  const listeners: ((change: { preference?: string }) => void)[] = [];
  const on = (_event: string, listener: (typeof listeners)[number]) => {
    listeners.push(listener);
    return () => undefined;
  };
  const tell = (change: { preference?: string }) => {
    for (const listener of listeners) listener(change);
  };
  return { client: { call, on } as unknown as Client, preferences, tell };
}

const shown = (session: ReturnType<typeof createSession>) => activeTab(session.workspace.get()).place;

describe('a window opens', () => {
  test.each<[string, string[], string[], object]>([
    ['the note of welcome', ['a.md', '欢迎.md'], ['a.md'], { kind: 'note', path: '欢迎.md' }],
    ['else the note changed last', ['a.md'], ['x/b.md'], { kind: 'note', path: 'x/b.md' }],
    ['else nothing', [], [], { kind: 'blank' }],
  ])('on %s', async (_name, files, recent, place) => {
    const session = createSession();
    await boot(fakeCore({}, files, recent).client, session);
    expect(shown(session)).toEqual(place);
  });

  test('on what was open in this vault, and in its theme', async () => {
    const kept = openPlace(createWorkspace(), { kind: 'topic', path: 'OVN.md' });
    const workspace = JSON.parse(JSON.stringify({ '/other': createWorkspace(), '/vault': kept }));
    const session = createSession();
    const { client } = fakeCore({ workspace, appearance: { theme: 'dark' } }, ['welcome.md']);
    expect(await boot(client, session)).toMatchObject({ vault: '/vault', host: { kind: 'web' } });
    expect(shown(session)).toEqual({ kind: 'topic', path: 'OVN.md' });
    expect(session.appearance.get().theme).toBe('dark');
  });

  test.each([
    ['as its Obsidian shows it, where nothing was chosen', null, ['dark', 19]],
    ['as the person chose, where something was', { theme: 'light' }, ['light', 16]],
  ])('and looks %s', async (_name, appearance, look) => {
    const session = createSession();
    const editor = { mode: null, theme: 'dark', textSize: 19 };
    await boot(fakeCore({ appearance }, ['a.md'], [], editor).client, session);
    const { theme, textSize } = session.appearance.get();
    expect([theme, textSize]).toEqual(look);
  });

  test('whatever odd things were kept', async () => {
    const session = createSession();
    const { client } = fakeCore({ workspace: { '/vault': { tabs: 5 } }, appearance: [] }, ['welcome.md']);
    await boot(client, session);
    expect(shown(session)).toEqual({ kind: 'note', path: 'welcome.md' });
  });
});

describe('what is open is kept', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a little after it changed, beside that of other vaults', async () => {
    const session = createSession();
    const { client, preferences } = fakeCore({ workspace: { '/other': 1 } });
    const stop = keepSession(client, session, '/vault');
    session.workspace.set((state) => openPlace(state, { kind: 'settings' }));
    session.appearance.set((state) => ({ ...state, theme: 'light' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(preferences.workspace).toMatchObject({
      '/other': 1,
      '/vault': { tabs: [{ place: { kind: 'settings' } }] },
    });
    expect(preferences.appearance).toMatchObject({ theme: 'light' });
    stop();
  });

  test('and follows what its Obsidian is set to, until something is chosen', async () => {
    const session = createSession();
    const editor = { mode: null, theme: 'dark', textSize: 19, accent: null, fonts: plainLook.fonts };
    const { client, preferences, tell } = fakeCore({}, [], [], editor);
    await boot(client, session);
    const stop = keepSession(client, session, '/vault');
    Object.assign(editor, { theme: 'light', accent: '#123456' });
    tell({});
    await vi.advanceTimersByTimeAsync(1000);
    expect(session.appearance.get().theme).toBe('light');
    expect(session.vaultLook.get().accent).toBe('#123456');
    expect(preferences.appearance).toBeUndefined();
    session.appearance.set((state) => ({ ...state, theme: 'system' }));
    await vi.advanceTimersByTimeAsync(1000);
    tell({});
    await vi.advanceTimersByTimeAsync(1000);
    expect(session.appearance.get().theme).toBe('system');
    stop();
  });

  test('at once when the window goes', async () => {
    const session = createSession();
    const { client, preferences } = fakeCore();
    const stop = keepSession(client, session, '/vault');
    session.workspace.set((state) => openPlace(state, { kind: 'settings' }));
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(Object.keys(preferences.workspace ?? {})).toEqual(['/vault']);
  });
});

test('of many vaults the oldest are forgotten', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`/v${index}`, index]));
  const kept = remember(many, '/v3', createWorkspace());
  expect(Object.keys(kept)).toHaveLength(12);
  expect(Object.keys(kept).at(-1)).toBe('/v3');
  expect(kept['/v19']).toBe(19);
  expect(kept['/v0']).toBeUndefined();
});
