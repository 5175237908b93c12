import { useCallback } from 'react';
import { stem } from '../../../shared/text/path.ts';
import { useClient } from '../../client/live-query.ts';
import { useActions } from '../../state/actions.ts';
import type { AskSend } from '../../state/send-asks.ts';
import { useSession } from '../../state/session.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';
import type { Documents } from '../note/editor-parts.ts';
import { saveFirst } from '../note/save-first.ts';
import { SendDialog } from './send-dialog.tsx';
import './compose.css';

/** Asks where a paragraph is to go. Everything is saved first: the core counts in the files. */
export function useAskSend(documents: Documents): AskSend {
  const client = useClient();
  const actions = useActions();
  const dialogs = useDialogs();
  const { notices } = useSession();
  return useCallback<AskSend>(
    (paragraph, to) => {
      const undo = { label: 'action.undo', run: () => void actions.undo() } as const;
      const show = () =>
        dialogs.show((close) => (
          <SendDialog
            paragraph={paragraph}
            to={to}
            onClose={close}
            onDo={(params) => {
              close();
              client
                .call('block.send', params)
                .then(() => notices.say('notice.sent', { name: stem(params.target) }, undo), notices.fail);
            }}
          />
        ));
      void saveFirst(documents, notices).then((saved) => saved && show());
    },
    [client, actions, dialogs, notices, documents],
  );
}
