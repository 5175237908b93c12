import type { MessageParams } from '../../shared/words/message.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { createStore, type Store } from './store.ts';

/** Words to be said in the person's language. */
export interface Saying {
  key: MessageKey;
  params?: MessageParams;
}

/** A short message that goes by itself. */
export interface Notice {
  id: number;
  tone: 'plain' | 'good' | 'bad';
  text: Saying | { error: unknown };
  action?: { label: MessageKey; run(): void };
}

export interface Notices {
  store: Store<readonly Notice[]>;
  say(key: MessageKey, params?: MessageParams, action?: Notice['action']): void;
  /** The same of what is going on: what it returns takes it away. */
  sayUntil(...said: Parameters<Notices['say']>): () => void;
  fail(error: unknown): void;
  dismiss(id: number): void;
}

/** The newest three stay; more would hide the page. */
const kept = 3;

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>([]);
  let next = 1;
  const add = (notice: Omit<Notice, 'id'>): number => {
    const id = next++;
    store.set((all) => [...all, { ...notice, id }].slice(-kept));
    return id;
  };
  const dismiss = (id: number) => store.set((all) => all.filter((notice) => notice.id !== id));
  return {
    store,
    say: (key, params, action) => void add({ tone: 'plain', text: { key, params }, action }),
    sayUntil(key, params, action) {
      const id = add({ tone: 'plain', text: { key, params }, action });
      return () => dismiss(id);
    },
    fail: (error) => void add({ tone: 'bad', text: { error } }),
    dismiss,
  };
}
