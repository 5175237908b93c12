import { useCallback } from 'react';
import { basename } from '../../shared/text/path.ts';
import { useWords } from '../i18n/words.ts';
import { useActions } from '../state/actions.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useDialogs } from '../ui/dialog-host.tsx';

/** Renames or moves; where the vault's settings want it, the links are asked about first. */
export function useRename(): (from: string, to: string) => Promise<void> {
  const actions = useActions();
  const dialogs = useDialogs();
  return useCallback(
    async (from, to) => {
      const waiting = await actions.linksToAsk(from, to);
      if (waiting === undefined) return;
      if (waiting === 0) return void (await actions.rename(from, to));
      dialogs.show((close) => (
        <LinksDialog
          name={basename(from)}
          links={waiting}
          onClose={close}
          onAnswer={(follow) => {
            close();
            void actions.rename(from, to, follow);
          }}
        />
      ));
    },
    [actions, dialogs],
  );
}

interface LinksDialogProps {
  name: string;
  /** How many would follow. */
  links: number;
  onClose(): void;
  onAnswer(follow: boolean): void;
}

function LinksDialog({ name, links, onClose, onAnswer }: LinksDialogProps) {
  const words = useWords();
  return (
    <Dialog title={words.t('rename.links-title', { name })} onClose={onClose}>
      <p>{words.t('rename.links-text', { n: links })}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        <Button onClick={() => onAnswer(false)}>{words.t('rename.links-leave')}</Button>
        <Button look="strong" onClick={() => onAnswer(true)}>
          {words.t('rename.links-follow')}
        </Button>
      </div>
    </Dialog>
  );
}
