import { useCallback, useEffect, useState } from 'react';
import { useClient, useLive } from '../../client/live-query.ts';
import {
  historyKey,
  readHistory,
  readSaved,
  type SavedSearch,
  withSearch,
  writeSaved,
} from '../../state/search-memory.ts';
import { useSession } from '../../state/session.ts';

/** Milliseconds that the results of a query are looked at before it counts as a search of late. */
const looked = 2500;

const settingsEvents = { events: ['settings.changed'], keep: true } as const;

/** The saved searches of the vault, and what is done with them. */
export function useSavedSearches() {
  const client = useClient();
  const { notices } = useSession();
  const { data } = useLive('settings.read', {}, settingsEvents);
  const saved = readSaved(data ?? {});
  const write = (next: readonly SavedSearch[]) => {
    client.call('settings.write', { changes: writeSaved(next) }).catch(notices.fail);
  };
  return {
    saved,
    has: (query: string) => saved.some((one) => one.query === query),
    add: (query: string) => write([...saved, { query, name: '', pinned: false }]),
    remove: (query: string) => write(saved.filter((one) => one.query !== query)),
    change: (query: string, change: Partial<SavedSearch>) =>
      write(saved.map((one) => (one.query === query ? { ...one, ...change } : one))),
  };
}

export type SavedSearches = ReturnType<typeof useSavedSearches>;

/** Searches of late; a query whose results are looked at for a while, or gone to, becomes one. */
export function useSearchHistory(query: string, found: boolean) {
  const client = useClient();
  const [history, setHistory] = useState<string[]>([]);
  const write = useCallback(
    (next: string[]) => {
      setHistory(next);
      // It is a convenience: where it cannot be kept, nothing is lost.
      client.call('preference.write', { key: historyKey, value: next }).catch(() => {});
    },
    [client],
  );
  useEffect(() => {
    client.call('preference.read', { key: historyKey }).then(
      (value) => setHistory(readHistory(value)),
      () => {},
    );
  }, [client]);
  useEffect(() => {
    if (query === '' || !found) return;
    const timer = setTimeout(() => write(withSearch(history, query)), looked);
    return () => clearTimeout(timer);
  }, [query, found, history, write]);
  const keep = () => {
    if (query !== '' && found && history[0] !== query) write(withSearch(history, query));
  };
  return { history, keep, clear: () => write([]) };
}
