import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient, useLive } from '../../client/live-query.ts';
import type { ConnectionState } from '../../client/reconnect.ts';
import { useWords } from '../../i18n/words.ts';
import { useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import { Button, IconButton, TextButton } from '../../ui/button.tsx';
import type { Documents } from '../note/editor-parts.ts';
import { Banner } from './banner-line.tsx';
import { UnsavedBanner } from './unsaved-banner.tsx';
import { statusEvents } from './vault-status.ts';

interface BannersProps {
  connection: ConnectionState;
  documents: Documents;
}

/** What a person should know at once: the connection, the folder, where the starter vault is. */
export function Banners({ connection, documents }: BannersProps) {
  return (
    <>
      <StateBanner connection={connection} />
      {connection === 'open' && <UnsavedBanner documents={documents} />}
    </>
  );
}

function StateBanner({ connection }: Pick<BannersProps, 'connection'>) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const status = useLive('vault.status', {}, statusEvents);
  const look = () => void client.call('index.update', {}).then(status.refresh, notices.fail);
  if (connection === 'closed') {
    const reload = () => window.location.reload();
    return (
      <Banner tone="bad" actions={<Button onClick={reload}>{words.t('banner.reload')}</Button>}>
        {words.t('banner.closed')}
      </Banner>
    );
  }
  if (connection === 'connecting') return <Banner tone="warn">{words.t('banner.connecting')}</Banner>;
  if (status.data?.phase === 'lost') {
    return (
      <Banner tone="bad" actions={<Button onClick={look}>{words.t('action.retry')}</Button>}>
        {words.t('banner.lost', { dir: status.data.dir })}
      </Banner>
    );
  }
  if (status.data?.starter) return <StarterBanner dir={status.data.dir} />;
  if (status.data?.readOnly) return <Banner tone="warn">{words.t('banner.read-only')}</Banner>;
  return null;
}

/** Kept under this name: the starter vault whose banner was put away. */
const preference = 'starter-seen';

function StarterBanner({ dir }: { dir: string }) {
  const words = useWords();
  const client = useClient();
  const host = useHost();
  const { notices } = useSession();
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    client.call('preference.read', { key: preference }).then((value) => setSeen(value === dir), notices.fail);
  }, [client, dir, notices]);
  if (seen) return null;
  function dismiss() {
    setSeen(true);
    client.call('preference.write', { key: preference, value: dir }).catch(notices.fail);
  }
  const reveal = () => void client.call('host.reveal', { path: '' }).catch(notices.fail);
  return (
    <Banner
      tone="plain"
      actions={
        <>
          {host.canReveal && <TextButton onClick={reveal}>{words.t('banner.show-folder')}</TextButton>}
          <IconButton icon={X} size={13} label={words.t('action.dismiss')} onClick={dismiss} />
        </>
      }
    >
      {words.t('banner.starter')} <span className="banner-path">{dir}</span>
    </Banner>
  );
}
