import { createContext, useContext, useMemo, useRef, useSyncExternalStore } from 'react';
import type { EventName, Method, Params, Result } from '../../shared/contract/api.ts';
import type { Client } from '../../shared/contract/rpc.ts';
import { type Answer, createLiveAnswer, type LiveAnswer } from './live-answer.ts';

/** The client of a window, with the answers that are being kept fresh: who asks the same shares one. */
export interface LiveClient {
  client: Client;
  answers: Map<string, LiveAnswer<unknown>>;
}

export const ClientContext = createContext<LiveClient | undefined>(undefined);

export function createLiveClient(client: Client): LiveClient {
  return { client, answers: new Map() };
}

export function useClient(): Client {
  return useLiveClient().client;
}

function useLiveClient(): LiveClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside of ClientContext');
  return client;
}

export interface Live<T> extends Answer<T> {
  refresh(): void;
  /** Leave it at what was found so far. */
  stop(): void;
}

export interface LiveOptions {
  /** Events that make the answer old; `vault.changed` where not given. */
  events?: readonly EventName[];
  /** Go on showing the last good answer, to other params too, until the next one comes. */
  keep?: boolean;
}

const onChange: readonly EventName[] = ['vault.changed'];

/** For what the settings of the vault have a say in, too: mentions that were put aside, sites, folders. */
export const withSettings: LiveOptions = { events: ['vault.changed', 'settings.changed'] };

/** For what a blog says, too, which other programs change as well. */
export const withBlogs: LiveOptions = { events: ['vault.changed', 'settings.changed', 'publish.changed'] };
/** The same, with the last answer on the screen until the next one comes. */
export const keptWithBlogs: LiveOptions = { ...withBlogs, keep: true };
const nothing: Answer<never> = { data: undefined, error: undefined, loading: false };
const silent: LiveAnswer<never> = {
  get: () => nothing,
  subscribe: () => () => {},
  refresh: () => {},
  stop: () => {},
};

/**
 * Ask something of the core and keep the answer fresh. `params` undefined: ask nothing.
 * Params are compared as JSON. A call that nobody waits for any more is cancelled.
 */
export function useLive<M extends Method>(
  method: M,
  params: Params<M> | undefined,
  options: LiveOptions = {},
): Live<Result<M>> {
  const client = useLiveClient();
  const key = params === undefined ? undefined : JSON.stringify(params);
  const events = options.events ?? onChange;
  const live = useMemo<LiveAnswer<Result<M>>>(
    () => (key === undefined ? silent : sharedAnswer(client, method, key, events)),
    [client, method, key, events],
  );
  const answer = useSyncExternalStore(live.subscribe, live.get);
  const last = useRef<Result<M> | undefined>(undefined);
  if (answer.data !== undefined) last.current = answer.data;
  // What was stopped before anything was found has no answer.
  const stopped = answer.progress !== undefined && !answer.loading;
  const data = answer.data ?? (options.keep && key !== undefined && !stopped ? last.current : undefined);
  return { ...answer, data, refresh: live.refresh, stop: live.stop };
}

function sharedAnswer<M extends Method>(
  { client, answers }: LiveClient,
  method: M,
  params: string,
  events: readonly EventName[],
): LiveAnswer<Result<M>> {
  const key = `${method} ${params} ${events.join()}`;
  const known = answers.get(key) as LiveAnswer<Result<M>> | undefined;
  if (known) return known;
  const answer = createLiveAnswer(client, method, JSON.parse(params), events, () => answers.delete(key));
  answers.set(key, answer);
  return answer;
}
