import { useMemo } from 'react';
import type { Method, Params } from '../../../shared/contract/api.ts';
import { useClient } from '../../client/live-query.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import type { ComposeAsks } from '../../state/comfort-commands.ts';
import { type TextPart, useSession } from '../../state/session.ts';
import { forgetPath } from '../../state/workspace.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';
import type { Documents } from '../note/editor-parts.ts';
import { saveFirst } from '../note/save-first.ts';
import { ExtractDialog, MergeDialog, SplitDialog } from './compose-dialogs.tsx';
import './compose.css';

/** What is asked before text moves from note to note. Everything is saved first: the core counts in the files. */
export function useComposeAsks(documents: Documents): Omit<ComposeAsks, 'send'> {
  const client = useClient();
  const words = useWords();
  const actions = useActions();
  const dialogs = useDialogs();
  const session = useSession();
  return useMemo(() => {
    const { notices, editor, workspace } = session;
    const undo = { label: 'action.undo', run: () => void actions.undo() } as const;

    async function run<M extends Method>(method: M, params: Params<M>, said: MessageKey): Promise<boolean> {
      try {
        const done = await client.call(method, params);
        const { edits } = done as { edits: readonly { path: string }[] };
        notices.say(said, { n: new Set(edits.map((edit) => edit.path)).size }, undo);
        return true;
      } catch (error) {
        notices.fail(error);
        return false;
      }
    }

    async function extract(path: string, which: 'selection' | 'section'): Promise<void> {
      const part: TextPart | undefined = editor.get()?.part(which);
      if (!part) return notices.say(which === 'section' ? 'notice.no-heading' : 'notice.nothing-selected');
      if (!(await saveFirst(documents, notices))) return;
      dialogs.show((close) => (
        <ExtractDialog
          path={path}
          part={part}
          onClose={close}
          onDo={(params) => {
            close();
            void run('note.extract', params, 'notice.extracted');
          }}
        />
      ));
    }

    async function split(path: string): Promise<void> {
      const headings = editor.get()?.headings() ?? [];
      const levels = [...new Set(headings.map(({ level }) => level))].sort();
      if (levels.length === 0) return notices.say('notice.no-heading');
      if (!(await saveFirst(documents, notices))) return;
      dialogs.show((close) => (
        <SplitDialog
          path={path}
          levels={levels}
          onClose={close}
          onDo={(params) => {
            close();
            void run('note.split', params, 'notice.split');
          }}
        />
      ));
    }

    async function merge(path: string): Promise<void> {
      if (!(await saveFirst(documents, notices))) return;
      dialogs.show((close) => (
        <MergeDialog
          path={path}
          onClose={close}
          onDo={(params) => {
            close();
            void run('note.merge', params, 'notice.merged').then((done) => {
              if (!done) return;
              actions.open(params.target);
              workspace.set((state) => forgetPath(state, path));
            });
          }}
        />
      ));
    }

    async function renameBlock(path: string): Promise<void> {
      const id = editor.get()?.blockId();
      if (id === undefined) return notices.say('notice.no-block-id');
      if (!(await saveFirst(documents, notices))) return;
      const to = await dialogs.prompt({
        title: words.t('explorer.rename-title', { name: `^${id}` }),
        label: words.t('compose.block-id'),
        value: id,
        action: words.t('explorer.rename'),
      });
      if (to !== undefined && to !== id)
        await run('block.rename', { path, id, to: to.replace(/^\^/, '') }, 'notice.block-renamed');
    }

    return {
      extract: (path, part) => void extract(path, part),
      split: (path) => void split(path),
      merge: (path) => void merge(path),
      renameBlock: (path) => void renameBlock(path),
    };
  }, [client, words, actions, dialogs, session, documents]);
}
