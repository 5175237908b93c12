import type { ReactNode } from 'react';
import type { Live } from '../client/live-query.ts';
import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';
import './state.css';

interface EmptyProps {
  title?: string;
  text: string;
  size?: 'page' | 'pane';
  /** Usually one. */
  actions?: ReactNode;
}

/** A view that has nothing to show: a sentence and an action. */
export function Empty({ title, text, size = 'pane', actions }: EmptyProps) {
  return (
    <div className="state appear" data-size={size}>
      {title && <h2>{title}</h2>}
      <p>{text}</p>
      {actions && <div className="state-actions">{actions}</div>}
    </div>
  );
}

interface FailureProps {
  error: unknown;
  /** What is safe all the same. */
  safe?: string;
  size?: 'page' | 'pane';
  onRetry?(): void;
}

/** A view that could not be filled: what happened, what is safe, what to do. */
export function Failure({ error, safe, size = 'pane', onRetry }: FailureProps) {
  const words = useWords();
  return (
    <div className="state appear" data-size={size} role="alert">
      <p>
        {words.error(error)} {safe}
      </p>
      {onRetry && (
        <div className="state-actions">
          <Button onClick={onRetry}>{words.t('action.retry')}</Button>
        </div>
      )}
    </div>
  );
}

export function Loading() {
  const words = useWords();
  return (
    <p className="loading" aria-busy="true">
      {words.t('state.loading')}
    </p>
  );
}

interface AnsweredProps<T> {
  answer: Live<T>;
  size?: 'page' | 'pane';
  children(data: T): ReactNode;
}

/** What stands for an answer while it is on its way, when it failed, and when it is there. */
export function Answered<T>({ answer, size, children }: AnsweredProps<T>) {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error) return <Failure error={answer.error} size={size} onRetry={answer.refresh} />;
  return <Loading />;
}
