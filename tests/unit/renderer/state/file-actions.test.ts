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
