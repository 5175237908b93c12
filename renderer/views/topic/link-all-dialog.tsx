import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Answered } from '../../ui/state.tsx';
import { ChangeList } from './change-list.tsx';

interface LinkAllDialogProps {
  target: string;
  name: string;
  onClose(): void;
}

/** What linking every mention would change, before it is done. */
export function LinkAllDialog({ target, name, onClose }: LinkAllDialogProps) {
  const words = useWords();
  const actions = useActions();
  const preview = useLive('mention.link', { target, dryRun: true });
  const edits = preview.data?.edits ?? [];
  const files = new Set(edits.map((edit) => edit.path)).size;
  return (
    <Dialog size="wide" title={words.t('topic.link-all-title', { name })} onClose={onClose}>
      <Answered answer={preview}>
        {() => (
          <>
            <p>
              {words.t(edits.length ? 'topic.link-all-text' : 'topic.link-all-none', {
                n: edits.length,
                files,
              })}
            </p>
            <ChangeList edits={edits} />
          </>
        )}
      </Answered>
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        <Button
          look="strong"
          disabled={edits.length === 0}
          onClick={() => {
            onClose();
            void actions.linkMentions(target, undefined);
          }}
        >
          {words.t('topic.link-n', { n: edits.length })}
        </Button>
      </div>
    </Dialog>
  );
}
