import type { Result } from '../../../shared/contract/api.ts';
import { useLive } from '../../client/live-query.ts';
import { momentText } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Answered } from '../../ui/state.tsx';
import { Some } from '../links/some.tsx';
import './history.css';

/** Notes that are gone and can come back. */
export function DeletedDialog({ onClose }: { onClose(): void }) {
  const words = useWords();
  const deleted = useLive('history.deleted', {}, { keep: true });
  return (
    <Dialog size="wide" title={words.t('history.deleted')} onClose={onClose}>
      <Answered answer={deleted}>
        {(notes) => (
          <>
            <p>{words.t(notes.length === 0 ? 'history.deleted-none' : 'history.deleted-text')}</p>
            {notes.length > 0 && (
              <div className="dialog-scroll">
                <Some items={notes} first={100}>
                  {(note) => <DeletedRow key={note.path} note={note} />}
                </Some>
              </div>
            )}
          </>
        )}
      </Answered>
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.close')}</Button>
      </div>
    </Dialog>
  );
}

function DeletedRow({ note }: { note: Result<'history.deleted'>[number] }) {
  const words = useWords();
  const actions = useActions();
  const { path, id, time } = note;
  return (
    <div className="row deleted-row">
      <span className="truncate" title={path}>
        {path.replace(/\.md$/i, '')}
      </span>
      <span className="row-count">{momentText(time, words.language)}</span>
      <TextButton onClick={() => void actions.bringBack(path, id)}>
        {words.t('history.bring-back')}
      </TextButton>
    </div>
  );
}
