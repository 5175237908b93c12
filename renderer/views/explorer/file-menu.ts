import { basename, dirname, isNote, stem } from '../../../shared/text/path.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useCommands } from '../../state/command-context.ts';
import { useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import type { FileRow, FolderRow } from '../../state/tree.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useFileAsks } from '../file-asks.ts';

export interface FileMenuHandlers {
  onRename(path: string): void;
  onNew(parent: string, folder: boolean): void;
}

export interface FileMenus {
  /** The menu of a row of the file tree. */
  menuFor(row: FileRow | FolderRow): MenuItem[];
  /** That of several marked rows, none of which lies in another. */
  menuForMany(paths: readonly string[]): MenuItem[];
}

export function useFileMenu(handlers: FileMenuHandlers): FileMenus {
  const words = useWords();
  const actions = useActions();
  const asks = useFileAsks();
  const client = useClient();
  const { notices } = useSession();
  const host = useHost();
  function menuForMany(paths: readonly string[]): MenuItem[] {
    const [first, ...others] = paths;
    if (first === undefined) return [];
    return [
      { label: words.t('explorer.move-to'), run: () => asks.move(first, ...others) },
      { label: words.t('explorer.copy-path'), run: () => asks.copy(paths.join('\n')) },
      'line',
      { label: words.t('explorer.delete'), hint: 'Del', danger: true, run: () => asks.removeAll(paths) },
    ];
  }

  function menuFor(row: FileRow | FolderRow): MenuItem[] {
    const { path } = row;
    const inside = row.kind === 'folder' ? path : dirname(path);
    const items: MenuItem[] = [
      { label: words.t('explorer.new-note'), run: () => handlers.onNew(inside, false) },
      { label: words.t('explorer.new-folder'), run: () => handlers.onNew(inside, true) },
      'line',
      { label: words.t('explorer.rename'), hint: 'F2', run: () => handlers.onRename(path) },
      { label: words.t('explorer.move-to'), run: () => asks.move(path) },
      { label: words.t('explorer.copy-path'), run: () => asks.copy(path) },
    ];
    if (row.kind === 'file') {
      const open = words.t('explorer.open-tab');
      const beside = words.t('explorer.open-beside');
      items.unshift(
        { label: open, run: () => actions.open(path, { newTab: true }) },
        { label: beside, run: () => actions.open(path, { beside: true }) },
        'line',
      );
      const link = isNote(path) ? `[[${stem(path)}]]` : `![[${basename(path)}]]`;
      items.push({ label: words.t('explorer.copy-link'), run: () => asks.copy(link) });
    }
    if (host.canReveal) {
      const reveal = () => void client.call('host.reveal', { path }).catch(notices.fail);
      items.push({ label: words.t('explorer.reveal'), run: reveal });
    }
    const remove = () => asks.remove(path, row.kind === 'folder' ? row.notes : undefined);
    items.push('line', { label: words.t('explorer.delete'), hint: 'Del', danger: true, run: remove });
    return items;
  }

  return { menuFor, menuForMany };
}

/** The menu of the vault as a whole, on the empty space of the pane. */
export function useVaultMenu(onNew: (folder: boolean) => void): () => MenuItem[] {
  const words = useWords();
  const commands = useCommands();
  return () => {
    const known = ['vault.collapse', 'vault.reveal'].flatMap((id): MenuItem[] => {
      const command = commands.find((each) => each.id === id);
      return command && (command.when?.() ?? true)
        ? [{ label: words.t(command.title), run: command.run }]
        : [];
    });
    const between = known.length > 0 ? ['line' as const] : [];
    return [
      { label: words.t('command.new-note'), run: () => onNew(false) },
      { label: words.t('command.new-folder'), run: () => onNew(true) },
      ...between,
      ...known,
    ];
  };
}
