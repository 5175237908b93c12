import { type ReactNode, useMemo } from 'react';
import { useLive } from '../../client/live-query.ts';
import { type PublishStates, PublishStatesContext } from '../publish-state.ts';

const settingsToo = { events: ['settings.changed', 'vault.changed', 'publish.changed'], keep: true } as const;

/** Knows the state of every note in the blog, where there is one. A folder of plain Markdown is no place for readers. */
export function PublishStatesProvider({ children }: { children: ReactNode }) {
  const targets = useLive('publish.targets', {}, settingsToo);
  const target = targets.data?.find((each) => each.exists && each.format === 'hugo');
  const params = target ? { target: target.name } : undefined;
  const answer = useLive('publish.status', params, settingsToo);
  const states = useMemo<PublishStates>(
    () => new Map((answer.data ?? []).map(({ path, state, url }) => [path, { state, url }])),
    [answer.data],
  );
  return <PublishStatesContext value={states}>{children}</PublishStatesContext>;
}
