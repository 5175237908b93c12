import { useCallback, useEffect, useRef, useState } from 'react';
import { stem } from '../../../shared/text/path.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import type { Documents } from '../note/editor-parts.ts';
import { Banner } from './banner-line.tsx';

/** How long (ms) after a start or a change: notes that are opened meanwhile take their text up by themselves. */
const settle = 1_200;
/** So many are opened at once. */
const most = 12;
/** So many are named. */
const named = 4;

/** Text that could not be saved, of windows that are gone. */
export function UnsavedBanner({ documents }: { documents: Documents }) {
  const words = useWords();
  const actions = useActions();
  const { notices } = useSession();
  const { paths, look } = useWaiting(documents);
  if (paths.length === 0) return null;
  const names = paths.slice(0, named).map(stem).join(' · ');
  function open() {
    for (const path of paths.slice(0, most).reverse()) actions.open(path, { newTab: true, focus: false });
    look();
  }
  async function discard() {
    const put = await Promise.all(paths.map((path) => documents.recovery.discard(path)));
    notices.say(put.every(Boolean) ? 'unsaved.discarded' : 'unsaved.kept');
    look(0);
  }
  return (
    <Banner
      tone="warn"
      actions={
        <>
          <TextButton onClick={() => void discard()}>{words.t('unsaved.discard')}</TextButton>
          <Button onClick={open}>{words.t('unsaved.open')}</Button>
        </>
      }
    >
      {words.t('unsaved.waiting', { n: paths.length, names: paths.length > named ? `${names} …` : names })}
    </Banner>
  );
}

function useWaiting({ recovery }: Documents) {
  const client = useClient();
  const [paths, setPaths] = useState<readonly string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useCallback(
    (delay = settle) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void recovery.waiting().then(setPaths), delay);
    },
    [recovery],
  );
  useEffect(() => {
    look();
    const off = client.on('vault.changed', () => look());
    return () => {
      off();
      clearTimeout(timer.current);
    };
  }, [client, look]);
  return { paths, look };
}
