import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/state.tsx';
import { useSites } from './use-sites.ts';

/** Shown while the vault has no site to publish to. */
export function SiteChoice() {
  const words = useWords();
  const sites = useSites();
  const [busy, setBusy] = useState(false);
  async function run(work: () => Promise<unknown>) {
    setBusy(true);
    await work();
    setBusy(false);
  }
  return (
    <Empty
      size="page"
      title={words.t('publish.welcome')}
      text={words.t('publish.welcome-text')}
      actions={
        <>
          <Button look="strong" busy={busy} onClick={() => void run(() => sites.add())}>
            {words.t('publish.add-site')}
          </Button>
          <Button busy={busy} onClick={() => void run(sites.make)}>
            {words.t('publish.make-site')}
          </Button>
          <Button busy={busy} onClick={() => void run(() => sites.add('commonmark'))}>
            {words.t('publish.add-folder')}
          </Button>
        </>
      }
    />
  );
}
