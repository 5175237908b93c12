import { useCallback } from 'react';
import { basename } from '../../shared/text/path.ts';
import { useWords } from '../i18n/words.ts';
import { useActions } from '../state/actions.ts';
import { useSession } from '../state/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useDialogs } from '../ui/dialog-host.tsx';

type Move = { from: string; to: string };

/**
 * Renames or moves one file or folder, or several; where the vault's settings want it, the links are asked about first.
 * What it returns rejects with what refuses it.
 */
export function useRename(): (...moves: [Move, ...Move[]]) => Promise<void> {
  const actions = useActions();
  const dialogs = useDialogs();
  const words = useWords();
  const { notices } = useSession();
  return useCallback(
    async (...moves) => {
      const [{ from, to }] = moves;
      const change = (links?: boolean) =>
        moves.length === 1 ? actions.rename(from, to, links) : actions.renameAll(moves, links);
      let waiting = 0;
      for (const move of moves) waiting += await actions.linksToAsk(move.from, move.to);
      if (waiting === 0) return change();
      dialogs.show((close) => (
        <LinksDialog
          name={moves.length === 1 ? basename(from) : words.t('explorer.things', { n: moves.length })}
          links={waiting}
          onClose={close}
          onAnswer={(follow) => {
            close();
            change(follow).catch(notices.fail);
          }}
        />
      ));
    },
    [actions, dialogs, notices, words],
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
