import type { PlanEntry, Result } from '../../../shared/contract/api.ts';
import { dirname } from '../../../shared/text/path.ts';
import { mayBeAskedFor } from '../../../shared/words/plan-reason.ts';
import { reasonWords } from '../../../shared/words/plan-words.ts';
import { keptWithBlogs, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { List } from '../../ui/list.tsx';
import { Answered } from '../../ui/state.tsx';
import { useOneNote } from './one-note.tsx';
import { entryName } from './plan-words.ts';

interface SkippedProps {
  source: string;
  /** May stand for other notes of its folder. */
  entry: PlanEntry;
  target: Result<'publish.targets'>[number];
  onDone(): void;
}

/** Why notes stay at home, and the way to publish one all the same. */
export function Skipped({ source, entry, target, onDone }: SkippedProps) {
  const words = useWords();
  const { publish } = useOneNote(target, onDone);
  const reason = entry.reason ?? '';
  const many = (entry.more ?? 0) > 0;
  return (
    <div className="plan-comparison plan-skipped">
      <p className="plan-notice">
        {words.t('publish.skip-reason', { reason: reasonWords(reason, words.t) })}
      </p>
      {many && <SkippedNotes source={source} reason={reason} target={target} onPublish={publish} />}
      {!many && mayBeAskedFor(reason) && (
        <p className="plan-notice">
          <Button onClick={() => publish(source)}>{words.t('publish.one')}</Button>
        </p>
      )}
    </div>
  );
}

interface SkippedNotesProps extends Pick<SkippedProps, 'source' | 'target'> {
  reason: string;
  onPublish(path: string): void;
}

/** All notes of the folder that the same reason keeps at home. */
function SkippedNotes({ source, reason, target, onPublish }: SkippedNotesProps) {
  const words = useWords();
  const actions = useActions();
  const folder = dirname(source);
  const found = useLive('publish.plan', { target: target.name, brief: [`${folder}/`] }, keptWithBlogs);
  const mine = (entry: PlanEntry) =>
    entry.action === 'skip' && entry.reason === reason && dirname(entry.source ?? '') === folder;
  return (
    <Answered answer={found}>
      {({ plan }) => (
        <List
          label={words.t('publish.action.skip')}
          items={plan.filter(mine)}
          rowHeight={32}
          itemKey={({ source: path }) => path ?? ''}
          itemText={entryName}
          onPick={({ source: path }, { newTab }) => path && actions.open(path, { newTab })}
          row={(entry) => (
            <div className="skipped-note">
              <span className="truncate">{entryName(entry)}</span>
              {mayBeAskedFor(reason) && (
                <TextButton onClick={() => onPublish(entry.source ?? '')}>
                  {words.t('publish.one')}
                </TextButton>
              )}
            </div>
          )}
        />
      )}
    </Answered>
  );
}
