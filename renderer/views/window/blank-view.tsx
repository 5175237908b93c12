import { stem } from '../../../shared/text/path.ts';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useCommands } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/state.tsx';
import { PageBar } from './page-bar.tsx';
import { statusEvents } from './vault-status.ts';
import './blank-view.css';

const starts = ['note.new', 'note.daily', 'palette.notes', 'search.open'];

/** A tab without a page: ways to begin, and the notes of late. */
export function BlankView() {
  const words = useWords();
  const status = useLive('vault.status', {}, statusEvents);
  const empty = status.data?.phase === 'ready' && status.data.notes === 0;
  return (
    <>
      <PageBar place={{ kind: 'blank' }} />
      {empty ? <EmptyVault dir={status.data?.dir ?? ''} /> : <Starts label={words.t('blank.start')} />}
    </>
  );
}

function EmptyVault({ dir }: { dir: string }) {
  const words = useWords();
  const command = useCommands().find((each) => each.id === 'note.new');
  return (
    <Empty
      size="page"
      title={words.t('blank.empty')}
      text={words.t('blank.empty-text', { dir })}
      actions={
        <Button look="strong" onClick={() => command?.run()}>
          {words.t('blank.first-note')}
        </Button>
      }
    />
  );
}

function Starts({ label }: { label: string }) {
  const words = useWords();
  const mac = isMac(useHost());
  const commands = useCommands();
  return (
    <div className="blank appear">
      <section aria-label={label}>
        {starts.map((id) => {
          const command = commands.find((each) => each.id === id);
          if (!command) return null;
          return (
            <button key={id} type="button" className="row" onClick={() => command.run()}>
              <span>{words.t(command.title)}</span>
              {command.keys?.[0] && <kbd>{showChord(command.keys[0], mac)}</kbd>}
            </button>
          );
        })}
      </section>
      <Recent />
    </div>
  );
}

function Recent() {
  const words = useWords();
  const actions = useActions();
  const recent = useLive('switch.query', { query: '', limit: 8 });
  if (!recent.data || recent.data.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{words.t('blank.recent')}</h2>
      {recent.data.map(({ path, title }) => (
        <button key={path} type="button" className="row" title={path} onClick={() => actions.open(path)}>
          <span className="truncate">{stem(path)}</span>
          {title !== stem(path) && <span className="truncate muted">{title}</span>}
        </button>
      ))}
    </section>
  );
}
