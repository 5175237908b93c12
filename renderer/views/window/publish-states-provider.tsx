import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { keptWithBlogs, useLive } from '../../client/live-query.ts';
import { joinStates, PublishStatesContext } from '../publish-state.ts';

type Answer = Result<'publish.status'>;

/** Knows the state of every note in each blog, where there is one. A folder of plain Markdown is no place for readers. */
export function PublishStatesProvider({ children }: { children: ReactNode }) {
  const targets = useLive('publish.targets', {}, keptWithBlogs);
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const names = useMemo(
    () =>
      (targets.data ?? []).flatMap(({ name, exists, format }) => (exists && format === 'hugo' ? [name] : [])),
    [targets.data],
  );
  const states = useMemo(
    () => joinStates(names.map((target) => ({ target, states: answers.get(target) ?? [] }))),
    [names, answers],
  );
  const tell = useCallback(
    (target: string, answer: Answer) => setAnswers((before) => new Map(before).set(target, answer)),
    [],
  );
  return (
    <PublishStatesContext value={states}>
      {names.map((target) => (
        <StatesOf key={target} target={target} tell={tell} />
      ))}
      {children}
    </PublishStatesContext>
  );
}

/** Asks one blog; as many of these as there are blogs, and nothing to be seen of them. */
function StatesOf({ target, tell }: { target: string; tell(target: string, answer: Answer): void }) {
  const answer = useLive('publish.status', { target }, keptWithBlogs);
  useEffect(() => {
    if (answer.data) tell(target, answer.data);
  }, [answer.data, target, tell]);
  return null;
}
