import { useSyncExternalStore } from 'react';
import type { Connection, ConnectionState } from '../../client/reconnect.ts';

export function useConnection(connection: Connection): ConnectionState {
  return useSyncExternalStore(
    (listener) => connection.onState(listener),
    () => connection.state(),
  );
}
