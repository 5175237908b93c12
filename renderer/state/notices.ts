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
  fail(error: unknown): void;
  dismiss(id: number): void;
}

/** The newest three stay; more would hide the page. */
const kept = 3;

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>([]);
  let next = 1;
  const add = (notice: Omit<Notice, 'id'>) =>
    store.set((all) => [...all, { ...notice, id: next++ }].slice(-kept));
  return {
    store,
    say: (key, params, action) => add({ tone: 'plain', text: { key, params }, action }),
    fail: (error) => add({ tone: 'bad', text: { error } }),
    dismiss: (id) => store.set((all) => all.filter((notice) => notice.id !== id)),
  };
}
