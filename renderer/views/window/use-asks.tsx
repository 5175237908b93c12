import { useMemo } from 'react';
import { useActions } from '../../state/actions.ts';
import type { CommandAsks } from '../../state/command-table.ts';
import { type AskSend, nameFrom } from '../../state/send-asks.ts';
import { useSession } from '../../state/session.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { useComposeAsks } from '../compose/use-compose-asks.tsx';
import { useFileAsks } from '../file-asks.ts';
import { DeletedDialog } from '../history/deleted-dialog.tsx';
import type { Documents } from '../note/editor-parts.ts';
import { saveFirst } from '../note/save-first.ts';
import { useSites } from '../publish/use-sites.ts';
import { ReplaceDialog } from '../search/replace-dialog.tsx';
import { DigestDialog } from '../topic/digest-dialog.tsx';

/** What the commands of the window ask of its views. */
export function useAsks(documents: Documents, askSend: AskSend): CommandAsks {
  const files = useFileAsks();
  const sites = useSites();
  const compose = useComposeAsks(documents);
  const dialogs = useDialogs();
  const actions = useActions();
  const { search, editor, publishTarget, notices } = useSession();
  return useMemo(() => {
    const showPlan = (name: string | undefined) => {
      if (name === undefined) return;
      publishTarget.set(name);
      actions.show({ kind: 'publish' });
    };
    return {
      ...files,
      ...compose,
      renameHeading: (path) =>
        void saveFirst(documents, notices).then((saved) => saved && files.renameHeading(path)),
      deleted: () => dialogs.show((close) => <DeletedDialog onClose={close} />),
      replace: () => {
        const { query } = search.get();
        const show = () => dialogs.show((close) => <ReplaceDialog query={query} onClose={close} />);
        // What is shown is what stands in the files.
        void documents.flush().then(show);
      },
      send: (path, to) => {
        const at = editor.get()?.line();
        if (!at) notices.say('notice.no-paragraph');
        else askSend({ path, ...at }, to === 'note' ? { name: nameFrom(at.text) } : {});
      },
      save: () => void documents.flush(),
      digest: () => {
        const show = () => dialogs.show((close) => <DigestDialog onClose={close} />);
        void documents.flush().then(show);
      },
      addSite: () => void sites.add().then(showPlan),
      makeSite: () => void sites.make().then(showPlan),
      exportFolder: () => void sites.add('commonmark').then(showPlan),
    };
  }, [files, compose, sites, dialogs, documents, askSend, actions, search, editor, publishTarget, notices]);
}
