import { afterEach, expect, test, vi } from 'vitest';
import { createFileActions } from '../../../../renderer/state/file-actions.ts';
import { createSession } from '../../../../renderer/state/session.ts';
import type { Client } from '../../../../shared/contract/rpc.ts';

afterEach(() => void vi.useRealTimers());

test('what is said while an undo goes on is gone when it is done', async () => {
  vi.useFakeTimers();
  const session = createSession();
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const client = { call: () => promise } as unknown as Client;
  const said = () => session.notices.store.get().map(({ text }) => ('key' in text ? text.key : ''));
  const undo = createFileActions(client, session).undo();
  vi.advanceTimersByTime(1000);
  expect(said()).toEqual(['notice.undoing']);
  resolve({ what: 'link', paths: [] });
  await undo;
  expect(said()).toEqual(['notice.undone']);
});

test('undoing a delete brings back the tab that showed the file', async () => {
  const session = createSession();
  const answers: Record<string, unknown> = {
    'file.undo': { what: 'delete', paths: ['a.md'] },
    'file.delete': {},
  };
  const client = { call: async (method: string) => answers[method] } as unknown as Client;
  const actions = createFileActions(client, session);
  const shown = () => session.workspace.get().tabs.map(({ place }) => ('path' in place ? place.path : ''));
  actions.open('a.md');
  actions.open('b.md', { newTab: true });
  await actions.remove('a.md');
  expect(shown()).toEqual(['b.md']);
  await actions.undo();
  expect(shown()).toEqual(['a.md', 'b.md']);
});

test('a note that is made in a new tab leaves the one in front alone', async () => {
  const session = createSession();
  const client = { call: async () => ({ path: 'b.md', created: true }) } as unknown as Client;
  const actions = createFileActions(client, session);
  actions.open('a.md');
  await actions.create('', 'b', { newTab: true });
  expect(session.workspace.get().tabs).toHaveLength(2);
});
