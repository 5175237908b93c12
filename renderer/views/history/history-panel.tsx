import type { Snapshot } from '../../../shared/contract/api.ts';
import { useLive } from '../../client/live-query.ts';
import { clockText } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { groupByDay } from '../../state/versions.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { Some } from '../links/some.tsx';
import { VersionDialog } from './version-dialog.tsx';
import './history.css';

/** The older versions of a note, by day. */
export function HistoryPanel({ path }: { path: string }) {
  const words = useWords();
  const versions = useLive('history.list', { path }, { keep: true });
  return (
    <Answered answer={versions}>
      {(list) =>
        list.length === 0 ? (
          <Empty text={words.t('history.none')} />
        ) : (
          <div className="appear">
            <Some items={groupByDay(list)}>
              {({ day, versions: own }) => (
                <section key={day} className="pane-section">
                  <h2 className="section-title">
                    <span>{words.nearDate(day)}</span>
                  </h2>
                  {own.map((version) => (
                    <VersionRow key={version.id} path={path} version={version} />
                  ))}
                </section>
              )}
            </Some>
          </div>
        )
      }
    </Answered>
  );
}

function VersionRow({ path, version }: { path: string; version: Snapshot }) {
  const words = useWords();
  const dialogs = useDialogs();
  const commands = useCommands();
  function show() {
    // It is compared with what is on disk: what is being typed should be there.
    commands.find((command) => command.id === 'note.save')?.run();
    dialogs.show((close) => <VersionDialog path={path} version={version} onClose={close} />);
  }
  return (
    <button type="button" className="row version-row" onClick={show}>
      <time dateTime={new Date(version.time).toISOString()}>{clockText(version.time, words.language)}</time>
      <span className="truncate">{words.t(`history.reason.${version.reason}`)}</span>
    </button>
  );
}
