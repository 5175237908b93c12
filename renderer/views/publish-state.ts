import { createContext, useContext } from 'react';
import type { PublishState } from '../../shared/contract/api.ts';
import type { MessageKey } from '../i18n/messages.ts';

interface StateThere {
  state: PublishState;
  url: string | null;
}

/** State of one note: that of the blog in which most is to be done, and of each that knows the note. */
export interface NotePublishing extends StateThere {
  all: readonly (StateThere & { target: string })[];
}

/** State of every note that a blog knows of, by path. */
export type PublishStates = ReadonlyMap<string, NotePublishing>;

/** From what asks for a person to what is as it should be. */
const urgency: readonly PublishState[] = [
  'error',
  'conflict',
  'blog-edited',
  'changed',
  'published',
  'draft',
  'never',
];

/** What several blogs say of the notes, in one. */
export function joinStates(
  blogs: readonly { target: string; states: readonly (StateThere & { path: string })[] }[],
): PublishStates {
  const joined = new Map<string, NotePublishing>();
  for (const { target, states } of blogs) {
    for (const { path, state, url } of states) {
      const there = joined.get(path);
      const all = [...(there?.all ?? []), { target, state, url }];
      const before = there && urgency.indexOf(there.state) <= urgency.indexOf(state);
      joined.set(path, { ...(before ? there : { state, url }), all });
    }
  }
  return joined;
}

export const PublishStatesContext = createContext<PublishStates>(new Map());

export function usePublishState(path: string | undefined) {
  const states = useContext(PublishStatesContext);
  return path === undefined ? undefined : states.get(path);
}

export function publishStateWords(state: PublishState): MessageKey {
  return `publish.state.${state}`;
}

/** The state in words; where several blogs have the note, that of each with its name. */
export function publishingWords(
  known: NotePublishing | undefined,
  state: PublishState,
  t: (key: MessageKey) => string,
): string {
  const there = known?.all.filter((each) => each.state !== 'never') ?? [];
  if (there.length < 2) return t(publishStateWords(state));
  return there.map((each) => `${each.target}: ${t(publishStateWords(each.state))}`).join(' · ');
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
