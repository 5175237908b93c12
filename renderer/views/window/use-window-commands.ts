import { useMemo } from 'react';
import { useClient, useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { type CommandPanes, createCommands } from '../../state/command-table.ts';
import type { Command } from '../../state/commands.ts';
import { useHost } from '../../state/host.ts';
import { fromObsidian, withHotkeys } from '../../state/hotkeys.ts';
import type { AskSend } from '../../state/send-asks.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import type { Documents } from '../note/editor-parts.ts';
import { useAsks } from './use-asks.tsx';
import { leftDrawer, rightDrawer, useMedia } from './use-panes.ts';

/** The commands of the window, with the dialogs and panes that they need. */
export function useWindowCommands(documents: Documents, askSend: AskSend): readonly Command[] {
  const client = useClient();
  const session = useSession();
  const actions = useActions();
  const host = useHost();
  const asks = useAsks(documents, askSend);
  const panes = usePanes();
  const { language } = useWords();
  const commands = useMemo(
    () => createCommands({ client, session, actions, host, asks, panes, language }),
    [client, session, actions, host, asks, panes, language],
  );
  const chosen = useStore(session.appearance, ({ hotkeys }) => hotkeys);
  const vault = useLive('settings.editor', {}, withSettings).data?.hotkeys;
  return useMemo(() => withHotkeys(commands, chosen, fromObsidian(vault ?? {})), [commands, chosen, vault]);
}

function usePanes(): CommandPanes {
  const { workspace, overlay } = useSession();
  const leftIsDrawer = useMedia(leftDrawer);
  const rightIsDrawer = useMedia(rightDrawer);
  return useMemo(() => {
    const isDrawer = (side: 'left' | 'right') => (side === 'left' ? leftIsDrawer : rightIsDrawer);
    const key = (side: 'left' | 'right') => (side === 'left' ? 'leftOpen' : 'rightOpen');
    const isOpen = (side: 'left' | 'right') =>
      isDrawer(side) ? overlay.get().drawer === side : workspace.get()[key(side)];
    const set = (side: 'left' | 'right', open: boolean) => {
      if (isDrawer(side)) overlay.set((state) => ({ ...state, drawer: open ? side : undefined }));
      else workspace.set((state) => ({ ...state, [key(side)]: open }));
    };
    return { isOpen, toggle: (side) => set(side, !isOpen(side)), show: (side) => set(side, true) };
  }, [workspace, overlay, leftIsDrawer, rightIsDrawer]);
}
