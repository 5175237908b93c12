import { useMemo } from 'react';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';

/** The two ways to a site: name the folder of one, or have a small one made. */
export function useSites() {
  const words = useWords();
  const client = useClient();
  const host = useHost();
  const dialogs = useDialogs();
  const { notices } = useSession();
  return useMemo(() => {
    async function pick(): Promise<string | undefined> {
      const title = words.t('publish.add-site');
      if (host.canPickFolder) return (await client.call('host.pickFolder', { title })).path ?? undefined;
      return dialogs.prompt({
        title,
        label: words.t('publish.site-folder'),
        placeholder: '../blog',
        action: words.t('publish.add'),
      });
    }

    /** True where there is one more site now. */
    async function add(): Promise<boolean> {
      try {
        const root = await pick();
        if (root === undefined) return false;
        await client.call('publish.addTarget', { root });
        return true;
      } catch (error) {
        notices.fail(error);
        return false;
      }
    }

    async function make(): Promise<boolean> {
      try {
        const { dir } = await client.call('site.create', {});
        notices.say('notice.site-made', { dir });
        return true;
      } catch (error) {
        notices.fail(error);
        return false;
      }
    }

    return { add, make };
  }, [words, client, host, dialogs, notices]);
}
