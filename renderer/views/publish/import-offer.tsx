import { useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { useClient, useLive, withBlogs } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';

type Importable = Result<'publish.importable'>[number];

/** Tells of posts that came to the blog from elsewhere, and brings them into the vault. */
export function ImportOffer({ target }: { target: string }) {
  const words = useWords();
  const dialogs = useDialogs();
  const found = useLive('publish.importable', { target }, withBlogs);
  const posts = found.data ?? [];
  if (posts.every((post) => post.exists)) return null;
  return (
    <p className="import-offer">
      {words.t('import.offer', { n: posts.length })}{' '}
      <TextButton
        onClick={() =>
          dialogs.show((close) => <ImportDialog target={target} posts={posts} onClose={close} />)
        }
      >
        {words.t('import.choose')}
      </TextButton>
    </p>
  );
}

function ImportDialog({
  target,
  posts,
  onClose,
}: {
  target: string;
  posts: readonly Importable[];
  onClose(): void;
}) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const chosen = posts.filter(({ path, exists }) => !exists && !left.has(path)).map(({ path }) => path);

  function toggle(path: string) {
    const next = new Set(left);
    if (!next.delete(path)) next.add(path);
    setLeft(next);
  }

  async function run() {
    setBusy(true);
    try {
      const { made } = await client.call('publish.import', { target, paths: chosen });
      notices.say('import.done', { n: made.length });
    } catch (error) {
      notices.fail(error);
    }
    onClose();
  }

  return (
    <Dialog size="wide" title={words.t('import.title')} onClose={onClose}>
      <p>{words.t('import.text')}</p>
      <ul className="import-list">
        {posts.map(({ path, to, title, exists }) => (
          <li key={path}>
            <label className="import-row">
              <input
                type="checkbox"
                disabled={exists}
                checked={!exists && !left.has(path)}
                onChange={() => toggle(path)}
              />
              <span className="truncate">{title}</span>
              <small className="muted truncate">{exists ? words.t('import.exists') : to}</small>
            </label>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        <Button look="strong" busy={busy} disabled={chosen.length === 0} onClick={() => void run()}>
          {words.t('import.run', { n: chosen.length })}
        </Button>
      </div>
    </Dialog>
  );
}
