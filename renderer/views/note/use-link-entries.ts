import { useCallback } from 'react';
import type { Host } from '../../client/connect.ts';
import type { Where } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useFileAsks } from '../file-asks.ts';
import type { LinkOptions, LinkTarget } from './editor-parts.ts';

/** What can be done with what a link or an image of a note leads to. */
export function useLinkEntries(
  client: Host,
  openLink: (target: LinkTarget, options: LinkOptions) => void,
): (target: LinkTarget) => MenuItem[] {
  const words = useWords();
  const asks = useFileAsks();
  const actions = useActions();
  const host = useHost();
  const { notices } = useSession();
  return useCallback(
    (target: LinkTarget) => {
      const { kind, path } = target;
      const open = (where: Where) => () => openLink(target, { ...where, create: kind === 'none' });
      if (kind === 'external') {
        return [
          { label: words.t('link.open'), run: open({}) },
          { label: words.t('link.copy-address'), run: () => asks.copy(target.target) },
        ];
      }
      if (kind === 'none') {
        return [
          { label: words.t('link.make'), disabled: path === undefined, run: open({}) },
          { label: words.t('link.make-tab'), disabled: path === undefined, run: open({ newTab: true }) },
        ];
      }
      if (path === undefined) return [];
      const items: MenuItem[] = [
        { label: words.t('link.open'), run: open({}) },
        { label: words.t('explorer.open-tab'), run: open({ newTab: true }) },
        { label: words.t('explorer.open-beside'), run: open({ beside: true }) },
        { label: words.t('explorer.copy-path'), run: () => asks.copy(path) },
        { label: words.t('command.rename'), run: () => asks.rename(path) },
      ];
      if (kind === 'note')
        items.push({
          label: words.t('command.show-topic'),
          run: () => actions.show({ kind: 'topic', path }),
        });
      if (host.canReveal) {
        const reveal = () => void client.call('host.reveal', { path }).catch(notices.fail);
        items.push({ label: words.t('explorer.reveal'), run: reveal });
      }
      return items;
    },
    [client, openLink, words, asks, actions, host, notices],
  );
}
