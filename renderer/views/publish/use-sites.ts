import { useMemo } from 'react';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';

/** The ways to a target: name the folder of a site, have a small one made, or name a folder for plain Markdown. */
export function useSites() {
  const words = useWords();
  const client = useClient();
  const host = useHost();
  const dialogs = useDialogs();
  const { notices } = useSession();
  return useMemo(() => {
    async function pick(format: 'hugo' | 'commonmark'): Promise<string | undefined> {
      const title = words.t(format === 'hugo' ? 'publish.add-site' : 'publish.add-folder');
      if (host.canPickFolder) return (await client.call('host.pickFolder', { title })).path ?? undefined;
      return dialogs.prompt({
        title,
        label: words.t(format === 'hugo' ? 'publish.site-folder' : 'publish.plain-folder'),
        placeholder: format === 'hugo' ? '../blog' : '../notes-markdown',
        action: words.t('publish.add'),
      });
    }

    /** The name of what there is to publish to now; undefined where nothing came of it. */
    async function add(format: 'hugo' | 'commonmark' = 'hugo'): Promise<string | undefined> {
      try {
        const root = await pick(format);
        if (root === undefined) return undefined;
        return (await client.call('publish.addTarget', { root, format })).name;
      } catch (error) {
        notices.fail(error);
        return undefined;
      }
    }

    async function make(): Promise<string | undefined> {
      try {
        const { dir, name } = await client.call('site.create', {});
        notices.say('notice.site-made', { dir });
        return name;
      } catch (error) {
        notices.fail(error);
        return undefined;
      }
    }

    return { add, make };
  }, [words, client, host, dialogs, notices]);
}
