import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/state.tsx';
import './window.css';

/** The bare window, before there is anything to put in it. */
export function WindowFrame({ children }: { children?: ReactNode }) {
  return (
    <div className="window" data-left="true" data-right="true">
      <nav className="rail" />
      <header className="bar" />
      <aside className="side" />
      <main className="page">{children}</main>
      <aside className="pane" />
      <footer className="status-line" />
    </div>
  );
}

export function StartFailure({ error }: { error: unknown }) {
  const words = useWords();
  return (
    <Empty
      size="page"
      title={words.t('start.failed')}
      text={`${words.error(error)} ${words.t('start.safe')}`}
      actions={<Button onClick={() => window.location.reload()}>{words.t('action.retry')}</Button>}
    />
  );
}
