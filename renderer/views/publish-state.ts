import { createContext, useContext } from 'react';
import type { PublishState } from '../../shared/contract/api.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** State of every note that the chosen blog knows of, by path. */
export type PublishStates = ReadonlyMap<string, { state: PublishState; url: string | null }>;

export const PublishStatesContext = createContext<PublishStates>(new Map());

export function usePublishState(path: string | undefined) {
  const states = useContext(PublishStatesContext);
  return path === undefined ? undefined : states.get(path);
}

export function publishStateWords(state: PublishState): MessageKey {
  return `publish.state.${state}`;
}

/** How a state is drawn; undefined: not at all. */
export function publishSign(state: PublishState): 'published' | 'draft' | 'changed' | 'error' | undefined {
  if (state === 'never') return undefined;
  if (state === 'published' || state === 'draft' || state === 'changed') return state;
  return 'error';
}

/** Whether the blog shows the note, perhaps as it was earlier. */
export const isOnline = (state: PublishState | undefined) =>
  state === 'published' || state === 'changed' || state === 'blog-edited' || state === 'conflict';
