import { useMemo } from 'react';
import { basename, dirname, extname, isNote } from '../../shared/text/path.ts';
import { useWords } from '../i18n/words.ts';
import { useActions } from '../state/actions.ts';
import { useSession } from '../state/session.ts';
import { useDialogs } from '../ui/dialog-host.tsx';
import { useRename } from './use-rename.tsx';

/** What is done with a file or folder after asking for a name, a place or a word of assent. */
export interface FileAsks {
  rename(path: string): void;
  /** The heading that the cursor stands under. */
  renameHeading(path: string): void;
  move(path: string): void;
  /** A folder is asked about first; `notes` is how many it holds. */
  remove(path: string, notes?: number): void;
  createFolder(parent: string): void;
  copy(text: string): void;
}

export function useFileAsks(): FileAsks {
  const words = useWords();
  const actions = useActions();
  const dialogs = useDialogs();
  const renameTo = useRename();
  const { editor, notices } = useSession();
  return useMemo(() => {
    async function rename(path: string): Promise<void> {
      const suffix = isNote(path) ? path.slice(-extname(path).length) : '';
      const name = basename(path).slice(0, basename(path).length - suffix.length);
      const next = await dialogs.prompt({
        title: words.t('explorer.rename-title', { name }),
        label: words.t('explorer.name'),
        value: name,
        action: words.t('explorer.rename'),
      });
      if (next !== undefined && next !== name) await renameTo(path, within(dirname(path), next + suffix));
    }

    async function renameHeading(path: string): Promise<void> {
      const heading = editor.get()?.heading();
      if (!heading) return notices.say('notice.no-heading');
      const text = await dialogs.prompt({
        title: words.t('explorer.rename-title', { name: heading.text }),
        label: words.t('heading.text'),
        value: heading.text,
        action: words.t('explorer.rename'),
      });
      if (text !== undefined && text !== heading.text) await actions.renameHeading(path, heading.line, text);
    }

    async function move(path: string): Promise<void> {
      const folder = await dialogs.prompt({
        title: words.t('explorer.move-title', { name: basename(path) }),
        label: words.t('explorer.move-label'),
        value: dirname(path),
        action: words.t('explorer.move'),
        allowEmpty: true,
      });
      if (folder === undefined) return;
      const to = within(folder.replace(/^\/+|\/+$/g, ''), basename(path));
      if (to !== path) await renameTo(path, to);
    }

    async function remove(path: string, notes?: number): Promise<void> {
      const agreed =
        notes === undefined ||
        (await dialogs.confirm({
          title: words.t('explorer.delete-folder', { name: basename(path) }),
          text: words.t('explorer.delete-folder-text', { n: notes }),
          action: words.t('explorer.delete'),
          danger: true,
        }));
      if (agreed) await actions.remove(path);
    }

    async function createFolder(parent: string): Promise<void> {
      const name = await dialogs.prompt({
        title: words.t('command.new-folder'),
        label: words.t('explorer.name'),
        action: words.t('action.create'),
      });
      if (name !== undefined) await actions.createFolder(within(parent, name));
    }

    return {
      rename: (path) => void rename(path),
      renameHeading: (path) => void renameHeading(path),
      move: (path) => void move(path),
      remove: (path, notes) => void remove(path, notes),
      createFolder: (parent) => void createFolder(parent),
      copy(text) {
        navigator.clipboard.writeText(text).then(() => notices.say('notice.copied'), notices.fail);
      },
    };
  }, [words, actions, dialogs, editor, notices, renameTo]);
}

/** Path of `name` in `folder`; '' is the root. */
export function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
