import { useCallback, useEffect, useRef, useState } from 'react';
import type { Json } from '../../../shared/contract/api.ts';
import { useClient } from '../../client/live-query.ts';
import { type GraphSettings, graphKey, graphOf, readGraphSettings } from '../../state/graph-settings.ts';

/** Milliseconds after the last change before it is kept. */
const delay = 300;

export type ChangeGraph = (change: (settings: GraphSettings) => GraphSettings) => void;

/** How the graph of this vault is to be seen: undefined until it was read; every change is kept, and holds in other windows. */
export function useGraphSettings(): [GraphSettings | undefined, ChangeGraph] {
  const client = useClient();
  const [settings, setSettings] = useState<GraphSettings>();
  const unsaved = useRef<GraphSettings>(undefined);
  useEffect(() => {
    let stopped = false;
    const take = () =>
      Promise.all([
        client.call('preference.read', { key: graphKey }),
        client.call('settings.graph', {}).catch(() => null),
      ]).then(
        ([value, theirs]) => {
          const next = value === null && theirs ? graphOf(theirs) : readGraphSettings(value);
          if (stopped || unsaved.current) return;
          setSettings((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
        },
        // What cannot be read is as usual.
        () => !stopped && setSettings((now) => now ?? readGraphSettings(null)),
      );
    void take();
    const off = client.on('settings.changed', ({ preference }) => {
      if (preference === graphKey) void take();
    });
    return () => {
      stopped = true;
      off();
    };
  }, [client]);

  const write = useCallback(() => {
    const value = unsaved.current;
    unsaved.current = undefined;
    // A look is worth no message: it is kept with the next change.
    if (value)
      client.call('preference.write', { key: graphKey, value: value as unknown as Json }).catch(() => {});
  }, [client]);
  useEffect(() => {
    if (!settings || settings !== unsaved.current) return;
    const timer = setTimeout(write, delay);
    return () => clearTimeout(timer);
  }, [settings, write]);
  useEffect(() => write, [write]);

  const change = useCallback<ChangeGraph>((next) => {
    setSettings((now) => {
      if (!now) return now;
      unsaved.current = next(now);
      return unsaved.current;
    });
  }, []);
  return [settings, change];
}
