import { useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { topicFolder } from '../../state/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { LinkAllDialog } from './link-all-dialog.tsx';

interface SuggestionDialogProps {
  suggestion: Result<'topic.discover'>[number];
  onClose(): void;
}

/** A term without a note: make the note, and link what mentions it if wanted. */
export function SuggestionDialog({ suggestion, onClose }: SuggestionDialogProps) {
  const words = useWords();
  const client = useClient();
  const actions = useActions();
  const dialogs = useDialogs();
  const { notices } = useSession();
  const [busy, setBusy] = useState(false);
  const { term, variants, notes, mentions } = suggestion;
  const others = variants.filter((variant) => variant !== term);

  async function create(link: boolean) {
    setBusy(true);
    try {
      const folder = topicFolder(await client.call('topic.list', { limit: 50 }));
      const { path } = await client.call('note.create', { path: [folder, term].filter(Boolean).join('/') });
      onClose();
      actions.show({ kind: 'topic', path });
      if (link) dialogs.show((close) => <LinkAllDialog target={path} name={term} onClose={close} />);
    } catch (error) {
      notices.fail(error);
      setBusy(false);
    }
  }

  return (
    <Dialog title={words.t('topic.suggest-title', { term })} onClose={onClose}>
      <p>{words.t('topic.suggest-text', { n: mentions, notes })}</p>
      {others.length > 0 && <p>{words.t('topic.suggest-variants', { variants: others.join(' · ') })}</p>}
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        <Button disabled={busy} onClick={() => void create(false)}>
          {words.t('topic.create')}
        </Button>
        <Button look="strong" busy={busy} onClick={() => void create(true)}>
          {words.t('topic.create-and-link')}
        </Button>
      </div>
    </Dialog>
  );
}
