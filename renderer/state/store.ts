import { useSyncExternalStore } from 'react';

/** A value that views can watch. It is replaced, never changed in place. */
export interface Store<S> {
  get(): S;
  set(next: S | ((current: S) => S)): void;
  /** Called after every change; the return value stops it. */
  subscribe(listener: () => void): () => void;
}

export function createStore<S>(initial: S): Store<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      const value = typeof next === 'function' ? (next as (current: S) => S)(state) : next;
      if (Object.is(value, state)) return;
      state = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value, or the part that `select` picks from it (which must be stable while the state is). */
export function useStore<S>(store: Store<S>): S;
export function useStore<S, T>(store: Store<S>, select: (state: S) => T): T;
export function useStore<S, T>(store: Store<S>, select?: (state: S) => T): S | T {
  return useSyncExternalStore(store.subscribe, () => (select ? select(store.get()) : store.get()));
}
