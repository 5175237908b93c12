import { useMemo } from 'react';
import { basename, dirname, extname, isNote } from '../../shared/text/path.ts';
import { useWords } from '../i18n/words.ts';
import { useActions } from '../state/actions.ts';
import { nameRefusal } from '../state/new-name.ts';
import { useSession } from '../state/session.ts';
import { useDialogs } from '../ui/dialog-host.tsx';
import { useRename } from './use-rename.tsx';

/** What is done with a file or folder after asking for a name, a place or a word of assent. */
export interface FileAsks {
  rename(path: string): void;
  /** The heading that the cursor stands under. */
  renameHeading(path: string): void;
  move(...paths: [string, ...string[]]): void;
  /** A folder is asked about first; `notes` is how many it holds. */
  remove(path: string, notes?: number): void;
  /** Several at once, none of which lies in another. */
  removeAll(paths: readonly string[]): void;
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
      await dialogs.prompt({
        title: words.t('explorer.rename-title', { name }),
        label: words.t('explorer.name'),
        value: name,
        action: words.t('explorer.rename'),
        async attempt(next) {
          if (next === name) return;
          refuse(next);
          await renameTo({ from: path, to: within(dirname(path), next + suffix) });
        },
      });
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

    async function move(...paths: [string, ...string[]]): Promise<void> {
      const [path] = paths;
      const n = paths.length;
      await dialogs.prompt({
        title:
          n === 1
            ? words.t('explorer.move-title', { name: basename(path) })
            : words.t('explorer.move-many', { n }),
        label: words.t('explorer.move-label'),
        value: dirname(path),
        action: words.t('explorer.move'),
        allowEmpty: true,
        async attempt(folder) {
          const moves = movesInto(folder.replace(/^\/+|\/+$/g, ''), paths);
          if (isSome(moves)) await renameTo(...moves);
        },
      });
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

    async function removeAll(paths: readonly string[]): Promise<void> {
      const agreed = await dialogs.confirm({
        title: words.t('explorer.delete-many', { n: paths.length }),
        text: words.t('explorer.delete-many-text'),
        action: words.t('explorer.delete'),
        danger: true,
      });
      if (agreed) await actions.remove(...paths);
    }

    async function createFolder(parent: string): Promise<void> {
      await dialogs.prompt({
        title: words.t('command.new-folder'),
        label: words.t('explorer.name'),
        action: words.t('action.create'),
        async attempt(name) {
          refuse(name);
          const refused = (error: unknown) => {
            throw error;
          };
          await actions.createFolder(within(parent, name), { refused });
        },
      });
    }

    return {
      rename: (path) => void rename(path),
      renameHeading: (path) => void renameHeading(path),
      move: (...paths) => void move(...paths),
      remove: (path, notes) => void remove(path, notes),
      removeAll: (paths) => void removeAll(paths),
      createFolder: (parent) => void createFolder(parent),
      copy(text) {
        navigator.clipboard.writeText(text).then(() => notices.say('notice.copied'), notices.fail);
      },
    };
  }, [words, actions, dialogs, editor, notices, renameTo]);
}

function refuse(name: string): void {
  const refusal = nameRefusal(name);
  if (refusal) throw refusal;
}

type Move = { from: string; to: string };

/** What moving these files and folders into a folder comes to: nothing for those that are there, or would go into themselves. */
export function movesInto(folder: string, paths: readonly string[]): Move[] {
  return paths.flatMap((from) => {
    const to = within(folder, basename(from));
    const intoItself = folder === from || folder.startsWith(`${from}/`);
    return to === from || intoItself ? [] : [{ from, to }];
  });
}

export const isSome = <T>(list: T[]): list is [T, ...T[]] => list.length > 0;

/** Path of `name` in `folder`; '' is the root. */
export function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
