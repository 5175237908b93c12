export interface Emitter<E> {
  /** Listen; the return value stops listening. */
  on<K extends keyof E>(name: K, listener: (data: E[K]) => void): () => void;
  /** Tell every listener, in the order they came. One that stops listening meanwhile is told no more. */
  emit<K extends keyof E>(name: K, data: E[K]): void;
}

/** A typed event source; `E` maps names to their data. */
export function createEmitter<E>(): Emitter<E> {
  const listeners = new Map<keyof E, Set<{ call(data: never): void }>>();
  return {
    on(name, listener) {
      const entry = { call: listener as (data: never) => void };
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(entry));
      return () => {
        set.delete(entry);
      };
    },
    emit(name, data) {
      const set = listeners.get(name);
      for (const entry of [...(set ?? [])]) if (set?.has(entry)) entry.call(data as never);
    },
  };
}
